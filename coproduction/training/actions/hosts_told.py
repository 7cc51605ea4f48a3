"""What whoever hosts a session is told when it is called off or moves, unless they are told as the team that asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from coproduction.schedule.models import Event
from coproduction.schedule.rules import is_cancelled, set_id_of
from coproduction.training.emails import delegates as emails
from coproduction.training.models import SessionBookings, TrainingSession
from coproduction.training.queries.bookings import bookings_of
from coproduction.training.queries.requests import is_asked_by

MOVED = frozenset({"starts_at", "ends_at", "format", "venue", "is_members_only"})


def tell_called_off(session: TrainingSession, *, now: datetime) -> None:
    """Tell the host that the session will not happen. Twice tells them no more. Its event is locked."""
    if bookings := _with_host(session.event_id):
        emails.hosted_cancelled(bookings, now=now)


def name_concerned(event_id: int) -> str:
    """Return the host who is told if the session is called off, in words; '' for none."""
    bookings = _with_host(event_id)
    return f"{bookings.host_name or bookings.host_email}, who hosts it" if bookings else ""


def tell_of_change(date: Event, *, changed: Collection[str], now: datetime) -> None:
    """Tell the host the new time or place of a date of the session, once for a change. Nothing once that has begun.

    The date and the session are locked.
    """
    if MOVED.isdisjoint(changed) or is_cancelled(date) or date.starts_at <= now:
        return
    if bookings := _with_host(set_id_of(date)):
        emails.hosted_changed(bookings, now=now)


def tell_date_off(date: Event, *, now: datetime) -> None:
    """Tell the host that one date of the session is called off, once. Both are locked."""
    if bookings := _with_host(set_id_of(date)):
        emails.hosted_changed(bookings, off=date, now=now)


def _with_host(event_id: int) -> SessionBookings | None:
    """Return how the session takes bookings if somebody hosts it who did not ask for it themselves."""
    bookings = bookings_of(event_id)
    if bookings is None or not bookings.host_email or is_asked_by(event_id, bookings.host_email):
        return None
    return bookings
