"""What somebody said at a meeting that they would do: noted, moved, done, and reminded of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from coproduction.accounts.models import Account
from coproduction.audit.actions import record, record_all
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.meetings import emails
from coproduction.meetings.models import ActionPoint, Meeting
from coproduction.meetings.queries import minutes as queries
from coproduction.meetings.rules import REMIND_DAYS
from coproduction.members.actions.merging import Follower
from coproduction.members.models import Member
from coproduction.notifications.actions import drop_about
from coproduction.notifications.quiet_hours import when_to_remind
from coproduction.schedule.queries.management import lock_event


@dataclass(frozen=True, slots=True)
class PointDetails:
    """What is to be done, by whom (a member or a coordinator), and by which day."""

    words: str
    member_id: int | None
    account_id: int | None
    due_on: date


def add_action(meeting: Meeting, details: PointDetails, *, by: Account, now: datetime) -> ActionPoint:
    """Note what somebody said that they would do. The same twice is noted once. Refused for a day that is over."""
    lock_event(meeting.event)
    _refuse_past(details.due_on, now=now)
    for there in queries.actions_of(meeting.event_id):
        if _details_of(there) == details:
            return there
    point = ActionPoint(event_id=meeting.event_id, **asdict(details))
    db.session.add(point)
    record("meetings.action_added", point, by=by, now=now)
    return point


def change_action(action_id: int, details: PointDetails, *, by: Account, now: datetime) -> ActionPoint:
    """Change it, or give it another day or owner: they are reminded anew. Refused once done, and for a past day."""
    point = queries.lock_action(action_id)
    if point.done_at:
        raise Refusal("This is done already.")
    if details.due_on != point.due_on:
        _refuse_past(details.due_on, now=now)
    for name, value in asdict(details).items():
        setattr(point, name, value)
    drop_about(emails.about(point), now=now)
    record("meetings.action_changed", point, by=by, now=now)
    return point


def mark_done(action_id: int, *, by: Account, now: datetime) -> None:
    """Note that it is done, and remind nobody of it any more. Twice is harmless."""
    point = queries.lock_action(action_id)
    if point.done_at is None:
        point.done_at, point.done_by_id = now, by.id
        drop_about(emails.about(point), now=now)
        record("meetings.action_done", point, by=by, now=now)


def reopen_action(action_id: int, *, by: Account, now: datetime) -> None:
    """Take back that it is done, which was a slip. Twice is harmless."""
    point = queries.lock_action(action_id)
    if point.done_at:
        point.done_at, point.done_by_id = None, None
        record("meetings.action_reopened", point, by=by, now=now)


def remind_owners(*, now: datetime) -> int:
    """Remind people, once before the day and once after it, of what they said that they would do; return how many.

    For each day's housekeeping. Nobody is told at night.
    """
    today = uk_wall(now).date()
    ahead = timedelta(days=value_of(REMIND_DAYS, on=today))
    at = when_to_remind(now)
    return sum(
        emails.action_reminder(point, is_late=point.due_on < today, now=now, at=at)
        for point in queries.actions_to_remind(today + ahead)
    )


def _refuse_past(due_on: date, *, now: datetime) -> None:
    if due_on < uk_wall(now).date():
        raise Refusal("The day must be today or later", field="due_on")


def _details_of(point: ActionPoint) -> PointDetails:
    return PointDetails(point.words, point.member_id, point.account_id, point.due_on)


def _foresee(_kept: Member, other: Member) -> list[str]:
    number = len(queries.actions_of_record(other.id))
    return [f"{number} {'action' if number == 1 else 'actions'} from meetings come along."] if number else []


def _lock_nothing(_member_ids: Sequence[int]) -> None:
    """Hold nothing: an action is changed by its own row alone."""


def _bring_together(kept: Member, other: Member, *, by: Account, now: datetime) -> None:
    """Give the kept record what the other said that they would do."""
    theirs = queries.actions_of_record(other.id)
    for point in theirs:
        point.member_id = kept.id
    record_all("meetings.action_merged", theirs, by=by, now=now)


ACTIONS = Follower(_foresee, _lock_nothing, _bring_together)
