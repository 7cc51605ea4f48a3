"""What is over stands on the to-do list until somebody has written down who came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.schedule.actions.attendance import record_attendance
from coproduction.schedule.models import EventState, PlaceState
from coproduction.site.queries.to_do.attendance import unrecorded_attendance
from tests.factories import EventFactory, EventRoleFactory, PlaceFactory, StaffFactory


@pytest.fixture
def over(noon):
    """Make a meeting that ended so many days ago, with places in these states."""

    def _over(*states, days=1, **event):
        ends_at = noon - timedelta(days=days)
        made = EventFactory(starts_at=ends_at - timedelta(hours=2), ends_at=ends_at, **event)
        role = EventRoleFactory(event=made)
        for state in states:
            PlaceFactory(role=role, state=state)
        return made

    return _over


@pytest.fixture
def tasks(noon):
    return lambda: [tuple(task)[1:4] for task in unrecorded_attendance(viewer=StaffFactory(), now=noon).tasks]


def test_what_is_over_is_asked_about_the_newest_first(over, tasks):
    over(PlaceState.HELD, title="Old meeting", days=30)
    over(PlaceState.HELD, PlaceState.TENTATIVE, PlaceState.DECLINED, PlaceState.OFFERED, title="Last meeting")

    assert tasks() == [
        ("Write down who came to Last meeting", "We do not know yet if 2 people came.", "It was on 3 January 2027"),
        ("Write down who came to Old meeting", "We do not know yet if 1 person came.", "It was on 5 December 2026"),
    ]


def test_what_goes_on_or_was_cancelled_or_had_nobody_is_not_asked_about(over, tasks, noon):
    over(PlaceState.HELD, state=EventState.CANCELLED)
    over(PlaceState.HELD, state=EventState.HELD)
    over(PlaceState.DECLINED, PlaceState.ATTENDED, PlaceState.APOLOGIES)
    goes_on = EventFactory(starts_at=noon - timedelta(hours=1), ends_at=noon + timedelta(hours=1))
    PlaceFactory(role__event=goes_on)

    assert tasks() == []


def test_once_it_is_written_down_it_is_asked_about_no_more(over, tasks, noon):
    event = over(PlaceState.HELD, PlaceState.TENTATIVE)

    record_attendance(event, {}, by=StaffFactory(), now=noon)

    assert tasks() == []


def test_the_line_leads_to_the_form(over, coordinator):
    over(PlaceState.HELD, title="Last meeting")

    page = coordinator.get("/to-do").follow("Write down who came to Last meeting")

    assert page.heading == "Who came to Last meeting"
