"""What stopped when a death was written down, so that a coordinator can do it by hand if it was a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members import rules
from coproduction.members.models import Member, MembershipMove, MemberState, Supporter
from coproduction.members.queries.timeline import Happening, happened_at


class Stopped(NamedTuple):
    """What stopped, and when: who supported them, whom they supported, and all that their timeline tells of it.

    It `was_mistake` if it has been taken back since.
    """

    at: datetime
    was_mistake: bool
    was_leaving: bool
    supporters: Sequence[str]
    supported: Sequence[str]
    happenings: Sequence[Happening]


def what_stopped(member: Member, *, viewer: Account) -> Stopped | None:
    """Return what stopped when the member was last written down as having died; None if they never were."""
    rules.require_staff(viewer)
    death = db.session.execute(
        select(MembershipMove.moved_at, MembershipMove.from_state)
        .where(MembershipMove.member_id == member.id, MembershipMove.to_state == MemberState.DIED)
        .order_by(MembershipMove.id.desc())
        .limit(1)
    ).one_or_none()
    if death is None:
        return None
    return Stopped(
        at=death.moved_at,
        was_mistake=member.state is not MemberState.DIED,
        was_leaving=death.from_state is MemberState.LEAVING,
        supporters=_supporters(member, death.moved_at),
        supported=_supported(member, death.moved_at),
        happenings=happened_at(member, death.moved_at, viewer=viewer),
    )


def _supporters(member: Member, at: datetime) -> Sequence[str]:
    ended = select(Supporter.name).where(
        Supporter.member_id.in_(rules.records_of(member.id)), Supporter.removed_at == at
    )
    return db.session.scalars(ended.order_by(Supporter.name, Supporter.id)).all()


def _supported(member: Member, at: datetime) -> Sequence[str]:
    if member.account_id is None:
        return ()
    ended = (
        select(Member.name)
        .join(Supporter, Supporter.member_id == Member.id)
        .where(Supporter.account_id == member.account_id, Supporter.removed_at == at)
    )
    return db.session.scalars(ended.order_by(Member.name, Member.id)).all()
