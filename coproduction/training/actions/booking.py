"""Booking a place at a session, confirming it, saying yes to a free place, and giving it up: by the delegate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import NamedTuple

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.core.signed_seeds import new_seed
from coproduction.members.rules.drafts import refuse_quicker_than_people, refuse_robot
from coproduction.training.actions.calls import drop_past_calls, wait_for_call
from coproduction.training.emails import delegates as emails
from coproduction.training.models import BookingState, Delegate, SessionBookings
from coproduction.training.queries import bookings as queries
from coproduction.training.rules import bookings as rules

GONE = "This booking is deleted. Book again if you would like to come."


@dataclass(frozen=True, slots=True)
class DelegateDetails:
    """What somebody says of themselves when they book: their job is their part in their team."""

    name: str
    team: str
    job: str
    needs: list[str] = field(default_factory=list)
    needs_notes: str = ""


class Sending(NamedTuple):
    """How a form was sent: since when its page was open, and what was in the box that only robots fill in."""

    opened_at: datetime
    decoy: str = ""


def book(
    bookings: SessionBookings, email: str, *, details: DelegateDetails, is_of_host: bool, sent: Sending, now: datetime
) -> None:
    """Book a place, or a turn in the line, until it is confirmed by email. Who comes first gets the place.

    Whoever has booked before keeps their booking as it is, and is sent its link again: nobody else learns of it.
    Refused when the session takes no bookings, and when a robot seems to have filled the form in.
    """
    refuse_robot(decoy=sent.decoy)
    refuse_quicker_than_people(sent.opened_at, now=now)
    bookings = locked_session(bookings.event_id)
    rules.refuse_closed(bookings, now=now)
    keep_line(bookings, now=now)
    email = email.strip().lower()
    delegate = queries.delegate_called(bookings.event_id, email)
    if delegate and rules.is_live(delegate):
        emails.booked_before(delegate, now=now)
        return
    if delegate is None:
        delegate = Delegate(bookings=bookings, email=email, seed=new_seed(), booked_at=now)
    describe(delegate, details, now=now)
    delegate.is_of_host, delegate.confirmed_at = is_of_host, None
    stand_in_line(delegate, bookings, now=now)
    emails.confirm_asked(delegate, now=now)


def say_yes(delegate_id: int, *, by_us: bool = False, now: datetime) -> Delegate:
    """Confirm a booking, or take the place that is kept. Who comes too late, or comes back, stands in line again.

    Whoever has a place, or waits, keeps what they have: a double click is harmless. Refused once it has begun, and to
    whoever comes back when the session takes no bookings any more. `by_us`: a coordinator does it for them.
    """
    delegate, bookings = _found(delegate_id, now=now)
    wait_for_call(delegate, now=now)
    if rules.is_overdue(delegate, now=now):
        _move(delegate, BookingState.LAPSED, now=now)
    keep_line(bookings, now=now)
    delegate.confirmed_at = delegate.confirmed_at or now
    if not rules.is_live(delegate):
        rules.refuse_closed(bookings, now=now)
        stand_in_line(delegate, bookings, now=now)
    confirm(delegate, bookings, by_us=by_us, now=now)
    return delegate


def confirm(delegate: Delegate, bookings: SessionBookings, *, by_us: bool, now: datetime) -> None:
    """Let the booking of whoever said yes stand, and tell them: but for those without email, who are on the phone now.

    Their session is locked.
    """
    delegates, held = queries.delegates_of(bookings.event_id), rules.held_at(bookings, now=now)
    if to := rules.on_yes(delegate, delegates, capacity=bookings.capacity, held=held):
        _move(delegate, to, now=now)
        if delegate.email:
            emails.place_stands(delegate, by_us=by_us, now=now)
        keep_line(bookings, now=now)


def cancel_booking(delegate_id: int, *, by_us: bool = False, now: datetime) -> Delegate:
    """Give up the place, or the turn in line; the next is offered it. Twice changes nothing. Refused once it began."""
    delegate, bookings = _found(delegate_id, now=now)
    if rules.is_live(delegate):
        had_place = delegate.state is BookingState.BOOKED
        _move(delegate, BookingState.CANCELLED, now=now)
        if delegate.email:
            emails.booking_cancelled(delegate, had_place=had_place, by_us=by_us, now=now)
    keep_line(bookings, now=now)
    return delegate


def change_details(delegate_id: int, details: DelegateDetails, *, now: datetime) -> Delegate:
    """Keep what the delegate says of themselves now. Refused once the session has begun, and without a booking."""
    delegate, _ = _found(delegate_id, now=now)
    if not rules.is_live(delegate):
        raise Refusal("You have no booking any more. Book again first.")
    describe(delegate, details, now=now)
    db.session.flush()
    return delegate


def let_in(delegate: Delegate, *, now: datetime) -> None:
    """Give a place to whoever is there without one. They are told nothing: they are in the room. It is locked."""
    delegate.confirmed_at = delegate.confirmed_at or now
    _move(delegate, BookingState.BOOKED, now=now)


def locked_session(event_id: int) -> SessionBookings:
    """Return how the session takes bookings as it is now, and make everybody else who wants to change it wait."""
    [bookings] = queries.lock_bookings([event_id])
    return bookings


def keep_line(bookings: SessionBookings, *, now: datetime) -> int:
    """Let go whoever did not answer in time, give each free place to whoever came first; return how many that were.

    The caller has locked the session. At one that has begun or is cancelled no place is given, and nobody told of one.
    """
    is_to_come = rules.takes_place(bookings.session.event, now=now)
    delegates = queries.delegates_of(bookings.event_id)
    for delegate in delegates:
        wait_for_call(delegate, now=now)
        if rules.is_overdue(delegate, now=now):
            _let_go(delegate, is_told=is_to_come, now=now)
    if not is_to_come:
        return 0
    held, unconfirmed, given = rules.held_at(bookings, now=now), rules.unconfirmed_places(now=now), 0
    while first := rules.next_in_line(delegates, capacity=bookings.capacity, held=held, unconfirmed=unconfirmed):
        _give_place(first, bookings, now=now)
        given += 1
    return given


def keep_lines(*, now: datetime) -> int:
    """Keep the line of every session where somebody is in it or is late, and return how many places were given.

    Who is late at one that has begun, or was cancelled, is let go like any other. For the worker, several times an
    hour: what people do themselves is looked after on the spot.
    """
    return sum(keep_line(bookings, now=now) for bookings in _all_locked(queries.sessions_to_look_at(now=now)))


def _all_locked(event_ids: Sequence[int]) -> Sequence[SessionBookings]:
    return queries.lock_bookings(event_ids) if event_ids else ()


def _let_go(delegate: Delegate, *, is_told: bool, now: datetime) -> None:
    """End a booking that nobody confirmed, or an offer that was not taken, and say so to whoever had confirmed."""
    was_offered = delegate.state is BookingState.OFFERED
    _move(delegate, BookingState.LAPSED, now=now)
    if was_offered and is_told:
        emails.offer_lapsed(delegate, now=now)


def _give_place(delegate: Delegate, bookings: SessionBookings, *, now: datetime) -> None:
    """Keep a place for whoever is next. Who has not confirmed yet keeps the time that they have for that."""
    to = rules.GIVEN[delegate.state]
    is_offer = to is BookingState.OFFERED
    until = rules.accept_by(bookings.session.event, now=now) if is_offer else delegate.answer_by
    _move(delegate, to, now=now, answer_by=until)
    if is_offer:
        emails.place_free(delegate, now=now)


def stand_in_line(delegate: Delegate, bookings: SessionBookings, *, now: datetime) -> None:
    """Put them at the end of the line, and give them a place at once if there is one. Their session is locked."""
    until = rules.confirm_by(bookings.session.event, now=now)
    delegate.turn = queries.last_turn(bookings.event_id) + 1
    db.session.add(delegate)
    _move(delegate, BookingState.ASKED, now=now, answer_by=until)
    keep_line(bookings, now=now)


def _move(delegate: Delegate, to: BookingState, *, now: datetime, answer_by: datetime | None = None) -> None:
    drop_past_calls(delegate, to, now=now)
    delegate.state, delegate.moved_at, delegate.answer_by = to, now, answer_by
    delegate.moves_made = (delegate.moves_made or 0) + 1
    db.session.flush()


def details_of(delegate: Delegate) -> DelegateDetails:
    """Return what the delegate says of themselves now."""
    return DelegateDetails(delegate.name, delegate.team, delegate.job, delegate.needs, delegate.needs_notes)


def describe(delegate: Delegate, details: DelegateDetails, *, now: datetime) -> None:
    """Write down what they say, and when what they need was new."""
    there = (delegate.needs or [], delegate.needs_notes or "")
    for name, value in asdict(details).items():
        setattr(delegate, name, value)
    if there != (details.needs, details.needs_notes):
        delegate.needs_changed_at = now


def locked_delegate(delegate_id: int) -> tuple[Delegate, SessionBookings]:
    """Return the delegate as they are now and their session, locked. Refused once they are deleted."""
    there = queries.get_delegate(delegate_id)
    if there is None:
        raise Refusal(GONE)
    bookings = locked_session(there.event_id)
    delegate = queries.get_delegate(delegate_id)
    if delegate is None:
        raise Refusal(GONE)
    return delegate, bookings


def _found(delegate_id: int, *, now: datetime) -> tuple[Delegate, SessionBookings]:
    """Return the delegate and their session, locked. Refused when either is over."""
    delegate, bookings = locked_delegate(delegate_id)
    rules.refuse_over(bookings.session.event, now=now)
    return delegate, bookings
