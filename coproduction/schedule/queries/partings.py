"""The places of members who rest or have gone, in events that are still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, not_, select
from sqlalchemy.orm import joinedload

from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.members.rules import belongs
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventRole, EventState, Place
from coproduction.schedule.queries.linked import leader_of_set


def places_to_come(member: Member, *, now: datetime) -> Sequence[Place]:
    """Return the member's live places, as they are now, in events that have not started and are not cancelled."""
    return db.session.scalars(_live_to_come(now).where(Place.member_id == member.id)).all()


def gone_with_places(*, now: datetime) -> Sequence[int]:
    """Return the ids of those who have left or died and have such places all the same."""
    has_some = select(Place.member_id).join(Event, Event.id == Place.event_id).where(_is_live_to_come(now))
    return db.session.scalars(
        select(Member.id).where(not_(belongs()), Member.id.in_(has_some)).order_by(Member.id)
    ).all()


def places_of_the_gone(*, now: datetime) -> Sequence[Place]:
    """Return such places of everybody who has left or died."""
    of_the_gone = _live_to_come(now).join(Member, Member.id == Place.member_id).where(not_(belongs()))
    return db.session.scalars(of_the_gone).all()


def places_to_give_up(event_id: int, member_id: int, *, now: datetime) -> list[Place]:
    """Return every place of a member at an event, and at all that follow it, that they can still give up by itself."""
    found = db.session.scalars(
        _live_to_come(now).where(rules.is_of_set(event_id), Place.member_id == member_id, rules.is_published())
    )
    return [
        place
        for place in found
        if not (rules.is_mirror(place.role) and rules.is_counted_at(leader_of_set(place.role.event), now=now))
    ]


def _live_to_come(now: datetime) -> Select[Place]:
    return (
        select(Place)
        .join(Event, Event.id == Place.event_id)
        .where(_is_live_to_come(now))
        .options(joinedload(Place.role).joinedload(EventRole.event))
        .order_by(Place.id)
        .with_for_update(of=Place)
        .execution_options(populate_existing=True)
    )


def _is_live_to_come(now: datetime) -> ColumnElement[bool]:
    return and_(rules.is_live(), Event.starts_at > now, Event.state.in_([EventState.DRAFT, EventState.PUBLISHED]))
