"""Asking members to fill a role, and recording what they say by phone or letter."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.rosters import queries
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import NO_REASON, Hand, Why
from coproduction.schedule.models import EventRole, Place


def ask_member(role: EventRole, member_id: int, *, reason: str, by: Account, now: datetime) -> Place:
    """Offer the role to the member, by the channel they chose.

    If something stands in the way, refused without a reason of the coordinator's own. With it, the reason and what it
    sets aside are kept with the offer, and the member's yes will be taken; a clash that comes later is refused.
    Asking somebody who is in the roster already changes nothing.
    """
    member = db.session.get_one(Member, member_id)
    seen = queries.candidate(role, member_id, viewer=by, now=now)
    if seen and seen.reasons and not reason:
        raise Refusal(f"Say why you ask all the same: {'; '.join(seen.reasons).lower()}", field="reason")
    why = Why(reason, seen.checks) if seen and seen.reasons else NO_REASON
    return places.offer_place(role.id, member, hand=Hand(by), now=now, why=why)
