"""What stopped when a death was written down, so that a coordinator can do it by hand if it was a mistake."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, false, func, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db
from coproduction.members import rules
from coproduction.members.models import Application, ChatRequest, Member, MembershipMove, MemberState, Supporter
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


class Alike(NamedTuple):
    """What may be about the same person and has not stopped: members, open applications, chats that wait."""

    members: Sequence[AnyRow]
    applications: Sequence[AnyRow]
    chats: Sequence[AnyRow]


def still_going(member: Member, *, viewer: Account) -> Alike:
    """Return what has not stopped and may be of the member: the same contact details, or the same name and home.

    Families share addresses and numbers, so a coordinator decides. Who has left counts: they may hear from us too.
    """
    rules.require_staff(viewer)
    members = (
        select(Member.id, Member.name, Member.area, Member.joined_on)
        .where(
            rules.may_be(member, Member),
            Member.id != member.id,
            Member.state != MemberState.DIED,
            rules.stands_alone(),
        )
        .order_by(Member.name, Member.id)
    )
    applications = (
        select(Application.id, Application.name, Application.submitted_at)
        .where(rules.may_be(member, Application), Application.state.in_(rules.OPEN))
        .order_by(Application.submitted_at, Application.id)
    )
    chats = (
        select(ChatRequest.id, ChatRequest.name, ChatRequest.asked_at)
        .where(ChatRequest.held_at.is_(None), or_(false(), *_reached_like(member)))
        .order_by(ChatRequest.asked_at, ChatRequest.id)
    )
    return Alike(*(db.session.execute(found).all() for found in (members, applications, chats)))


def _reached_like(member: Member) -> Iterator[ColumnElement[bool]]:
    yield from (func.lower(ChatRequest.reach) == said.lower() for said in (member.email, member.address) if said)
    if member.phone:
        yield rules.plain_phone_in(ChatRequest.reach) == rules.plain_phone(member.phone)


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
