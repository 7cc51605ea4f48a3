"""Minutes stand on the to-do list from the end of the meeting until members can read them."""

from __future__ import annotations

from datetime import date, timedelta

from coproduction.core.dated_settings import set_number
from coproduction.meetings.models import MinutesState
from coproduction.meetings.rules import MINUTES_DAYS
from coproduction.schedule.models import EventState
from coproduction.site.kinds import LOOKED_BACK
from coproduction.site.queries.to_do.minutes import minutes_to_share
from tests.factories import MeetingFactory, MinutesFactory, StaffFactory


def meeting(noon, days, **event):
    starts_at = noon - timedelta(days=days)
    ends_at = starts_at + timedelta(hours=1)
    named = {f"event__{name}": value for name, value in event.items()}
    return MeetingFactory(event__starts_at=starts_at, event__ends_at=ends_at, **named)


def tasks(noon):
    found = minutes_to_share(viewer=StaffFactory(), now=noon).tasks
    return [(task.what, task.why, task.when, task.due) for task in found]


def test_what_is_not_written_or_not_shared_waits_and_the_oldest_stands_first(noon):
    MinutesFactory(meeting=meeting(noon, 4, title="Forum"), state=MinutesState.DRAFT)
    meeting(noon, 25, title="Work plan", state=EventState.HELD)

    assert tasks(noon) == [
        (
            "Write the minutes of Work plan",
            "The meeting was on 10 December 2026.",
            "Members read them by 24 December 2026",
            date(2026, 12, 24),
        ),
        (
            "Share the minutes of Forum",
            "The meeting was on 31 December 2026.",
            "Members read them by 15 January 2027",
            date(2027, 1, 15),
        ),
    ]


def test_what_members_can_read_waits_no_more(noon):
    agreed, later = meeting(noon, 10), meeting(noon, 4)
    MinutesFactory(meeting=agreed, state=MinutesState.AGREED, agreed_at=noon, agreed_by_meeting_id=later.event_id)
    MinutesFactory(meeting=later, state=MinutesState.SHARED)

    assert tasks(noon) == []


def test_what_has_not_ended_was_cancelled_or_is_long_past_has_no_minutes_to_write(noon):
    meeting(noon, 0)
    meeting(noon, 3, state=EventState.CANCELLED)
    meeting(noon, 3, state=EventState.DRAFT)
    meeting(noon, 91)

    assert tasks(noon) == []


def test_how_soon_they_are_due_is_a_number_that_people_set(noon):
    meeting(noon, 25)
    set_number(MINUTES_DAYS, 1, from_day=noon.date(), account_id=None, now=noon)

    assert [due for *_, due in tasks(noon)] == [date(2026, 12, 11)]


def test_how_long_they_are_asked_for_is_a_number_that_people_set(noon):
    meeting(noon, 91, title="Forum")
    set_number(LOOKED_BACK, 92, from_day=noon.date(), account_id=None, now=noon)

    assert [what for what, *_ in tasks(noon)] == ["Write the minutes of Forum"]
