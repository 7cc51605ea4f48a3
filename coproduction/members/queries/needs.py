"""The needs passport: its lines, and whether some are to be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Date, Integer, bindparam, exists, select
from sqlalchemy.orm import raiseload

from coproduction.core.database import db, read_rows
from coproduction.members import rules
from coproduction.members.models import Member, Need
from coproduction.members.queries.members import Reader

_HAS_SOME_TO_CHECK = select(
    exists().where(
        Need.member_id == bindparam("member_id", type_=Integer), rules.to_be_checked(bindparam("today", type_=Date()))
    )
)


def needs_of(member: Member) -> Sequence[Need]:
    """Return what the member needs, in the order in which it was told."""
    return db.session.scalars(
        select(Need).where(Need.member_id == member.id).order_by(Need.id).options(raiseload("*", sql_only=True))
    ).all()


def find_need(need_id: int, member: Member) -> Need | None:
    """Return one of the member's own needs."""
    return db.session.scalar(select(Need).where(Need.id == need_id, Need.member_id == member.id))


def has_needs_to_check(viewer: Member | Reader, *, today: date) -> bool:
    """Say whether it is time to ask the viewer if what they need is still right."""
    [(has_some,)] = read_rows(_HAS_SOME_TO_CHECK, {"member_id": viewer.id, "today": today})
    return bool(has_some)
