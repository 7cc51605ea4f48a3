"""The one way in which a place changes state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm.attributes import set_committed_value

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.schedule import rules, stirrings, tidings
from coproduction.schedule.actions.arranging import follow_place
from coproduction.schedule.actions.mirrors import keep_mirrors
from coproduction.schedule.comings import begin_to_come
from coproduction.schedule.models import Check, EventRole, Place, PlaceMove, PlaceState, Via
from coproduction.schedule.words import TO_STAFF


@dataclass(frozen=True, slots=True)
class Hand:
    """Who moves a place and how it reached us. No account: the member, through a personal link, or the system."""

    account: Account | None = None
    via: Via = Via.WEBSITE


@dataclass(frozen=True, slots=True)
class Why:
    """Why a coordinator asks although something stands in the way, and which checks they set aside with that.

    `is_no_turn`: somebody gives up what they could not do, and which counts as no turn.
    """

    reason: str = ""
    set_aside: tuple[Check, ...] = ()
    is_no_turn: bool = False


NO_REASON = Why()
NO_TURN = Why(is_no_turn=True)


def move(
    place: Place,
    to: PlaceState,
    *,
    hand: Hand,
    now: datetime,
    why: Why = NO_REASON,
    until: datetime | None = None,
    is_new: bool = True,
) -> Place:
    """Move the place and write the move down, and whatever mirrors it in events that share its event's roster.

    A move that is not legal is refused and changes nothing. `until` is the end of the time for which an offer keeps the
    place. With `is_new` off it is no news that they come, or do not: it was so before, under another record.
    """
    if not rules.is_legal(place.state, to):
        before = TO_STAFF[place.state].words.lower()
        raise Refusal(f"This cannot be changed from “{before}” to “{TO_STAFF[to].words.lower()}”.")
    before = place.state
    _write(place, before, to, hand=hand, now=now, why=why)
    place.offer_ends_at = until
    db.session.flush()
    _follow(place, before, hand=hand, now=now, is_new=is_new)
    keep_mirrors([place], by=hand.account, now=now)
    return place


def start(
    role: EventRole,
    member: Member,
    to: PlaceState,
    *,
    hand: Hand,
    now: datetime,
    note: str = "",
    why: Why = NO_REASON,
    until: datetime | None = None,
) -> Place:
    """Make the member's place in the role, in its first state; an offer stands `until` then."""
    place = _begin(role, member, to, hand=hand, now=now, note=note, why=why)
    place.offer_ends_at = until
    db.session.flush()
    _follow(place, None, hand=hand, now=now)
    keep_mirrors([place], by=hand.account, now=now)
    return place


def start_offers(role: EventRole, members: Sequence[Member], *, hand: Hand, now: datetime) -> list[Place]:
    """Offer the role to many members who have no place in it, in as few statements as the database allows."""
    if not members:
        return []
    db.session.flush()
    common = {"role_id": role.id, "event_id": role.event_id, "state": PlaceState.OFFERED, "note": ""}
    rows = [{**common, "moved_at": now, "moves_made": 1, "member_id": member.id} for member in members]
    made = insert(Place).returning(Place, sort_by_parameter_order=True)
    places = list(db.session.scalars(made, rows))
    for place, member in zip(places, members, strict=True):
        set_committed_value(place, "role", role)
        set_committed_value(place, "member", member)
    moves: dict[str, Any] = {
        "from_state": None,
        "to_state": PlaceState.OFFERED,
        "moved_at": now,
        "via": hand.via,
        "reason": "",
        "set_aside": [],
    }
    moves["moved_by_id"] = hand.account.id if hand.account else None
    db.session.execute(insert(PlaceMove), [{**moves, "place_id": place.id} for place in places])
    for place in places:
        _follow(place, None, hand=hand, now=now)
    keep_mirrors(places, by=hand.account, now=now)
    return places


def _follow(place: Place, before: PlaceState | None, *, hand: Hand, now: datetime, is_new: bool = True) -> None:
    follow_place(place, before, by=hand.account, now=now)
    if is_new and place.state in rules.COMING and before not in rules.COMING:
        begin_to_come(place, now=now)
    if (before in rules.SEATED) is not (place.state in rules.SEATED):
        tidings.tell(place.role.event, by=None, now=now)
    if is_new:
        stirrings.tell(place, before, now=now)


def _refuse_beginning(to: PlaceState) -> None:
    if not rules.is_legal(None, to):
        raise Refusal("A place cannot begin like that.")


def _begin(role: EventRole, member: Member, to: PlaceState, *, hand: Hand, now: datetime, note: str, why: Why) -> Place:
    _refuse_beginning(to)
    place = Place(role=role, event_id=role.event_id, member=member, note=note, moves_made=0)
    db.session.add(place)
    _write(place, None, to, hand=hand, now=now, why=why)
    return place


def _write(place: Place, before: PlaceState | None, after: PlaceState, *, hand: Hand, now: datetime, why: Why) -> None:
    place.state, place.moved_at, place.moves_made = after, now, place.moves_made + 1
    place.asked_again_at = None
    db.session.add(
        PlaceMove(
            place=place,
            from_state=before,
            to_state=after,
            moved_at=now,
            moved_by_id=hand.account.id if hand.account else None,
            via=hand.via,
            reason=why.reason,
            set_aside=list(why.set_aside),
            is_no_turn=why.is_no_turn,
        )
    )
