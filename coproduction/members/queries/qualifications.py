"""Qualifications: what there are, who holds them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members import rules
from coproduction.members.models import HeldQualification, Interest, Member, Qualification


def holds_qualification(member_id: int, qualification_id: int, *, on: date) -> bool:
    """Say whether the member's qualification counts on that day. For the programme itself."""
    held = select(HeldQualification.id).where(
        HeldQualification.member_id == member_id,
        HeldQualification.qualification_id == qualification_id,
        rules.counting(on),
    )
    return db.session.scalar(held) is not None


def all_qualifications() -> Sequence[Qualification]:
    """Return every qualification there is, by name."""
    return db.session.scalars(select(Qualification).order_by(Qualification.name, Qualification.id)).all()


def qualifications_with_holders(*, viewer: Account, today: date) -> Sequence[Row[Any]]:
    """Return every qualification by name, with how many active members hold it today."""
    rules.require_staff(viewer)
    holders = (
        select(func.count())
        .select_from(HeldQualification)
        .join(Member, Member.id == HeldQualification.member_id)
        .where(
            HeldQualification.qualification_id == Qualification.id,
            rules.counting(today),
            rules.is_asked_to_things(),
        )
        .correlate(Qualification)
        .scalar_subquery()
    )
    return db.session.execute(
        select(Qualification.id, Qualification.name, Qualification.months, holders.label("holders")).order_by(
            Qualification.name, Qualification.id
        )
    ).all()


def qualification_named(name: str) -> Qualification | None:
    """Return the qualification of that name, in capitals or not. For the programme itself."""
    return db.session.scalar(select(Qualification).where(func.lower(Qualification.name) == name.lower()))


def experience_of(interest: Interest) -> Qualification | None:
    """Return the qualification for having done this before, or None if nobody has it. For the programme itself."""
    return db.session.scalar(select(Qualification).where(Qualification.experience_of == interest))


def find_held(held_id: int, member_id: int, *, viewer: Account) -> HeldQualification | None:
    """Return one thing that the member holds, with the member and the qualification's name."""
    rules.require_staff(viewer)
    return db.session.scalar(
        select(HeldQualification)
        .where(HeldQualification.id == held_id, HeldQualification.member_id == member_id)
        .options(
            joinedload(HeldQualification.member),
            joinedload(HeldQualification.qualification),
            raiseload("*", sql_only=True),
        )
    )


def held_by(member_id: int, qualification_id: int) -> HeldQualification | None:
    """Return the member's own row for the qualification, whether or not it still counts. For the programme itself."""
    return db.session.scalar(
        select(HeldQualification).where(
            HeldQualification.member_id == member_id, HeldQualification.qualification_id == qualification_id
        )
    )


def running_out(first: date, last: date) -> Sequence[HeldQualification]:
    """Return what runs out between these days, and could be renewed. For the programme itself: it reminds them."""
    return db.session.scalars(
        select(HeldQualification)
        .join(HeldQualification.member)
        .where(rules.runs_out(first, last))
        .order_by(HeldQualification.valid_until, HeldQualification.id)
        .options(contains_eager(HeldQualification.member), joinedload(HeldQualification.qualification))
    ).all()


def get_qualification(qualification_id: int, *, viewer: Account) -> Qualification | None:
    """Return one qualification, for coordinators, or None if there is none of that id."""
    rules.require_staff(viewer)
    return db.session.get(Qualification, qualification_id)
