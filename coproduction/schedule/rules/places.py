"""What the state of a place means, and what its member can do about it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_

from coproduction.core.database import is_one_of
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member
from coproduction.members.rules import has_left
from coproduction.schedule.models import LIVE_STATES, Event, EventRole, Place, PlaceState
from coproduction.schedule.rules.events import is_cancelled, is_open_for_answers
from coproduction.schedule.rules.moves import is_legal

# Who is shown the joining details: those who have a place, and those who are thinking about it.
COMING = (PlaceState.HELD, PlaceState.TENTATIVE)
SEATED = (PlaceState.HELD, PlaceState.ATTENDED)
STANDING_FORWARD = (PlaceState.INTERESTED, PlaceState.WAITING)
AWAITING_ANSWER = (PlaceState.OFFERED, PlaceState.TENTATIVE)
# Somebody who said no to an offer, or answers late, may still say yes, as long as there is room.
ANSWERABLE = (*AWAITING_ANSWER, PlaceState.HELD, PlaceState.DECLINED, PlaceState.LAPSED)


def can_answer(place: Place) -> bool:
    """Say whether the member may still say yes, not sure or no to this place.

    Where everybody may come, so may somebody who gave the place up: nobody has to choose them.
    """
    gave_it_up = place.state is PlaceState.STEPPED_BACK
    return place.state in ANSWERABLE or (gave_it_up and place.role.is_open)


def waits_for_answer(place: Place) -> bool:
    """Say whether we wait for the member's answer: to an offer, or again because the event moved."""
    return place.state in AWAITING_ANSWER or place.asked_again_at is not None


def can_be_changed_by_member(place: Place, *, now: datetime) -> bool:
    """Say whether the member can still do something about this place: it is theirs, and the event is open."""
    return (can_answer(place) or is_live_state(place.state)) and is_open_for_answers(place.role.event, now=now)


def shows_joining(place: Place, event: Event) -> bool:
    """Say whether how to join is shown: to those who come, came or think about it, unless it is cancelled."""
    return place.state in (*COMING, PlaceState.ATTENDED) and not is_cancelled(event)


def is_live_state(state: PlaceState) -> bool:
    """Say whether a place in this state still counts."""
    return state in LIVE_STATES


def waits(place: Place) -> bool:
    """Say whether the member stands on a waiting list."""
    return place.state is PlaceState.WAITING


def is_kept(place: Place) -> bool:
    """Say whether the place is kept for its member until a time, because they waited for it."""
    return place.role.is_open and asked_until(place) is not None


def asked_until(place: Place) -> datetime | None:
    """Return by when the member is asked to answer an offer; None if that was not said, or there is no offer."""
    return place.offer_ends_at if place.state is PlaceState.OFFERED else None


def is_taken(role: EventRole) -> ColumnElement[bool]:
    """Return the condition for places in the role that nobody else can have: held, or kept for whoever waited.

    Where a coordinator chooses, no place is kept by an offer: the first yes has it.
    """
    held = is_one_of(Place.state, SEATED)
    kept = and_(Place.state == PlaceState.OFFERED, Place.offer_ends_at.is_not(None))
    return or_(held, kept) if role.is_open else held


def can_make_way(place: Place, role: EventRole) -> bool:
    """Say whether a place may go when its member is asked for the role: one stands by for the other.

    Standing by makes way for the place itself; of the place, only the wish for it makes way for standing by.
    """
    if place.role.stands_by_for_id == role.id:
        return is_legal(place.state, PlaceState.RELEASED)
    return place.role_id == role.stands_by_for_id and place.state is PlaceState.INTERESTED


def refuse_former(member: Member) -> None:
    """Refuse somebody who has left: their place is free for others. Who has paused may still choose to come."""
    if has_left(member):
        raise Refusal(f"{member.known_as} is no longer a member.")


def is_live() -> ColumnElement[bool]:
    """Return the condition for places that still count: all but the ended ones."""
    return is_one_of(Place.state, LIVE_STATES)
