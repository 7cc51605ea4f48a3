"""Places of members, for the supporters whom they let see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, select, type_coerce
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, UTCDateTime, db, is_one_of, read_rows
from coproduction.members.models import Grant, Supporter
from coproduction.members.queries.supporters import supporter_for
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventRole, EventState, Place, PlaceState

WENT = (PlaceState.HELD, PlaceState.ATTENDED)
_PAST = (
    select(Place.id.label("place_id"), Event.title, Event.starts_at)
    .join(Event, Event.id == Place.event_id)
    .where(
        Place.member_id == bindparam("member_id", type_=Integer),
        is_one_of(Place.state, WENT),
        is_one_of(Event.state, (EventState.PUBLISHED, EventState.HELD)),
        Event.ends_at <= bindparam("now", type_=UTCDateTime()),
    )
    .order_by(Event.starts_at.desc(), Place.id.desc())
    .limit(bindparam("limit", type_=Integer))
    .offset(bindparam("offset", type_=Integer))
)


def find_supported_place(place_id: int, *, viewer: Account) -> tuple[Place, Supporter] | None:
    """Return the place, and what makes the viewer its member's supporter, with its role, event and member.

    None unless the member lets the viewer see what they are asked to and go to, and may know of the event themselves.
    """
    place = db.session.scalar(
        select(Place)
        .join(Event, Event.id == Place.event_id)
        .where(Place.id == place_id, rules.visible_to_member(type_coerce(Place.member_id, Integer)))
        .options(
            joinedload(Place.role).joinedload(EventRole.event).joinedload(Event.organiser), joinedload(Place.member)
        )
    )
    supporter = supporter_for(place.member_id, viewer=viewer) if place else None
    if place is None or supporter is None:
        return None
    sees_events = any(grant.allowed is Grant.SEE_EVENTS for grant in supporter.grants)
    return (place, supporter) if sees_events else None


def past_places_of(member_id: int, *, now: datetime, limit: int, offset: int) -> Sequence[AnyRow]:
    """Return some of the events that a member went to, the latest first, for somebody whom they let see them."""
    return read_rows(_PAST, {"member_id": member_id, "now": now, "limit": limit, "offset": offset})
