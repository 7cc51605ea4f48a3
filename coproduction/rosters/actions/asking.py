"""Asking members to fill a role, and recording what they say by phone or letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_members
from coproduction.rosters import queries, rules
from coproduction.rosters.queries import Choice
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import NO_REASON, Hand, Why
from coproduction.schedule.models import EventRole, Place
from coproduction.schedule.queries.locks import lock_roles
from coproduction.schedule.rules import has_room


def ask_member(
    role: EventRole, member_id: int, *, reason: str, by: Account, now: datetime, hours: int | None = None
) -> Place:
    """Offer the role to the member, by the channel they chose, with so many hours to answer, or as the settings say.

    Refused if the member told us that they cannot, whatever the reason. If something else stands in the way, refused
    without a reason of the coordinator's own. With it, the reason and what it
    sets aside are kept with the offer, and the member's yes will be taken; a clash that comes later is refused.
    Asking somebody who is in the roster already changes nothing.
    """
    member = db.session.get_one(Member, member_id)
    why = _why(role, member_id, "ask", reason=reason, by=by, now=now)
    until = rules.answer_until(role.event, now=now, hours=hours)
    return places.offer_place(role.id, member, hand=Hand(by), now=now, why=why, until=until)


def give_place(place: Place, *, reason: str, by: Account, now: datetime) -> Place:
    """Give the place to a member who put themselves forward, and tell them.

    Refused as asking is: what stands in the way is set aside only with a reason, and never what they told us cannot be.
    """
    why = _why(place.role, place.member_id, "give them the place", reason=reason, by=by, now=now)
    return places.give_place(place.id, hand=Hand(by), now=now, why=why)


def _why(role: EventRole, member_id: int, deed: str, *, reason: str, by: Account, now: datetime) -> Why:
    seen = queries.candidate(role, member_id, viewer=by, now=now)
    if seen is None or not seen.reasons:
        return NO_REASON
    words = "; ".join(seen.reasons).lower()
    if not seen.can_be_asked:
        raise Refusal(f"{seen.name} cannot be asked: {words}.")
    if not reason:
        raise Refusal(f"Say why you {deed} all the same: {words}", field="reason")
    return Why(reason, seen.checks)


def ask_proposed(choices: Sequence[Choice], *, by: Account, now: datetime, hours: int | None = None) -> list[Place]:
    """Offer each role to its member, all of them or nobody, and return the new offers.

    Whoever has an offer or a place there already keeps it, so sending it twice changes nothing. Refused if nobody is
    ticked, if something stands in somebody's way by now, or if others were asked meanwhile and there is no room for
    all. Everything is locked in the order of answers (events and roles before members): nobody waits for each other.
    """
    if not choices:
        raise Refusal("Tick the members whom you want to ask.")
    roles = lock_roles({choice.role_id for choice in choices})
    lock_members({choice.member_id for choice in choices})
    standing = queries.standing_in(list(roles), viewer=by)
    new = sorted(set(choices) - standing, key=lambda choice: choice.member_id)
    for role in roles.values():
        added = sum(choice.role_id == role.id for choice in new)
        there = sum(choice.role_id == role.id for choice in standing)
        if added and not has_room(role, there + added - 1):
            raise Refusal(f"Somebody else has asked members for {role.name} meanwhile. {NOTHING_SENT}")
    return [_ask_proposed(roles[role_id], member_id, by=by, now=now, hours=hours) for role_id, member_id in new]


NOTHING_SENT = "Nobody has been asked by you. Propose again."


def _ask_proposed(role: EventRole, member_id: int, *, by: Account, now: datetime, hours: int | None) -> Place:
    seen = queries.candidate(role, member_id, viewer=by, now=now)
    if seen and seen.reasons:
        reasons = "; ".join(seen.reasons).lower()
        raise Refusal(f"Something stands in the way of {seen.name} now: {reasons}. {NOTHING_SENT}")
    return ask_member(role, member_id, reason="", by=by, now=now, hours=hours)
