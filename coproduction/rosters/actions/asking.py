"""Asking members to fill a role, and recording what they say by phone or letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_members
from coproduction.rosters import queries, rules
from coproduction.rosters.actions.searches import choose_asking_next
from coproduction.rosters.queries import Candidate, Choice
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import NO_REASON, Hand, Why
from coproduction.schedule.models import EventRole, Place
from coproduction.schedule.queries.locks import lock_roles
from coproduction.schedule.rules import has_room


class ByName(NamedTuple):
    """Why a coordinator asks somebody all the same, and what they set aside with that, in words."""

    reason: str = ""
    set_aside: Sequence[str] = ()


NOTHING = ByName()


def ask_member(
    role: EventRole, member_id: int, *, reason: str, by: Account, now: datetime, hours: int | None = None
) -> Place:
    """Offer the role to the member, by the channel they chose, with so many hours to answer, or as the settings say.

    Refused if the member told us that they cannot, whatever the reason. If something else stands in the way, refused
    without a reason of the coordinator's own. With it, the reason and what it
    sets aside are kept with the offer, and the member's yes will be taken; a clash that comes later is refused.
    Asking somebody who is in the roster already changes nothing.
    """
    why = _why(queries.candidate(role, member_id, viewer=by, now=now), "ask", reason=reason)
    return _offer(role, member_id, why, by=by, now=now, hours=hours)


def _offer(role: EventRole, member_id: int, why: Why, *, by: Account, now: datetime, hours: int | None) -> Place:
    until = rules.answer_until(role.event, now=now, hours=hours)
    member = db.session.get_one(Member, member_id)
    return places.offer_place(role.id, member, hand=Hand(by), now=now, why=why, until=until)


def give_place(place: Place, *, reason: str, by: Account, now: datetime) -> Place:
    """Give the place to a member who put themselves forward, and tell them.

    Refused as asking is: what stands in the way is set aside only with a reason, and never what they told us cannot be.
    """
    seen = queries.candidate(place.role, place.member_id, viewer=by, now=now)
    why = _why(seen, "give them the place", reason=reason)
    return places.give_place(place.id, hand=Hand(by), now=now, why=why)


def _why(seen: Candidate | None, deed: str, *, reason: str) -> Why:
    if seen is None or not seen.reasons:
        return NO_REASON
    words = "; ".join(seen.reasons).lower()
    if not seen.can_be_asked:
        raise Refusal(f"{seen.name} cannot be asked: {words}.")
    if not reason:
        raise Refusal(f"Say why you {deed} all the same: {words}", field="reason")
    return Why(reason, seen.checks)


class NotAskedError(Refusal):
    """Nobody was asked, because of these choices."""

    def __init__(self, message: str, choices: Collection[Choice]) -> None:
        super().__init__(f"{message} {NOTHING_SENT}")
        self.choices = choices


def ask_proposed(
    choices: Collection[Choice],
    *,
    by: Account,
    now: datetime,
    hours: int | None = None,
    by_name: Mapping[Choice, ByName] = MappingProxyType({}),
    asks_next: bool | None = None,
) -> list[Place]:
    """Offer each role to its member, all of them or nobody, and return the new offers.

    Whoever has an offer or a place there already keeps it, so sending it twice changes nothing. Refused if nobody is
    ticked, if something stands in somebody's way by now that the coordinator has not set aside, or if others were asked
    meanwhile and there is no room for all. `asks_next` says for these roles whether the next is asked by itself; None
    leaves that as it is. Everything is locked in the order of answers (events and roles before members): nobody waits
    for each other.
    """
    if not choices:
        raise Refusal("Tick the members whom you want to ask.")
    roles = lock_roles({choice.role_id for choice in choices})
    lock_members({choice.member_id for choice in choices})
    standing = queries.standing_in(list(roles), viewer=by)
    new = sorted(set(choices) - standing, key=lambda choice: choice.member_id)
    for role in roles.values():
        _refuse_too_many(role, new, standing)
        if asks_next is not None and rules.can_be_searched(role) and role.asks_next is not asks_next:
            choose_asking_next(role.id, asks_next, by=by, now=now)
    seen = _seen(roles.values(), new, by=by, now=now)
    asked = []
    for choice in new:
        role, named = roles[choice.role_id], by_name.get(choice, NOTHING)
        one = seen.get(choice) or queries.candidate(role, choice.member_id, viewer=by, now=now)
        asked.append(_offer(role, choice.member_id, _set_aside(one, choice, named), by=by, now=now, hours=hours))
    return asked


NOTHING_SENT = "Nobody has been asked by you. Propose again."


def _refuse_too_many(role: EventRole, new: Sequence[Choice], standing: Collection[Choice]) -> None:
    added = [choice for choice in new if choice.role_id == role.id]
    there = sum(choice.role_id == role.id for choice in standing)
    if too_many := [choice for number, choice in enumerate(added) if not has_room(role, there + number)]:
        raise NotAskedError(f"Somebody else has asked members for {role.name} meanwhile.", too_many)


def _seen(
    roles: Collection[EventRole], new: Sequence[Choice], *, by: Account, now: datetime
) -> Mapping[Choice, Candidate]:
    """Return how those stand who are asked once, read for a role at a time. Others are looked at each time."""
    times = Counter(choice.member_id for choice in new)
    found = {}
    for role in roles:
        ids = [choice.member_id for choice in new if choice.role_id == role.id and times[choice.member_id] == 1]
        for seen in queries.candidates_among(role, ids, viewer=by, now=now) if ids else ():
            found[Choice(role.id, seen.member_id)] = seen
    return found


def _set_aside(seen: Candidate | None, choice: Choice, named: ByName) -> Why:
    """Return why somebody is asked all the same. Refused if something stands there that was not set aside."""
    if seen and any(reason not in named.set_aside for reason in seen.reasons):
        reasons = "; ".join(seen.reasons).lower()
        raise NotAskedError(f"Something stands in the way of {seen.name} now: {reasons}.", [choice])
    return _why(seen, "ask", reason=named.reason)
