"""Two records of one person: which ids are theirs, which records stand alone, which may not become one."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, or_, select

from coproduction.accounts.models import Account
from coproduction.core.audiences import Audience
from coproduction.core.refusals import Refusal
from coproduction.members.models import Member, MemberState
from coproduction.members.rules.belonging import has_died, has_left


def records_of(member_id: int | ColumnElement[int]) -> Select[int]:
    """Select the ids under which a member's history stands: their own, and those of records merged into it."""
    return select(Member.id).where(or_(Member.id == member_id, Member.merged_into_id == member_id))


def stands_alone() -> ColumnElement[bool]:
    """Return the condition for members whose record is their own: it was not merged into another."""
    return Member.merged_into_id.is_(None)


def is_merged(member: Member) -> bool:
    """Say whether the record was merged into another, where the person lives on."""
    return member.merged_into_id is not None


def refuse_merge(kept: Member, other: Member) -> None:
    """Refuse to make one of records that must stay two, or that would lose somebody's membership or sign-in."""
    if kept.id == other.id:
        raise Refusal("Choose two different records. This is one and the same.")
    if is_merged(kept) or is_merged(other):
        raise Refusal("One of these records was merged with another already. Open the list again.")
    if has_died(kept) is not has_died(other):
        raise Refusal("One of these records says that the person has died. Write it down on the other one first.")
    if MemberState.LEAVING in (kept.state, other.state):
        raise Refusal("One of these records says that the person is leaving. Wait until they have left, or stay.")
    if has_left(kept) and not has_left(other):
        raise Refusal("The record that you keep belongs to somebody who has left. Keep the other one.")
    _refuse_losing_staff(kept, other)


def _refuse_losing_staff(kept: Member, other: Member) -> None:
    if other.account is None or kept.account is None or not _is_trusted(other.account):
        return
    if _is_trusted(kept.account):
        raise Refusal("Both sign in as coordinators. Ask an administrator to end one of the sign-ins first.")
    raise Refusal("The other record signs in as a coordinator. Keep that record, so that they do not lose it.")


def _is_trusted(account: Account) -> bool:
    return bool(account.audiences & {Audience.STAFF, Audience.SAFEGUARDING})
