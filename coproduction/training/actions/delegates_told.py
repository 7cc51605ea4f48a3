"""What delegates are told when their session is called off or changes, and before it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from coproduction.core.database import db
from coproduction.notifications.quiet_hours import is_quiet
from coproduction.schedule.models import GOES_AHEAD, Event
from coproduction.schedule.queries.linked import leader_of_set
from coproduction.training.actions.hosts_told import MOVED
from coproduction.training.emails import delegates as emails
from coproduction.training.models import BookingState, Delegate, SessionBookings, TrainingSession
from coproduction.training.queries import bookings as queries
from coproduction.training.queries.dates import days_to_remind_of
from coproduction.training.rules import bookings as rules

TOLD = MOVED | {"joining_link", "joining_phone"}


def tell_called_off(session: TrainingSession, *, now: datetime) -> None:
    """Tell everybody with a place, and everybody in line, that the session will not happen. Twice tells nobody more.

    Nobody is rung any more about what was before. Its event is locked.
    """
    delegates = queries.delegates_of(session.event_id)
    for delegate in delegates:
        if not delegate.email:
            emails.drop_calls(delegate, f"{delegate.moves_made}-", *emails.OF_THE_SESSION, now=now)
    emails.session_cancelled(list(filter(rules.is_live, delegates)), now=now)


def number_concerned(event_id: int) -> str:
    """Return how many delegates are told if the session is called off, in words; '' for none."""
    delegates = queries.delegates_of(event_id)
    taken, in_line = rules.number_taken(delegates), sum(one.state in rules.IN_LINE for one in delegates)
    words = [f"{taken} {'delegate' if taken == 1 else 'delegates'}"] if taken else []
    if in_line:
        words.append(f"{in_line} on the waiting list")
    return " and ".join(words)


def tell_of_change(date: Event, *, changed: Collection[str], now: datetime) -> None:
    """Tell everybody with a booking the new time or place of a date, once for a change, and how to join if that is new.

    Nobody has longer to answer than until the session begins, and whoever has less time now is told. The date and the
    session are locked.
    """
    event = leader_of_set(date)
    if TOLD.isdisjoint(changed) or event.state not in GOES_AHEAD or not rules.takes_place(date, now=now):
        return
    live = _concerned(event, now=now)
    hurried = [one for one in live if one.answer_by and one.answer_by > event.starts_at]
    for delegate in hurried:
        delegate.answer_by = event.starts_at
    db.session.flush()
    emails.session_changed(live, hurried=hurried, now=now)


def tell_date_off(date: Event, *, now: datetime) -> None:
    """Tell everybody with a booking that one date of their session is called off, once. Both are locked."""
    emails.session_changed(_concerned(leader_of_set(date), now=now), hurried=(), off=date, now=now)


def _concerned(event: Event, *, now: datetime) -> list[Delegate]:
    """Return who hears of a change: everybody with a booking, and once it has begun those with a place."""
    live = [one for one in queries.delegates_of(event.id) if rules.is_live(one)]
    is_to_come = rules.takes_place(event, now=now)
    return [one for one in live if is_to_come or one.state is BookingState.BOOKED]


def tell_joining(bookings: SessionBookings, before: str, *, now: datetime) -> None:
    """Tell everybody with a place what to know before they come, if it is not what it was. The bookings are locked.

    Nothing once the session has begun. Who has no place yet is told all of it with their place.
    """
    if bookings.joining_notes != before and rules.takes_place(bookings.session.event, now=now):
        delegates = queries.delegates_of(bookings.event_id)
        emails.joining_changed([one for one in delegates if one.state is BookingState.BOOKED], now=now)


def remind_delegates(*, now: datetime) -> int:
    """Remind everybody with a place of a date that comes soon, once, and return how many. Not in the quiet hours.

    For the worker, several times an hour. Who got their place since has just been told all of it.
    """
    until = rules.reminded_until(now)
    event_ids = () if is_quiet(now) else days_to_remind_of(until, now=now).keys()
    locked = queries.lock_bookings(event_ids) if event_ids else ()
    starts = days_to_remind_of(until, now=now) if locked else {}
    return sum(
        _remind(delegate, starts[each.event_id], now=now)
        for each in locked
        if each.event_id in starts
        for delegate in queries.delegates_of(each.event_id)
    )


def _remind(delegate: Delegate, start: datetime, *, now: datetime) -> bool:
    """Remind somebody of the date that begins then, if they have a place, and say whether they are told."""
    if delegate.state is not BookingState.BOOKED or delegate.reminded_for == start:
        return False
    delegate.reminded_for = start
    is_to_be_told = delegate.moved_at < rules.reminded_from(start)
    if is_to_be_told:
        emails.coming_up(delegate, start, now=now)
    return is_to_be_told
