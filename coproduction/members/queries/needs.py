"""The needs passport: its lines, and when they are to be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Label, func, select
from sqlalchemy.orm import raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members import rules
from coproduction.members.models import Member, Need


def needs_of(member: Member, *, viewer: Account) -> Sequence[Need]:
    """Return what the member needs, in the order in which it was told."""
    rules.require_own_or_staff(member, viewer)
    return db.session.scalars(
        select(Need).where(Need.member_id == member.id).order_by(Need.id).options(raiseload("*", sql_only=True))
    ).all()


def find_need(need_id: int, member: Member, *, viewer: Account) -> Need | None:
    """Return one of the member's own needs."""
    rules.require_own_or_staff(member, viewer)
    return db.session.scalar(select(Need).where(Need.id == need_id, Need.member_id == member.id))


def first_review() -> Label[date]:
    """Select, beside Member, the first day on which something they need is to be looked at again; None if none is."""
    of_member = select(func.min(Need.review_on)).where(Need.member_id == Member.id)
    return of_member.correlate(Member).scalar_subquery().label("first_review")


def first_review_of(member: Member) -> date | None:
    """Return the first day on which what the member needs is looked at again, or None. For the programme itself."""
    return db.session.scalar(select(first_review()).where(Member.id == member.id))
