"""Members ask to be rung about an event, and coordinators ring them."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members.queries.members import lock_member
from coproduction.schedule import emails, rules
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import CallRequest, Place
from coproduction.schedule.queries import calls as queries


def ask_for_call(place: Place, *, hand: Hand, now: datetime) -> CallRequest:
    """Put a call about the place on the coordinators' list and tell the organiser. Asking twice changes nothing.

    Refused for somebody who has left, and once the event has started.
    """
    rules.refuse_former(lock_member(place.member_id))
    if there := queries.open_call(place.id):
        return there
    rules.refuse_unless_open(place.role.event, now=now)
    call = CallRequest(place=place, asked_at=now)
    db.session.add(call)
    db.session.flush()
    record("schedule.call_asked", place, by=hand.account, now=now)
    emails.call_asked(call, now=now)
    return call


def mark_rung(call: CallRequest, *, by: Account, now: datetime) -> CallRequest:
    """Note that a coordinator has rung the member. A second click changes nothing."""
    lock_member(call.place.member_id)
    db.session.refresh(call, ["done_at"])
    if call.done_at is None:
        call.done_at, call.done_by_id = now, by.id
        db.session.flush()
        record("schedule.call_made", call.place, by=by, now=now)
    return call
