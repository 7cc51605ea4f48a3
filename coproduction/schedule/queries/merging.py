"""The places of two records that become one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, not_, select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.core.database import db
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventRole, Place
from coproduction.schedule.rules import is_mirrored


def places_of_record(member_id: int) -> Sequence[Place]:
    """Return every place that stands under this very record, ended ones too, but for those that mirror another."""
    return _places(member_id, not_(is_mirrored()))


def mirrors_of_record(member_id: int) -> Sequence[Place]:
    """Return every place under this very record that mirrors another, ended ones too."""
    return _places(member_id, is_mirrored())


def _places(member_id: int, condition: ColumnElement[bool]) -> Sequence[Place]:
    return db.session.scalars(
        select(Place)
        .where(Place.member_id == member_id, condition)
        .order_by(Place.id)
        .options(joinedload(Place.role).joinedload(EventRole.event), raiseload("*", sql_only=True))
        .execution_options(populate_existing=True)
    ).all()


def lock_roles_of(member_ids: Sequence[int]) -> None:
    """Make everybody who wants a place in a role where these have a live one wait, always in one order.

    And whoever adds a date to its event, or moves it.
    """
    roles = select(Place.role_id).where(Place.member_id.in_(member_ids), rules.is_live())
    events = select(Place.event_id).where(Place.member_id.in_(member_ids), rules.is_live())
    db.session.execute(select(Event.id).where(Event.id.in_(events)).order_by(Event.id).with_for_update(read=True)).all()
    db.session.execute(
        select(EventRole.id).where(EventRole.id.in_(roles)).order_by(EventRole.id).with_for_update(key_share=True)
    ).all()
