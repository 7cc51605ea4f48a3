"""Writing minutes, sharing them, and noting that the next meeting agreed them; noting decisions."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.markdown import html_of_typed
from coproduction.core.refusals import Refusal
from coproduction.meetings.models import Decision, Meeting, Minutes, MinutesState
from coproduction.meetings.queries import minutes as queries
from coproduction.schedule.queries.management import lock_event
from coproduction.schedule.rules import is_cancelled


def write_minutes(meeting: Meeting, text: str, *, by: Account, now: datetime) -> Minutes:
    """Keep the minutes, and the HTML that is made of them once. Refused once they are agreed, and without a meeting."""
    minutes = _lock(meeting)
    if minutes is None:
        minutes = Minutes(event_id=meeting.event_id, state=MinutesState.DRAFT)
        db.session.add(minutes)
    _refuse_agreed(minutes)
    minutes.text, minutes.html, minutes.written_by_id, minutes.changed_at = text, html_of_typed(text), by.id, now
    record("meetings.minutes_written", meeting.event, by=by, now=now)
    return minutes


def share_minutes(meeting: Meeting, *, by: Account, now: datetime) -> None:
    """Let members read the minutes, marked as not agreed yet. Twice is harmless. Refused before they are written."""
    minutes = _written(meeting)
    if minutes.state is MinutesState.DRAFT:
        minutes.state = MinutesState.SHARED
        record("meetings.minutes_shared", meeting.event, by=by, now=now)


def agree_minutes(meeting: Meeting, agreed_by: int, *, by: Account, now: datetime) -> None:
    """Note which later meeting agreed the minutes: from then on they stay as they are. Twice is harmless.

    Refused before members could read them, and, beside `meeting`, for a meeting that has not begun or was earlier.
    """
    minutes = _written(meeting)
    if minutes.state is MinutesState.AGREED:
        return
    if minutes.state is MinutesState.DRAFT:
        raise Refusal("Share the minutes with members first, so that they can read what they agree.")
    if agreed_by not in {event.id for event in queries.later_meetings(meeting.event, now=now)}:
        raise Refusal("Select a later meeting that has begun", field="meeting")
    minutes.state, minutes.agreed_at, minutes.agreed_by_meeting_id = MinutesState.AGREED, now, agreed_by
    record("meetings.minutes_agreed", meeting.event, by=by, now=now, at=agreed_by)


def note_decision(meeting: Meeting, words: str, *, by: Account, now: datetime) -> Decision:
    """Note what the meeting decided. The same words twice are noted once. Refused once the minutes are agreed."""
    minutes = _lock(meeting)
    if noted := next((one for one in queries.decisions_of(meeting.event_id) if one.words == words), None):
        return noted
    if minutes:
        _refuse_agreed(minutes)
    decision = Decision(event_id=meeting.event_id, words=words, noted_at=now, noted_by_id=by.id)
    db.session.add(decision)
    record("meetings.decision_noted", decision, by=by, now=now)
    return decision


def remove_decision(decision_id: int, meeting: Meeting, *, by: Account, now: datetime) -> None:
    """Take back a decision that was noted by mistake. Refused once the minutes are agreed. Twice is harmless."""
    minutes = _lock(meeting)
    found = next((one for one in queries.decisions_of(meeting.event_id) if one.id == decision_id), None)
    if found is None:
        return
    if minutes:
        _refuse_agreed(minutes)
    record("meetings.decision_removed", found, by=by, now=now)
    db.session.delete(found)
    db.session.flush()


def _lock(meeting: Meeting) -> Minutes | None:
    lock_event(meeting.event)
    if is_cancelled(meeting.event):
        raise Refusal(f"{meeting.event.title} was cancelled, so there is nothing to write down.")
    return queries.minutes_of(meeting.event_id)


def _written(meeting: Meeting) -> Minutes:
    minutes = _lock(meeting)
    if minutes is None:
        raise Refusal("Write the minutes first.")
    return minutes


def _refuse_agreed(minutes: Minutes) -> None:
    if minutes.state is MinutesState.AGREED:
        raise Refusal("The minutes are agreed, and stay as they are. Note a correction at the next meeting.")
