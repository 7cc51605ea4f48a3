"""What coordinators do for delegates who ring, and with the list of them: it is written down who did it."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.training.actions import booking
from coproduction.training.models import Delegate, TrainingSession


def say_yes_for(delegate_id: int, *, by: Account, now: datetime) -> Delegate:
    """Confirm for a delegate, or take the place that is kept for them."""
    delegate = booking.say_yes(delegate_id, now=now)
    _record("training.booking_confirmed", delegate, by=by, now=now)
    return delegate


def cancel_for(delegate_id: int, *, by: Account, now: datetime) -> Delegate:
    """Give up the place or the turn of a delegate."""
    delegate = booking.cancel_booking(delegate_id, now=now)
    _record("training.booking_cancelled", delegate, by=by, now=now)
    return delegate


def note_download(session: TrainingSession, number: int, *, by: Account, now: datetime) -> None:
    """Write down that the details of so many delegates left for a spreadsheet."""
    record("training.delegates_downloaded", session.event, by=by, now=now, number=number)


def _record(what: str, delegate: Delegate, *, by: Account, now: datetime) -> None:
    """Write down what was done for whom: by number, so that nothing of them is kept when they are deleted."""
    record(what, delegate.bookings.session.event, by=by, now=now, delegate=delegate.id)
