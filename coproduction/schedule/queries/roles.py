"""Roles: what an action must know before it changes one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from coproduction.core.database import db
from coproduction.members.models import HeldQualification
from coproduction.members.rules import counting
from coproduction.schedule.models import EventRole, Place, PlaceState


def get_role(role_id: int) -> EventRole:
    """Return the role, which the caller has found before, with its event."""
    return db.session.scalars(
        select(EventRole).where(EventRole.id == role_id).options(joinedload(EventRole.event))
    ).one()


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
