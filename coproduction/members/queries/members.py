"""Members: one's own record, the list that coordinators search, one member's page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.models import AwayDate, HeldQualification, Member, MemberState

_BY_ACCOUNT = select(Member).where(Member.account_id == bindparam("account_id"))  # built once: many visits run it


class Reader(NamedTuple):
    """What a page that a member only reads needs to know of them."""

    id: int
    known_as: str
    state: MemberState
    first_review: date | None


def member_of(account_id: int) -> Member | None:
    """Return the member who signs in with the account. For the programme itself, which asks it of the session alone."""
    return db.session.scalar(_BY_ACCOUNT, {"account_id": account_id})


def find_member(member_id: int, *, viewer: Account) -> Member | None:
    """Return the member with all that coordinators may see: interests, needs, qualifications and account."""
    rules.require_staff(viewer)
    return db.session.scalar(
        select(Member)
        .where(Member.id == member_id)
        .options(
            joinedload(Member.account),
            selectinload(Member.interests),
            selectinload(Member.needs),
            selectinload(Member.qualifications).joinedload(HeldQualification.qualification),
            raiseload("*", sql_only=True),
        )
    )


def lock_member(member_id: int) -> Member:
    """Return the member as they are now, and make everybody else who wants to change them wait."""
    return db.session.scalars(
        select(Member)
        .where(Member.id == member_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def lock_members(member_ids: Collection[int]) -> Sequence[Member]:
    """Return these members as they are now, and make everybody else who wants to change them wait.

    In the order of their ids: everybody locks several in that order.
    """
    return db.session.scalars(
        select(Member)
        .where(Member.id.in_(member_ids))
        .order_by(Member.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def lock_current_member(member_id: int) -> Member:
    """Return the member as `lock_member` does, so that something can be written about them.

    Refused for somebody who has left or died: they came to take part, and that is over. For the programme itself.
    """
    member = lock_member(member_id)
    if rules.has_left(member):
        raise Refusal(f"{member.known_as} is no longer a member, so this cannot be changed.")
    return member


def away_dates_of(member: Member, *, viewer: Account, today: date) -> Sequence[AwayDate]:
    """Return when the member is away, from today on, soonest first."""
    rules.require_own_or_staff(member, viewer)
    return db.session.scalars(
        select(AwayDate)
        .where(AwayDate.member_id == member.id, AwayDate.ends_on >= today)
        .order_by(AwayDate.starts_on, AwayDate.id)
        .options(raiseload("*", sql_only=True))
    ).all()


def find_away_date(away_date_id: int, member: Member, *, viewer: Account) -> AwayDate | None:
    """Return the member's own away date."""
    rules.require_own_or_staff(member, viewer)
    return db.session.scalar(select(AwayDate).where(AwayDate.id == away_date_id, AwayDate.member_id == member.id))


def away_date_on(member: Member, first: date, last: date, *, viewer: Account) -> AwayDate | None:
    """Return the member's away date with exactly these days."""
    rules.require_own_or_staff(member, viewer)
    return db.session.scalar(
        select(AwayDate).where(AwayDate.member_id == member.id, AwayDate.starts_on == first, AwayDate.ends_on == last)
    )
