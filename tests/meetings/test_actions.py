"""Making a meeting, and changing it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.meetings import actions
from coproduction.meetings.models import Meeting
from coproduction.schedule.models import Event, EventKind, EventState
from tests.factories import EventRoleFactory, MeetingFactory, PlaceFactory, StaffFactory
from tests.schedule.event_answers import details


def test_a_new_meeting_is_a_draft_in_which_everybody_can_come(noon):
    event = actions.create_meeting(details(), focus="Easy read letters", by=StaffFactory(), now=noon)

    assert (event.kind, event.state) == (EventKind.MEETING, EventState.DRAFT)
    assert db.session.get_one(Meeting, event.id).focus == "Easy read letters"
    assert [(role.name, role.minimum, role.maximum, role.is_open) for role in event.roles] == [
        ("Attendee", 0, None, True)
    ]


def test_a_meeting_in_the_past_is_refused_and_nothing_is_kept(noon):
    long_ago = {"starts_at": datetime(2026, 2, 1, 10, tzinfo=UTC), "ends_at": datetime(2026, 2, 1, 12, tzinfo=UTC)}

    with pytest.raises(Refusal, match="The date must be in the future"):
        actions.create_meeting(details(**long_ago), focus="Easy read letters", by=StaffFactory(), now=noon)

    assert db.session.query(Event).count() == db.session.query(Meeting).count() == 0


def test_those_who_come_are_told_of_a_new_time_and_not_of_a_new_focus(noon, inbox):
    meeting = MeetingFactory(event__starts_at=datetime(2027, 2, 11, 10, 30, tzinfo=UTC))
    place = PlaceFactory(role=EventRoleFactory(event=meeting.event))
    same = details(title=meeting.event.title, starts_at=meeting.event.starts_at, ends_at=meeting.event.ends_at)

    actions.change_meeting(meeting, same, focus="Winter planning", by=StaffFactory(), now=noon)
    assert (meeting.focus, inbox.letters) == ("Winter planning", [])

    later = details(starts_at=datetime(2027, 2, 11, 11, tzinfo=UTC))
    actions.change_meeting(meeting, later, focus="Winter planning", by=StaffFactory(), now=noon)
    assert [to for to, _subject in inbox.letters] == [place.member.email]
