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
# Somebody who said no to an offer may still say yes, as long as there is room.
ANSWERABLE = (*AWAITING_ANSWER, PlaceState.HELD, PlaceState.DECLINED)


# Where everybody may come, so may somebody who gave the place up, or let its time pass: nobody has to choose them.
GIVEN_UP = (PlaceState.STEPPED_BACK, PlaceState.LAPSED)


def can_answer(place: Place) -> bool:
    """Say whether the member may still say yes, not sure or no to this place."""
    return place.state in ANSWERABLE or (place.state in GIVEN_UP and place.role.is_open)


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
    return place.state is PlaceState.OFFERED and place.offer_ends_at is not None


def is_taken() -> ColumnElement[bool]:
    """Return the condition for places that nobody else can have: held, or kept for somebody from the waiting list."""
    kept = and_(Place.state == PlaceState.OFFERED, Place.offer_ends_at.is_not(None))
    return or_(is_one_of(Place.state, SEATED), kept)


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
