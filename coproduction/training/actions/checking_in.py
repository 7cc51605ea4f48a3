"""Writing down which delegates came: by themselves with the code on the screen, or by whoever ticks the list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.core.signed_seeds import new_seed
from coproduction.members.rules.likeness import plain_words
from coproduction.schedule.models import Event
from coproduction.schedule.queries.attendance import code_of
from coproduction.schedule.rules.attendance import can_be_written_down, is_code, is_on
from coproduction.training.actions.booking import GONE, DelegateDetails, describe, let_in, locked_session
from coproduction.training.actions.for_delegates import BOOKED_BEFORE
from coproduction.training.actions.reaching import Reach, booked_by, plain
from coproduction.training.models import BookingState, Delegate, SessionBookings
from coproduction.training.queries import bookings as queries
from coproduction.training.queries.dates import dates_of
from coproduction.training.rules import bookings as rules
from coproduction.training.rules.certificates import new_code

TOO_EARLY = "You can write down who came once the session has begun."
PLACE_GONE = (
    "We had written down that you did not come, and somebody else has your place now. "
    "Please tell the people who run the session that you are here."
)


def check_in(delegate_id: int, code: str, *, now: datetime) -> Delegate:
    """Write down that a delegate came, because they know the code of the day. Twice changes nothing.

    Each date of the session has its own code. Refused on another day, with a wrong code, and without a place: whoever
    was marked as not there may have lost it.
    """
    there = queries.get_delegate(delegate_id)
    if there is None:
        raise Refusal(GONE)
    bookings = locked_session(there.event_id)
    event, delegate = bookings.session.event, queries.get_delegate(delegate_id)
    if delegate is None or delegate.state is not BookingState.BOOKED:
        raise Refusal("You have no place at this session. Please tell the people who run it that you are here.")
    if delegate.came:
        return delegate
    dates = [date for date in dates_of(event.id) if is_on(date, now=now)]
    if not dates:
        raise Refusal("You can say that you are here on the day of the session.")
    if not any(is_code(code_of(date.id), code) for date in dates):
        raise Refusal("This is not the code on the screen. Ask the people who run the session", field="code")
    _write_down(delegate, came=True)
    if rules.is_over_capacity(queries.delegates_of(event.id), capacity=bookings.capacity):
        raise Refusal(PLACE_GONE)
    return delegate


def write_down_who_came(event: Event, marks: Mapping[int, bool], *, by: Account, now: datetime) -> int:
    """Write down which delegates came, by their ids, and return how many were changed.

    Who came without a place has one from now on. Who is not marked stays as they are. Refused before the session has
    begun, when it was cancelled, and for more people than places.
    """
    bookings = locked_session(event.id)
    if not can_be_written_down(bookings.session.event, now=now):
        raise Refusal(TOO_EARLY)
    delegates = queries.delegates_of(event.id)
    changed = [one for one in delegates if _is_changed(one, marks.get(one.id))]
    for delegate in changed:
        if delegate.state is not BookingState.BOOKED:
            let_in(delegate, now=now)
        _write_down(delegate, came=marks[delegate.id])
    if changed:
        rules.refuse_more_than_places(delegates, capacity=bookings.capacity)
    record("training.delegates_came", bookings.session.event, by=by, now=now, number=len(changed))
    return len(changed)


def let_somebody_in(event_id: int, details: DelegateDetails, *, reach: Reach, by: Account, now: datetime) -> Delegate:
    """Write down that somebody came who had not booked, or had cancelled: they have a place from now on.

    A second press changes nothing. Refused before the session has begun, when it was cancelled, without a way to reach
    them, for somebody else than has booked, and when all places are taken.
    """
    reach, bookings = plain(reach), locked_session(event_id)
    if not can_be_written_down(bookings.session.event, now=now):
        raise Refusal(TOO_EARLY)
    delegate = booked_by(reach, details.name, event_id=event_id)
    if delegate is None:
        delegate = _came_unbooked(bookings, details, reach, now=now)
    elif plain_words(delegate.name) != plain_words(details.name):
        raise Refusal(BOOKED_BEFORE, field="email" if reach.email else "phone")
    if delegate.came:
        return delegate
    if delegate.state is not BookingState.BOOKED:
        let_in(delegate, now=now)
    _write_down(delegate, came=True)
    rules.refuse_more_than_places(queries.delegates_of(event_id), capacity=bookings.capacity)
    record("training.delegate_let_in", bookings.session.event, by=by, now=now, delegate=delegate.id)
    return delegate


def _is_changed(delegate: Delegate, came: bool | None) -> bool:
    """Say whether the mark says something new: of who had no place only that they came."""
    if delegate.state is BookingState.BOOKED:
        return came is not None and came is not delegate.came
    return bool(came)


def _came_unbooked(bookings: SessionBookings, details: DelegateDetails, reach: Reach, *, now: datetime) -> Delegate:
    """Return somebody who never booked, after all who did. They are let in next."""
    turn = queries.last_turn(bookings.event_id) + 1
    delegate = Delegate(bookings=bookings, turn=turn, seed=new_seed(), booked_at=now)
    delegate.email, delegate.phone = reach.email or None, reach.phone
    describe(delegate, details, now=now)
    db.session.add(delegate)
    return delegate


def _write_down(delegate: Delegate, *, came: bool) -> None:
    """Write down whether they came. Who came has a certificate: its code, and what its course was called, stay."""
    delegate.came = came
    if came and delegate.certificate is None:
        delegate.certificate, delegate.certified_course = new_code(), delegate.bookings.session.course.name
    db.session.flush()
