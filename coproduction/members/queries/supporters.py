"""Supporters: those of a member, the people whom somebody supports, and what they may see of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager, joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members import rules
from coproduction.members.models import Grant, Member, Supporter, SupporterGrant


def supporters_of(member: Member, *, viewer: Account) -> Sequence[Supporter]:
    """Return who supports the member, each with what they are granted, by name."""
    rules.require_own_or_staff(member, viewer)
    return current_supporters(member.id)


def current_supporters(member_id: int) -> Sequence[Supporter]:
    """Return who supports the member, each with what they are granted, by name. For the programme itself."""
    return db.session.scalars(
        select(Supporter)
        .where(Supporter.member_id == member_id, Supporter.removed_at.is_(None))
        .options(selectinload(Supporter.grants), joinedload(Supporter.consent_by), raiseload("*", sql_only=True))
        .order_by(Supporter.name, Supporter.id)
    ).all()


def find_supporter(supporter_id: int, member: Member, *, viewer: Account) -> Supporter | None:
    """Return the member's own supporter, with what they are granted; None once they are removed."""
    rules.require_own_or_staff(member, viewer)
    return current_supporter(supporter_id, member)


def current_supporter(supporter_id: int, member: Member) -> Supporter | None:
    """Return the member's own supporter; None once they are removed. For the programme itself: they may step out."""
    return db.session.scalar(
        select(Supporter)
        .where(Supporter.id == supporter_id, Supporter.member_id == member.id, Supporter.removed_at.is_(None))
        .options(selectinload(Supporter.grants))
    )


def people_supported_by(viewer: Account) -> Sequence[Supporter]:
    """Return, for each member whom the viewer supports, the row that says so, with its grants; by the member's name."""
    return db.session.scalars(
        select(Supporter)
        .join(Member, rules.is_supported())
        .where(Supporter.account_id == viewer.id)
        .options(contains_eager(Supporter.member), selectinload(Supporter.grants), raiseload("*", sql_only=True))
        .order_by(Member.known_as, Supporter.id)
    ).all()


def find_supported(supporter_id: int, *, viewer: Account) -> Supporter | None:
    """Return what makes the viewer one member's supporter; None when it is not theirs, or has ended."""
    return next((supporter for supporter in people_supported_by(viewer) if supporter.id == supporter_id), None)


def supporter_for(member_id: int, *, viewer: Account) -> Supporter | None:
    """Return what makes the viewer this member's supporter; None when they are not."""
    return next((supporter for supporter in people_supported_by(viewer) if supporter.member_id == member_id), None)


def may(account_id: int, member_id: int, grant: Grant) -> bool:
    """Say whether the account's owner supports the member, who lets them do this, at this moment.

    For the programme itself, which decides by it.
    """
    allowed = exists().where(
        Supporter.account_id == account_id,
        Supporter.member_id == member_id,
        SupporterGrant.supporter_id == Supporter.id,
        SupporterGrant.allowed == grant,
        rules.is_supported(),
    )
    return bool(db.session.scalar(select(allowed)))


def supporters_with(account: Account) -> Sequence[Supporter]:
    """Return what makes the account's owner a supporter, once for each member. For the programme itself."""
    return db.session.scalars(
        select(Supporter)
        .where(Supporter.account_id == account.id, Supporter.removed_at.is_(None))
        .options(selectinload(Supporter.grants))
        .order_by(Supporter.id)
    ).all()


def helpers_of_the_forgotten(account_ids: Collection[int]) -> Sequence[int]:
    """Return those of these accounts that helped only members whose details are deleted. For the programme itself."""
    helped = exists().where(Supporter.account_id == Account.id, Supporter.name != rules.FORMER_SUPPORTER)
    return db.session.scalars(select(Account.id).where(Account.id.in_(account_ids), ~helped).order_by(Account.id)).all()
