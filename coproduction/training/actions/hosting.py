"""Coordinators let a session take bookings and say how many; they or its host hold places for the host's team."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.core.signed_seeds import new_seed
from coproduction.training.actions.booking import keep_line, locked_session
from coproduction.training.actions.delegates_told import tell_joining
from coproduction.training.actions.teams_told import tell_can_book
from coproduction.training.emails import delegates as emails
from coproduction.training.models import SessionBookings, TrainingSession
from coproduction.training.queries import bookings as queries
from coproduction.training.queries.requests import is_asked_by
from coproduction.training.rules import bookings as rules
from coproduction.training.rules.codes import code_of

LENGTH = 8  # of what stands in the public address: 40 bits, so that nobody finds a session that is not listed


@dataclass(frozen=True, slots=True)
class BookingDetails:
    """What a coordinator says of how a session takes bookings. With `is_listed` its course's page leads to it."""

    capacity: int
    is_open: bool = True
    is_listed: bool = False
    host_name: str = ""
    host_email: str = ""
    joining_notes: str = ""


def open_bookings(session: TrainingSession, details: BookingDetails, *, by: Account, now: datetime) -> SessionBookings:
    """Let the session take bookings from now on. A second click changes nothing.

    Refused for training that is for members: they take places in the schedule.
    """
    if session.course.is_for_members:
        raise Refusal("This course is for members. They take their places in the schedule.")
    queries.lock_session(session.event_id)
    if there := queries.bookings_of(session.event_id):
        return there
    bookings = SessionBookings(session=session, code=code_of(LENGTH), host_seed=new_seed(), held=0, **asdict(details))
    db.session.add(bookings)
    db.session.flush()
    hears = _tell_host(bookings, before="", now=now)
    _tell_team(bookings, is_new=not hears, now=now)
    record("training.bookings_opened", session.event, by=by, now=now, capacity=details.capacity)
    return bookings


def change_bookings(event_id: int, details: BookingDetails, *, by: Account, now: datetime) -> SessionBookings:
    """Change how the session takes bookings. New places go to those in line, in their order.

    Refused for fewer places than people have or than are held: nobody loses a place without being told.
    """
    bookings = locked_session(event_id)
    keep_line(bookings, now=now)
    delegates = queries.delegates_of(event_id)
    rules.refuse_capacity(details.capacity, delegates, held=rules.held_at(bookings, now=now))
    before, notes_before, could_book = bookings.host_email, bookings.joining_notes, rules.can_book(bookings, now=now)
    for name, value in asdict(details).items():
        setattr(bookings, name, value)
    hears = _tell_host(bookings, before=before, now=now)
    _tell_team(bookings, is_new=not (could_book or hears), now=now)
    tell_joining(bookings, notes_before, now=now)
    bookings.held = min(bookings.held, bookings.capacity)
    db.session.flush()
    keep_line(bookings, now=now)
    record("training.bookings_changed", bookings.session.event, by=by, now=now, capacity=details.capacity)
    return bookings


def hold_places(event_id: int, held: int, *, until: date | None, by: Account | None, now: datetime) -> SessionBookings:
    """Hold so many places for the host's team, those included that the team has, up to that day; 0 lets them go.

    Whoever is in line gets what is let go. Refused for more than others have left, and for a day that is over. `by` is
    None when the host does.
    """
    bookings = locked_session(event_id)
    rules.refuse_over(bookings.session.event, now=now)
    keep_line(bookings, now=now)
    most = rules.most_to_hold(queries.delegates_of(event_id), capacity=bookings.capacity)
    rules.refuse_hold(held, until, most, now=now)
    bookings.held, bookings.held_until = held, until if held else None
    db.session.flush()
    keep_line(bookings, now=now)
    record("training.places_held", bookings.session.event, by=by, now=now, held=held)
    return bookings


def see_needs(event_id: int, *, by: Account, now: datetime) -> None:
    """Note that a coordinator sees to all that delegates have said they need."""
    bookings = locked_session(event_id)
    bookings.needs_seen_at = now
    db.session.flush()
    record("training.delegates_needs_seen", bookings.session.event, by=by, now=now)


def _tell_host(bookings: SessionBookings, *, before: str, now: datetime) -> bool:
    """Send a new host the link to their page, and say whether there is one. Who hosted before cannot use theirs."""
    if bookings.host_email.lower() == before.lower():
        return False
    if before:
        bookings.host_seed = new_seed()
    if bookings.host_email:
        emails.hosting(bookings, now=now)
    return bool(bookings.host_email)


def _tell_team(bookings: SessionBookings, *, is_new: bool, now: datetime) -> None:
    """Send who asked for the session the link of their team, once it can book.

    Who hosts it too was sent that link as its host, and hears only when it `is_new` that the team can book.
    """
    if is_new or not is_asked_by(bookings.event_id, bookings.host_email):
        tell_can_book(bookings.event_id, now=now)
