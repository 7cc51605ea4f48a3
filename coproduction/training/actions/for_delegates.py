"""What coordinators do for delegates who ring, and with the list of them: it is written down who did it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.core.signed_seeds import new_seed
from coproduction.training.actions import booking
from coproduction.training.actions.booking import DelegateDetails
from coproduction.training.actions.reaching import Reach, booked_by, plain, reach_anew, reach_of
from coproduction.training.models import Delegate, SessionBookings, TrainingSession
from coproduction.training.rules import bookings as rules

PRINTED = ("name", "team", "job")
BOOKED_BEFORE = "This person has booked before. Look for them in the list, and change their booking there"


class Done(NamedTuple):
    """A booking as it is now, and whether this step changed it: only then was its delegate told."""

    delegate: Delegate
    is_new: bool


class Act(Protocol):
    """Does something with one booking; `by_us`: a coordinator does it for the delegate."""

    def __call__(self, delegate_id: int, *, by_us: bool, now: datetime) -> Delegate: ...


def book_for(
    bookings: SessionBookings, details: DelegateDetails, reach: Reach, *, is_of_host: bool, by: Account, now: datetime
) -> Done:
    """Book for somebody who rings: a place, or a turn in the line. It is confirmed at once. Twice changes nothing.

    Whoever is kept a place says yes to it by ringing, and whoever was sent by the host stays so.
    Refused when the session takes no bookings, without a way to reach them, and for somebody else than has booked.
    """
    reach = plain(reach)
    bookings = booking.locked_session(bookings.event_id)
    rules.refuse_closed(bookings, now=now)
    booking.keep_line(bookings, now=now)
    delegate = booked_by(reach, details.name, event_id=bookings.event_id)
    if delegate and delegate.confirmed_at and rules.is_live(delegate):
        if booking.details_of(delegate) != details:
            raise Refusal(BOOKED_BEFORE, field="email" if reach.email else "phone")
        return _say_again(delegate, reach, by=by, now=now)
    if delegate is None:
        delegate = Delegate(bookings=bookings, seed=new_seed(), booked_at=now)
    booking.describe(delegate, details, now=now)
    delegate.is_of_host = is_of_host or (rules.is_live(delegate) and delegate.is_of_host)
    delegate.email, delegate.phone = reach.email or delegate.email, reach.phone or delegate.phone
    delegate.confirmed_at = now
    if not rules.is_live(delegate):
        booking.stand_in_line(delegate, bookings, now=now)
    booking.confirm(delegate, bookings, by_us=True, now=now)
    _record("training.booked_for_delegate", delegate, by=by, now=now)
    return Done(delegate, is_new=True)


def say_yes_for(delegate_id: int, *, by: Account, now: datetime) -> Done:
    """Confirm for a delegate, or take the place that is kept for them. A second time does nothing."""
    return _do_for("training.booking_confirmed", booking.say_yes, delegate_id, by=by, now=now)


def cancel_for(delegate_id: int, *, by: Account, now: datetime) -> Done:
    """Give up the place or the turn of a delegate. A second time does nothing."""
    return _do_for("training.booking_cancelled", booking.cancel_booking, delegate_id, by=by, now=now)


def change_for(delegate_id: int, details: DelegateDetails, *, reach: Reach, by: Account, now: datetime) -> Delegate:
    """Put right what stands of a delegate, and so on their certificate, at any time until they are deleted.

    Only what changed is written down, and not from what to what: nothing of them is kept when they are deleted.
    Refused without a way to reach them, and for the address of somebody else who booked.
    """
    reach = plain(reach)
    delegate, _ = booking.locked_delegate(delegate_id)
    before = booking.details_of(delegate)
    if (before, reach_of(delegate)) == (details, reach):
        return delegate
    changed = [each for each in PRINTED if getattr(before, each) != getattr(details, each)]
    booking.describe(delegate, details, now=now)
    db.session.flush()
    changed += reach_anew(delegate, reach, now=now)
    _record("training.delegate_changed", delegate, by=by, now=now, changed=changed)
    return delegate


def note_download(session: TrainingSession, number: int, *, by: Account, now: datetime) -> None:
    """Write down that the details of so many delegates left for a spreadsheet."""
    record("training.delegates_downloaded", session.event, by=by, now=now, number=number)


def _say_again(delegate: Delegate, reach: Reach, *, by: Account, now: datetime) -> Done:
    """Say yes for whoever rings again, and keep an address that they had not told us."""
    done = say_yes_for(delegate.id, by=by, now=now)
    if not reach.email or delegate.email:
        return done
    changed = reach_anew(delegate, reach, now=now)
    _record("training.delegate_changed", delegate, by=by, now=now, changed=changed)
    return Done(delegate, is_new=True)


def _do_for(what: str, act: Act, delegate_id: int, *, by: Account, now: datetime) -> Done:
    """Do it, and write down who did it for whom unless it was done before."""
    delegate, _ = booking.locked_delegate(delegate_id)
    before = delegate.moves_made
    act(delegate_id, by_us=True, now=now)
    if is_new := delegate.moves_made != before:
        _record(what, delegate, by=by, now=now)
    return Done(delegate, is_new)


def _record(what: str, delegate: Delegate, *, by: Account, now: datetime, **detail: list[str]) -> None:
    """Write down what was done for whom: by number, so that nothing of them is kept when they are deleted."""
    record(what, delegate.bookings.session.event, by=by, now=now, delegate=delegate.id, **detail)
