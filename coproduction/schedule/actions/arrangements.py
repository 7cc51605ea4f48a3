"""What coordinators do about an arrangement: book it, and decide about one that is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.accounts.queries import open_staff
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule import emails
from coproduction.schedule.actions.arranging import move
from coproduction.schedule.models import Arrangement, ArrangementMove, ArrangementState, LateChoice
from coproduction.schedule.queries import arrangements as queries
from coproduction.schedule.queries.places import own_place_at
from coproduction.schedule.rules import COMING
from coproduction.schedule.rules import arrangements as rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """How far an arrangement has come, and who does what for how much. `cost` is in pence, None while unknown."""

    state: ArrangementState
    supplier: str = ""
    cost: int | None = None
    reference: str = ""
    owner_id: int
    reason: str = ""


def note_booking(arrangement_id: int, booking: Booking, *, by: Account, now: datetime) -> Arrangement:
    """Write down how far an arrangement has come. The state it is in already is no move, so twice is harmless.

    A member who comes is told that what was certain is not any more. Refused for a move that is not legal, and for an
    owner who is no coordinator. The audit names no need.
    """
    arrangement = queries.lock_arrangement(arrangement_id)
    if booking.owner_id not in {account.id for account in open_staff()}:
        raise Refusal("Select who looks after it", field="owner_id")
    if booking.state is not arrangement.state:
        _refuse_unless_said_by_hand(arrangement, booking.state)
        was_certain = arrangement.state is ArrangementState.CONFIRMED
        written = move(arrangement, booking.state, by=by, now=now, reason=booking.reason)
        if was_certain:
            _tell_that_it_is_uncertain(arrangement, written, now=now)
    arrangement.supplier, arrangement.reference = booking.supplier, booking.reference
    arrangement.cost, arrangement.owner_id = booking.cost, booking.owner_id
    _recorded("schedule.arrangement_changed", arrangement, by=by, now=now)
    return arrangement


def book_anyway(arrangement_id: int, *, by: Account, now: datetime) -> Arrangement:
    """Decide to try and book something whose deadline has passed. Twice is harmless.

    Refused for what is booked, or needs no booking any more.
    """
    arrangement = queries.lock_arrangement(arrangement_id)
    _refuse_unless_to_book(arrangement)
    arrangement.late_choice = LateChoice.BOOK_ANYWAY
    _recorded("schedule.arrangement_booked_anyway", arrangement, by=by, now=now)
    return arrangement


def agree_instead(arrangement_id: int, instead: str, *, by: Account, now: datetime) -> Arrangement:
    """Write down what was agreed with the member in place of what they need. It is still to be booked.

    Refused without words, and for what is booked or needs no booking any more.
    """
    arrangement = queries.lock_arrangement(arrangement_id)
    if not instead:
        raise Refusal("Enter what you agreed", field="instead")
    if arrangement.state is ArrangementState.CANNOT_BE_MET:
        move(arrangement, ArrangementState.TO_BOOK, by=by, now=now, reason="Something else was agreed")
    _refuse_unless_to_book(arrangement)
    arrangement.instead, arrangement.late_choice = instead, LateChoice.AGREED
    _recorded("schedule.arrangement_agreed_instead", arrangement, by=by, now=now)
    return arrangement


def _tell_that_it_is_uncertain(arrangement: Arrangement, written: ArrangementMove, *, now: datetime) -> None:
    place = own_place_at(arrangement.event_id, viewer=arrangement.member)
    if place and place.state in COMING and rules.is_arranged_for(arrangement.event, now=now):
        db.session.flush()
        emails.uncertain_again(place, move_id=written.id, now=now)


def _refuse_unless_said_by_hand(arrangement: Arrangement, state: ArrangementState) -> None:
    if state not in rules.moves_by_hand(arrangement.state):
        raise Refusal("This has changed meanwhile. Look at it again.", field="state")


def _refuse_unless_to_book(arrangement: Arrangement) -> None:
    if not rules.needs_booking(arrangement):
        raise Refusal("This is not waiting to be booked any more. Look at what has been done since.")


def _recorded(what: str, arrangement: Arrangement, *, by: Account, now: datetime) -> None:
    db.session.flush()
    record(what, arrangement, by=by, now=now, event=arrangement.event_id)
