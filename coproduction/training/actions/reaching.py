"""How delegates are reached, by email or by phone, and what follows when a coordinator puts that right."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.core.signed_seeds import new_seed
from coproduction.notifications.readdressing import readdress_calls
from coproduction.training.emails import delegates as emails
from coproduction.training.models import BookingState, Delegate
from coproduction.training.queries import bookings as queries
from coproduction.training.rules import bookings as rules

TAKEN = "Somebody else has booked this session with this address"


class Reach(NamedTuple):
    """How a delegate who rings can be reached: by email, or by phone if they have none."""

    email: str
    phone: str


def reach_of(delegate: Delegate) -> Reach:
    """Return how a delegate is reached now."""
    return Reach(delegate.email or "", delegate.phone)


def plain(reach: Reach) -> Reach:
    """Return how somebody is reached as we keep it. Refused without any way."""
    if not any(reach):
        raise Refusal("Enter an email address, or a phone number", field="email")
    return Reach(reach.email.strip().lower(), reach.phone.strip())


def booked_by(reach: Reach, name: str, *, event_id: int) -> Delegate | None:
    """Return who booked and is reached so: by their address, or else by their name and number.

    By number alone nobody is found who has another address. The session is locked.
    """
    if reach.email and (there := queries.delegate_called(event_id, reach.email)):
        return there
    known = [one for one in queries.delegates_of(event_id) if not (reach.email and one.email)]
    return next((one for one in known if rules.is_reached(one, name, reach.phone)), None)


def reach_anew(delegate: Delegate, reach: Reach, *, now: datetime) -> list[str]:
    """Keep how a delegate is reached from now on, and return what of it is new.

    Whoever has a new address gets a new link there, and the time to answer anew; the old link opens nothing any more.
    Refused for the address of somebody else who booked. The session is locked.
    """
    there = reach_of(delegate)
    changed = [name for name in Reach._fields if getattr(there, name) != getattr(reach, name)]
    if reach.email not in ("", there.email) and queries.delegate_called(delegate.event_id, reach.email):
        raise Refusal(TAKEN, field="email")
    if "email" in changed:
        _send_anew(delegate, reach, now=now)
    elif "phone" in changed:
        delegate.phone = reach.phone
        readdress_calls(emails.about(delegate), reach.phone)
    return changed


def _send_anew(delegate: Delegate, reach: Reach, *, now: datetime) -> None:
    """Drop what waits for the old address, and tell them at the new one how their booking stands."""
    emails.drop_calls(delegate, now=now)
    delegate.email, delegate.phone, delegate.seed = reach.email or None, reach.phone, new_seed()
    delegate.asked_at_end, delegate.asked_later = delegate.answered_at_end, delegate.answered_later
    event = delegate.bookings.session.event
    if rules.takes_place(event, now=now):
        if delegate.answer_by:
            until = rules.accept_by if delegate.state is BookingState.OFFERED else rules.confirm_by
            delegate.answer_by = max(delegate.answer_by, until(event, now=now))
        db.session.flush()
        emails.stands_so(delegate, now=now)
    db.session.flush()
