"""A form about an event that is sent twice, as by a double click without JavaScript, makes one event."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.meetings.models import Meeting
from coproduction.panels.models import Panel
from coproduction.schedule.actions import events
from coproduction.schedule.models import Event, EventKind, EventRole, EventState
from coproduction.training.models import TrainingSession
from tests.factories import CourseFactory, StaffFactory
from tests.schedule.event_answers import answers, details

ALMOST_A_MINUTE, A_MINUTE = timedelta(seconds=59), timedelta(seconds=60)


def test_the_same_event_sent_again_within_a_minute_is_the_one_that_is_there(noon):
    priya = StaffFactory()
    made = events.create_event(EventKind.OTHER, details(), by=priya, now=noon)

    again = events.create_event(EventKind.OTHER, details(), by=priya, now=noon + ALMOST_A_MINUTE)

    assert again is made
    assert db.session.query(Event).count() == 1
    assert [entry.action for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)] == [
        "schedule.venue_added",
        "schedule.event_created",
    ]


def test_a_minute_later_it_is_another_event(noon):
    priya = StaffFactory()
    made = events.create_event(EventKind.OTHER, details(), by=priya, now=noon)

    assert events.create_event(EventKind.OTHER, details(), by=priya, now=noon + A_MINUTE) is not made


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Another title"},
        {"venue": "Another hall"},
        {"starts_at": datetime(2027, 2, 11, 10, 45, tzinfo=UTC)},
        {"ends_at": datetime(2027, 2, 11, 12, 45, tzinfo=UTC)},
    ],
)
def test_whatever_differs_makes_another_event(noon, changed):
    priya = StaffFactory()
    made = events.create_event(EventKind.OTHER, details(), by=priya, now=noon)

    assert events.create_event(EventKind.OTHER, details(**changed), by=priya, now=noon) is not made


def test_another_kind_and_another_coordinator_make_another_event(noon):
    priya = StaffFactory()
    made = events.create_event(EventKind.OTHER, details(), by=priya, now=noon)

    assert events.create_event(EventKind.TRAINING, details(), by=priya, now=noon) is not made
    assert events.create_event(EventKind.OTHER, details(), by=StaffFactory(), now=noon) is not made


def test_what_was_cancelled_in_the_meantime_is_made_anew(noon):
    priya = StaffFactory()
    made = events.create_event(EventKind.OTHER, details(), by=priya, now=noon)
    made.state = EventState.CANCELLED

    assert events.create_event(EventKind.OTHER, details(), by=priya, now=noon) is not made


@pytest.mark.parametrize(
    ("path", "own", "table", "roles"),
    [
        ("/manage/events/new", {}, Event, 0),
        ("/meetings/new", {"focus": "Easy read letters"}, Meeting, 1),
        ("/training/new", {"course_id": 1, "team": "Meeting chairs", "title": ""}, TrainingSession, 0),
        ("/panels/new", {"post": "Nurse", "band": "Band 7", "team": "Budgets", "candidates": "4"}, Panel, 0),
    ],
)
def test_each_form_sent_twice_makes_one_event_and_leads_to_it_both_times(
    coordinator, path: str, own: dict[str, Any], table: type, roles: int
):
    CourseFactory(id=1)
    typed = answers(**own)

    first, second = (coordinator.post(path, typed) for _ in range(2))

    assert second.heading == first.heading
    assert second.address == first.address
    assert [db.session.query(rows).count() for rows in (Event, table, EventRole)] == [1, 1, roles]


def test_what_is_special_to_the_kind_is_as_it_was_sent_last(coordinator):
    coordinator.post("/meetings/new", answers(focus="Easy read letter"))
    coordinator.post("/meetings/new", answers(focus="Easy read letters"))

    assert db.session.query(Meeting).one().focus == "Easy read letters"
