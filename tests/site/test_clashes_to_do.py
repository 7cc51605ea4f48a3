"""Members with two events at once, on the to-do list: since an event was moved, and once for each pair."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.schedule.actions.events import EventDetails, change_event
from coproduction.schedule.models import EventState, PlaceState
from coproduction.site.queries.to_do.clashes import members_held_twice
from tests.factories import EventFactory, MemberFactory, PlaceFactory, StaffFactory

MORNING = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
AFTERNOON = MORNING + timedelta(hours=4)


@pytest.fixture
def dennis():
    return MemberFactory(name="Dennis Whitlock")


@pytest.fixture
def meeting(dennis):
    """A meeting in the morning, at which Dennis has a place."""
    event = EventFactory(title="Work plan", starts_at=MORNING)
    PlaceFactory(role__event=event, member=dennis)
    return event


@pytest.fixture
def panel(dennis):
    """A panel in the afternoon of the same day, at which Dennis has a place."""
    event = EventFactory(title="Band 5 interviews", starts_at=AFTERNOON)
    PlaceFactory(role__event=event, member=dennis)
    return event


def move(event, to, *, now):
    details = {field.name: getattr(event, field.name) for field in fields(EventDetails)}
    moved = {"starts_at": to, "ends_at": to + timedelta(hours=2)}
    change_event(event, EventDetails(**{**details, **moved}), by=event.organiser, now=now)


def asked(now):
    return [tuple(task)[:4] for task in members_held_twice(viewer=StaffFactory(), now=now).tasks]


def test_two_events_at_different_times_are_no_clash(meeting, panel, noon):
    move(panel, AFTERNOON + timedelta(days=1), now=noon)

    assert asked(noon) == []


def test_whoever_holds_a_place_in_an_event_that_was_moved_onto_another_is_asked_about(meeting, panel, noon):
    move(panel, MORNING + timedelta(hours=1), now=noon)

    assert asked(noon) == [
        (
            panel.id,
            "Ask Dennis Whitlock which one they can come to",
            "Band 5 interviews and Work plan are at the same time.",
            "14 January 2027, in 10 days",
        )
    ]


def test_two_events_that_were_both_moved_are_asked_about_once(meeting, panel, noon):
    move(meeting, MORNING + timedelta(days=1), now=noon - timedelta(hours=1))
    move(panel, MORNING + timedelta(days=1), now=noon)

    assert [task[2] for task in asked(noon)] == ["Work plan and Band 5 interviews are at the same time."]


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.HELD])
@pytest.mark.parametrize("which", ["moved", "other"])
def test_an_event_that_will_not_happen_or_is_over_clashes_with_nothing(meeting, panel, noon, which, state):
    move(panel, MORNING, now=noon)
    (panel if which == "moved" else meeting).state = state
    db.session.flush()

    assert asked(noon) == []


@pytest.mark.parametrize("state", [PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.STEPPED_BACK])
def test_only_places_that_are_held_count(panel, dennis, noon, state):
    PlaceFactory(role__event__starts_at=MORNING, member=dennis, state=state)

    move(panel, MORNING, now=noon)

    assert asked(noon) == []


def test_what_a_coordinator_allowed_after_the_move_is_not_asked_about_again(panel, dennis, noon):
    move(panel, MORNING, now=noon - timedelta(hours=1))
    PlaceFactory(role__event__starts_at=MORNING, member=dennis, moved_at=noon)

    assert asked(noon) == []


def test_what_a_coordinator_allowed_stays_allowed_when_the_text_is_corrected(panel, dennis, noon):
    move(panel, MORNING, now=noon - timedelta(hours=1))
    PlaceFactory(role__event__starts_at=MORNING, member=dennis, moved_at=noon)
    details = {field.name: getattr(panel, field.name) for field in fields(EventDetails)}

    corrected = EventDetails(**{**details, "summary": "Without the slip."})
    change_event(panel, corrected, by=panel.organiser, now=noon + timedelta(hours=1))

    assert asked(noon) == []


def test_the_soonest_comes_first(noon):
    for days, name in ((2, "Late"), (1, "Early")):
        member = MemberFactory(name=name)
        day = MORNING + timedelta(days=days)
        PlaceFactory(role__event__starts_at=day, member=member)
        moved = PlaceFactory(role__event__starts_at=AFTERNOON + timedelta(days=9), member=member).role.event
        move(moved, day, now=noon)

    assert [task[1] for task in asked(noon)] == [
        "Ask Early which one they can come to",
        "Ask Late which one they can come to",
    ]
