"""Events that belong together, the roles that mirror another's, and the places that are moved with others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from coproduction.core.database import db
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventRole, EventState, Place

Mirrors = Mapping[tuple[int, int], Place]


def lead_of(event: Event) -> Event:
    """Return the event whose roster this one has: itself, unless it shares another's."""
    return event if rules.leader_id_of(event) == event.id else db.session.get_one(Event, event.follows_id)


def events_led_by(event: Event) -> Sequence[Event]:
    """Return the events that share the event's roster and are not called off, soonest first."""
    return db.session.scalars(
        select(Event)
        .where(rules.is_led_by(event.id), Event.state != EventState.CANCELLED)
        .order_by(Event.starts_at, Event.id)
    ).all()


def events_following(lead: Event) -> Sequence[Event]:
    """Return all events that follow this one, also those with a roster of their own, soonest first."""
    return db.session.scalars(
        select(Event).where(Event.follows_id == lead.id).order_by(Event.starts_at, Event.id)
    ).all()


def lock_led_by(event: Event) -> Sequence[Event]:
    """Return the same events as they are now, and make every other change to them wait. The caller has locked theirs.

    In the order of their ids: whoever locks several takes them in one order.
    """
    return db.session.scalars(
        select(Event)
        .where(rules.is_led_by(event.id), Event.state != EventState.CANCELLED)
        .order_by(Event.id)
        .with_for_update(key_share=True, of=Event)
        .execution_options(populate_existing=True)
    ).all()


def same_date(lead: Event, label: str, *, starts_at: datetime, ends_at: datetime) -> Event | None:
    """Return the event of that label and at that time which follows the lead already, unless it is called off."""
    return db.session.scalar(
        select(Event)
        .where(
            Event.follows_id == lead.id,
            Event.label == label,
            Event.starts_at == starts_at,
            Event.ends_at == ends_at,
            Event.state != EventState.CANCELLED,
        )
        .order_by(Event.id)
        .limit(1)
    )


def roles_mirroring(role_id: int, *, now: datetime) -> Sequence[EventRole]:
    """Return the roles that mirror this one in events that have not begun, with their events, locked for our commit.

    Shared: nobody changes the events or writes down who came meanwhile, and others may answer.
    """
    return db.session.scalars(
        select(EventRole)
        .join(EventRole.event)
        .where(
            EventRole.follows_role_id == role_id,
            Event.starts_at > now,
            Event.state.in_([EventState.DRAFT, EventState.PUBLISHED]),
        )
        .options(contains_eager(EventRole.event))
        .order_by(Event.id)
        .with_for_update(read=True, of=Event)
        .execution_options(populate_existing=True)
    ).all()


def mirror_in(event: Event, role_id: int) -> EventRole:
    """Return the role of an event that mirrors this one."""
    return db.session.scalars(
        select(EventRole).where(EventRole.event_id == event.id, EventRole.follows_role_id == role_id)
    ).one()


def mirrors_of(role_id: int) -> Sequence[EventRole]:
    """Return every role that mirrors this one."""
    return db.session.scalars(
        select(EventRole).where(EventRole.follows_role_id == role_id).order_by(EventRole.id)
    ).all()


def lock_places(role_ids: Collection[int], member_ids: Collection[int]) -> Mirrors:
    """Return the places of these members in these roles as they are now, by role and member, locked."""
    found = db.session.scalars(
        select(Place)
        .where(Place.role_id.in_(role_ids), Place.member_id.in_(member_ids))
        .order_by(Place.id)
        .with_for_update(of=Place)
        .execution_options(populate_existing=True)
    )
    return {(place.role_id, place.member_id): place for place in found}


def live_places_in(role_id: int) -> Sequence[Place]:
    """Return the places in the role that still count."""
    return db.session.scalars(select(Place).where(Place.role_id == role_id, rules.is_live()).order_by(Place.id)).all()
