"""The life of a membership as it is written down: moves, induction, reviews, leaving.

Most of this is for the programme itself: actions read it under a lock, and `standing` puts it into words for
coordinators. No page reads it by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db
from coproduction.members import rules
from coproduction.members.models import (
    Departure,
    InductionDone,
    InductionStep,
    Member,
    MembershipMove,
    MembershipReview,
    MemberState,
)


def moves_of(member: Member) -> Sequence[MembershipMove]:
    """Return every move of the membership in order. For the programme itself."""
    return db.session.scalars(
        select(MembershipMove)
        .where(MembershipMove.member_id == member.id)
        .order_by(MembershipMove.id)
        .options(raiseload("*", sql_only=True))
    ).all()


def number_of_moves(member: Member) -> int:
    """Count the moves that the membership has made. For the programme itself."""
    return db.session.scalars(
        select(func.count()).select_from(MembershipMove).where(MembershipMove.member_id == member.id)
    ).one()


def induction_of(member: Member) -> Mapping[InductionStep, InductionDone]:
    """Return the steps of the induction that were done, each with who wrote it down. For the programme itself."""
    done = db.session.scalars(
        select(InductionDone)
        .where(InductionDone.member_id == member.id)
        .options(joinedload(InductionDone.recorded_by), raiseload("*", sql_only=True))
    )
    return {step.step: step for step in done}


def reviews_of(member: Member, *, viewer: Account) -> Sequence[MembershipReview]:
    """Return the yearly reviews with the member, the newest first, each with who wrote it down."""
    rules.require_staff(viewer)
    return db.session.scalars(
        select(MembershipReview)
        .where(MembershipReview.member_id == member.id)
        .order_by(MembershipReview.held_on.desc(), MembershipReview.id.desc())
        .options(joinedload(MembershipReview.recorded_by), raiseload("*", sql_only=True))
    ).all()


def records_of(member: Member) -> Sequence[int]:
    """Return the ids under which the member was written down: their own, and those of records merged into it.

    For the programme itself.
    """
    return db.session.scalars(rules.records_of(member.id)).all()


def applications_of(member: Member) -> Sequence[int]:
    """Return the ids of the applications with which the member asked to join, under every record of theirs.

    For the programme itself.
    """
    found = select(Member.application_id).where(
        Member.id.in_(rules.records_of(member.id)), Member.application_id.is_not(None)
    )
    return [number for number in db.session.scalars(found.order_by(Member.application_id)) if number]


def departure_of(member: Member) -> Departure | None:
    """Return how the member leaves, or left; None for somebody who does not. For the programme itself."""
    return db.session.get(Departure, member.id)


def buddy_of(member: Member) -> Member | None:
    """Return the member who shows this one how things work. For the programme itself."""
    return db.session.get(Member, member.buddy_id) if member.buddy_id else None


def possible_buddies(member: Member, *, viewer: Account) -> Sequence[AnyRow]:
    """Return the active members who could be this one's buddy, by name."""
    rules.require_staff(viewer)
    return db.session.execute(
        select(Member.id, Member.name)
        .where(Member.state == MemberState.ACTIVE, Member.id != member.id, rules.stands_alone())
        .order_by(Member.name, Member.id)
    ).all()


def those_whose_buddy_is(member: Member) -> Sequence[Member]:
    """Return the members to whom this one shows how things work. For the programme itself."""
    return db.session.scalars(select(Member).where(Member.buddy_id == member.id).order_by(Member.id)).all()


def members_whose_last_day_is_over(today: date) -> Sequence[int]:
    """Return who is leaving and whose last day was before today, whoever goes first first. For the programme itself."""
    return db.session.scalars(
        select(Member.id)
        .join(Departure, Departure.member_id == Member.id)
        .where(Member.state == MemberState.LEAVING, Departure.leaves_on < today, rules.stands_alone())
        .order_by(Departure.leaves_on, Member.id)
    ).all()
