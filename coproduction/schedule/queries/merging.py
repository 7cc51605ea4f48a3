"""The places of two records that become one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, not_, select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.core.database import db
from coproduction.schedule.models import EventRole, Place
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
