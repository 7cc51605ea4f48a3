"""Roles: what an action must know before it changes one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from coproduction.core.database import db
from coproduction.members.models import HeldQualification
from coproduction.members.rules import counting
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventRole, Place, PlaceState
from coproduction.schedule.rules import is_of_set


def get_role(role_id: int) -> EventRole:
    """Return the role, which the caller has found before, with its event."""
    return db.session.scalars(
        select(EventRole).where(EventRole.id == role_id).options(joinedload(EventRole.event))
    ).one()


def role_in(event: Event, role_id: int | None) -> EventRole | None:
    """Return the event's role of that number, or None."""
    return db.session.scalar(select(EventRole).where(EventRole.id == role_id, EventRole.event_id == event.id))


def standby_of(role_id: int) -> EventRole | None:
    """Return the role of those who stand by for this role, with its event, or None."""
    return db.session.scalar(
        select(EventRole).where(EventRole.stands_by_for_id == role_id).options(joinedload(EventRole.event))
    )


def is_settled(role: EventRole) -> bool:
    """Say whether the role needs nobody more, because its event goes on with one member alone, by agreement."""
    return bool(db.session.scalar(select(rules.is_settled()).where(EventRole.id == role.id)))


def role_ids_of_set(event_id: int) -> Sequence[int]:
    """Return the ids of the roles of an event and of all that follow it, in the order in which they are locked."""
    roles = select(EventRole.id).join(EventRole.event).where(is_of_set(event_id))
    return db.session.scalars(roles.order_by(EventRole.id)).all()


def number_without(role: EventRole, qualification_id: int, *, on: date) -> int:
    """Count the people with a place in the role whose qualification does not count on that day."""
    holds_it = exists().where(
        HeldQualification.member_id == Place.member_id,
        HeldQualification.qualification_id == qualification_id,
        counting(on),
    )
    return db.session.scalars(
        select(func.count())
        .select_from(Place)
        .where(Place.role_id == role.id, Place.state == PlaceState.HELD, ~holds_it.correlate(Place))
    ).one()
