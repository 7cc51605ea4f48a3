"""One thing done to one member and one event, and only if nobody has changed them since the page was shown."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from coproduction.accounts.models import Account
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.members.queries.members import lock_member
from coproduction.rosters.actions.asking import ask_member, give_place
from coproduction.rosters.queries import matrix as queries
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import Event, EventRole, Place, Via
from coproduction.schedule.words import TO_STAFF


class Deed(enum.StrEnum):
    """What a coordinator does about one member and one event."""

    ASK = "ask"
    GIVE = "give"
    YES = "yes"
    NOT_SURE = "not sure"
    NO = "no"
    RELEASE = "release"


Thing = TypeVar("Thing", EventRole, Place)
ANSWERS = {Deed.YES: places.Answer.YES, Deed.NOT_SURE: places.Answer.NOT_SURE, Deed.NO: places.Answer.NO}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen: the deed, the id of the role to ask for or of the place, why all the same, how it reached us."""

    deed: Deed
    id: int
    reason: str = ""
    via: Via = Via.PHONE


def seen_of(standing: Sequence[Place]) -> str:
    """Return what a page that shows these places carries, so that a change meanwhile is noticed."""
    return "-".join(f"{place.id}.{place.moves_made}" for place in standing)


def refuse_changed(member: Member, standing: Sequence[Place], *, seen: str) -> None:
    """Refuse what was chosen on a page that showed something else, and say how it is now."""
    if seen_of(standing) != seen:
        raise Refusal(f"Somebody changed this meanwhile. {_stands(member, standing)} Your change was not made.")


def act(event: Event, member: Member, chosen: Chosen, *, seen: str, by: Account, now: datetime) -> None:
    """Do the one thing. Refused, in words that say how it is now, when the member's part has changed since it was seen.

    The roles of the event are locked, then the member, as answers lock them: what is looked at stays so until the
    commit. Everything else is refused as by the roster's own pages.
    """
    roles = queries.lock_roles(event)
    member = lock_member(member.id)
    standing = queries.places_of(event.id, member.id)
    refuse_changed(member, standing, seen=seen)
    if chosen.deed is Deed.ASK:
        role = _among(roles, chosen.id)
        ask_member(role, member.id, reason=chosen.reason, by=by, now=now)
    else:
        _move(_among(standing, chosen.id), chosen, by=by, now=now)


def _move(place: Place, chosen: Chosen, *, by: Account, now: datetime) -> None:
    if chosen.deed is Deed.GIVE:
        give_place(place, reason=chosen.reason, by=by, now=now)
    elif chosen.deed is Deed.RELEASE:
        places.release_place(place.id, hand=Hand(by), now=now)
    else:
        places.answer(place.id, ANSWERS[chosen.deed], hand=Hand(by, chosen.via), now=now)


def _stands(member: Member, standing: Sequence[Place]) -> str:
    """Say how the member stands now."""
    states = [f"{place.role.name}: {TO_STAFF[place.state].words.lower()}" for place in standing]
    return f"{member.known_as} now: {'; '.join(states)}." if states else f"{member.known_as} has no part in it now."


def _among(things: Sequence[Thing], number: int) -> Thing:
    found = next((thing for thing in things if thing.id == number), None)
    if found is None:
        raise Refusal("Choose what to do from the list.", field="deed")
    return found
