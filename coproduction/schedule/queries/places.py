"""Places: one member's own, and what an action must know before it moves one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, func, select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.core.database import AnyRow, db
from coproduction.members.models import Member
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventRole, EventState, Place, PlaceMove, PlaceState

_VIEWER = bindparam("viewer_id", type_=Integer)
_MY_PLACES = (
    select(
        Place.id.label("place_id"),
        Place.state,
        EventRole.name.label("role_name"),
        Event.id.label("event_id"),
        Event.kind,
        Event.title,
        Event.starts_at,
        Event.ends_at,
        Event.format,
        Event.venue,
    )
    .join(EventRole, EventRole.id == Place.role_id)
    .join(Event, Event.id == Place.event_id)
    .where(
        Place.member_id == _VIEWER,
        rules.is_live(),
        rules.has_not_ended(),
        Event.state == EventState.PUBLISHED,
    )
    .order_by(Event.starts_at, Event.id)
)
_PLACES_AT = (
    select(Place)
    .where(Place.event_id == bindparam("event_id", type_=Integer), Place.member_id == _VIEWER)
    .options(raiseload("*", sql_only=True))
    .order_by(Place.role_id)
)


def my_places(*, viewer: Member, now: datetime) -> Sequence[AnyRow]:
    """Return the viewer's live places in events that have not ended, soonest first."""
    return db.session.execute(_MY_PLACES, {"viewer_id": viewer.id, **rules.at(now)}).all()


def places_at(event_id: int, *, viewer: Member) -> Sequence[Place]:
    """Return the viewer's own places in the event, ended ones too, in the order of their roles."""
    return db.session.scalars(_PLACES_AT, {"event_id": event_id, "viewer_id": viewer.id}).all()


def find_place(place_id: int, *, viewer: Member | None = None) -> Place | None:
    """Return the place with its role, event and member; with a viewer, only their own."""
    found = (
        select(Place)
        .where(Place.id == place_id)
        .options(
            joinedload(Place.role).joinedload(EventRole.event).joinedload(Event.organiser),
            joinedload(Place.member),
        )
    )
    if viewer:
        found = found.where(Place.member_id == viewer.id)
    return db.session.scalar(found)


def get_place(place_id: int) -> Place:
    """Return the place, which the caller has found before, with its member."""
    return db.session.scalars(select(Place).where(Place.id == place_id).options(joinedload(Place.member))).one()


def lock_role(role_id: int) -> EventRole:
    """Return the role and its event as they are now, and make everybody else who wants a place in it wait.

    The event too, shared: it is not cancelled or moved between this and our commit, or we would tell nobody of it.
    """
    db.session.scalars(
        select(Event)
        .join(Event.roles)
        .where(EventRole.id == role_id)
        .with_for_update(read=True, of=Event)
        .execution_options(populate_existing=True)
    ).one()
    return db.session.scalars(
        select(EventRole)
        .where(EventRole.id == role_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def place_in(role: EventRole, member: Member) -> Place | None:
    """Return the member's place in the role, as it is now, whatever its state."""
    return db.session.scalar(
        select(Place)
        .where(Place.role_id == role.id, Place.member_id == member.id)
        .execution_options(populate_existing=True)
    )


def was_asked_all_the_same(place: Place) -> bool:
    """Say whether a coordinator made the latest offer with a reason to set aside what stood in the way."""
    latest = (
        select(PlaceMove.reason)
        .where(PlaceMove.place_id == place.id, PlaceMove.to_state == PlaceState.OFFERED)
        .order_by(PlaceMove.id.desc())
        .limit(1)
    )
    return place.state in rules.ANSWERABLE and bool(db.session.scalar(latest))


def number_held(role: EventRole) -> int:
    """Count the places held in the role."""
    return db.session.scalars(
        select(func.count()).select_from(Place).where(Place.role_id == role.id, Place.state == PlaceState.HELD)
    ).one()


def other_live_place(member: Member, role: EventRole) -> Place | None:
    """Return the member's live place in another role of the same event."""
    return db.session.scalar(
        select(Place)
        .where(
            Place.event_id == role.event_id,
            Place.member_id == member.id,
            Place.role_id != role.id,
            rules.is_live(),
        )
        .options(joinedload(Place.role))
    )


def event_held_at(member: Member, event: Event) -> Event | None:
    """Return another event, at the same time, in which the member holds a place."""
    return db.session.scalar(
        select(Event)
        .join(Place, Place.event_id == Event.id)
        .where(
            Place.member_id == member.id,
            Place.state == PlaceState.HELD,
            Event.id != event.id,
            Event.state == EventState.PUBLISHED,
            rules.overlaps(event.starts_at, event.ends_at),
        )
        .order_by(Event.starts_at, Event.id)
        .limit(1)
    )
