"""Who left or died so long ago that we delete who they were. For the programme itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import exists, func, or_, select

from coproduction.core.database import db
from coproduction.members import rules
from coproduction.members.models import Departure, Member, MembershipMove, MemberState, RestrictedNote, Supporter


def lock_former(before: datetime, *, at_most: int) -> Sequence[Member]:
    """Return, locked, members who left or died before that moment and were not forgotten yet.

    Those about whom a restricted note is not settled are left out. For the programme itself.
    """
    last_move = (
        select(func.max(MembershipMove.moved_at))
        .where(MembershipMove.member_id == Member.id)
        .correlate(Member)
        .scalar_subquery()
    )
    is_worried_about = exists().where(RestrictedNote.member_id == Member.id, RestrictedNote.settled_at.is_(None))
    return db.session.scalars(
        select(Member)
        .where(
            Member.state.in_(rules.ENDED),
            Member.forgotten_at.is_(None),
            rules.stands_alone(),
            last_move < before,
            ~is_worried_about,
        )
        .order_by(Member.id)
        .limit(at_most)
        .with_for_update(of=Member)
        .execution_options(populate_existing=True)
    ).all()


def would_hear_from_us(members: Sequence[Member]) -> Collection[int]:
    """Return the ids of those who left, and would like to hear from us. For the programme itself."""
    left = [member.id for member in members if member.state is MemberState.LEFT]
    asked = select(Departure.member_id).where(Departure.member_id.in_(left), Departure.keeps_in_touch)
    return set(db.session.scalars(asked).all())


def records_of_all(member_ids: Collection[int]) -> Sequence[int]:
    """Return the ids under which these members were written down, of merged records too. For the programme itself."""
    found = select(Member.id).where(or_(Member.id.in_(member_ids), Member.merged_into_id.in_(member_ids)))
    return db.session.scalars(found.order_by(Member.id)).all()


def applications_of_all(records: Collection[int]) -> Sequence[int]:
    """Return the ids of the applications that belong to these records. For the programme itself."""
    found = select(Member.application_id).where(Member.id.in_(records), Member.application_id.is_not(None))
    return [number for number in db.session.scalars(found.order_by(Member.application_id)) if number]


def accounts_of_all(records: Collection[int]) -> Sequence[int]:
    """Return the ids of the accounts with which these records sign in, or did. For the programme itself."""
    found = select(Member.account_id).where(Member.id.in_(records), Member.account_id.is_not(None))
    return [number for number in db.session.scalars(found.order_by(Member.account_id)) if number]


def supporters_of_all(records: Collection[int]) -> Sequence[int]:
    """Return the ids of all who help these members, or did. For the programme itself."""
    return db.session.scalars(select(Supporter.id).where(Supporter.member_id.in_(records)).order_by(Supporter.id)).all()


def is_worried_about(records: Collection[int]) -> bool:
    """Say whether a restricted note about these members is not settled. For the programme itself."""
    notes = exists().where(RestrictedNote.member_id.in_(records), RestrictedNote.settled_at.is_(None))
    return bool(db.session.scalar(select(notes)))
