"""Events on the to-do list that members can see and to which nobody has been asked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.members.models import Interest
from coproduction.schedule.models import EventKind, EventState, PlaceState
from coproduction.site.queries.to_do.unasked import events_asked_of_nobody
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory


@pytest.fixture
def tasks(noon):
    """What stands on the list."""
    priya = StaffFactory()
    return lambda: [tuple(task)[1:4] for task in events_asked_of_nobody(viewer=priya, now=noon).tasks]


def test_a_meeting_published_without_asking_stands_there_until_everybody_is_asked(coordinator, tasks):
    MemberFactory(interested_in=[Interest.MEETINGS])
    meeting = EventRoleFactory(event=EventFactory(title="Work plan", state=EventState.DRAFT)).event
    assert tasks() == []
    coordinator.get(f"/manage/events/{meeting.id}/publish").press("Publish", invite=None)
    assert tasks() == [
        (
            "Ask people to come to Work plan",
            "Members can see it. Nobody has been asked yet.",
            "14 January 2027, in 10 days",
        )
    ]

    page = coordinator.get("/to-do").follow("Ask people to come to Work plan")
    page.press("Ask them to come")

    assert tasks() == []


def test_it_stands_there_no_more_once_somebody_has_a_part_or_had_one(tasks):
    place = PlaceFactory(state=PlaceState.OFFERED)
    other = EventRoleFactory(event=place.role.event, name="Note taker")

    assert (other.event_id, tasks()) == (place.event_id, [])
    place.state = PlaceState.DECLINED
    db.session.flush()
    assert tasks() == []


@pytest.mark.parametrize(
    ("event", "role"),
    [
        ({"state": EventState.CANCELLED}, {}),
        ({"starts_at": -1}, {}),
        ({"kind": EventKind.PANEL}, {}),
        ({"kind": EventKind.OTHER}, {}),
        ({}, {"is_open": False}),
        ({}, {"minimum": 1}),
    ],
)
def test_what_takes_no_answers_or_asks_only_some_is_not_on_the_list(tasks, noon, event, role):
    if "starts_at" in event:
        event = {"starts_at": noon - timedelta(hours=1)}
    EventRoleFactory(event=EventFactory(**event), **role)

    assert tasks() == []


def test_the_soonest_comes_first(tasks, noon):
    for days in (9, 3):
        EventRoleFactory(event=EventFactory(title=f"In {days} days", starts_at=noon + timedelta(days=days)))

    assert [what for what, _, _ in tasks()] == ["Ask people to come to In 3 days", "Ask people to come to In 9 days"]
