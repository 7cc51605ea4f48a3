"""The rules of belonging: legal moves of a membership, and what its state lets a member do."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.members.models import Member, MemberState

# Who is asked to things. A new member takes part from the first day, mostly by watching (practice, section 5).
TAKING_PART = (MemberState.INDUCTION, MemberState.PROBATION, MemberState.ACTIVE)
ENDED = (MemberState.LEFT, MemberState.DIED)
MEMBER_MOVES: Mapping[MemberState, tuple[MemberState, ...]] = {
    MemberState.INDUCTION: (
        MemberState.PROBATION,
        MemberState.PAUSED,
        MemberState.LEAVING,
        MemberState.LEFT,
        MemberState.DIED,
    ),
    MemberState.PROBATION: (
        MemberState.ACTIVE,
        MemberState.PAUSED,
        MemberState.LEAVING,
        MemberState.LEFT,
        MemberState.DIED,
    ),
    MemberState.ACTIVE: (MemberState.PAUSED, MemberState.LEAVING, MemberState.LEFT, MemberState.DIED),
    MemberState.PAUSED: (*TAKING_PART, MemberState.LEAVING, MemberState.LEFT, MemberState.DIED),
    MemberState.LEAVING: (*TAKING_PART, MemberState.PAUSED, MemberState.LEFT, MemberState.DIED),
    MemberState.LEFT: (MemberState.INDUCTION, MemberState.DIED),
    MemberState.DIED: (),
}


def can_turn(state: MemberState, after: MemberState) -> bool:
    """Say whether a membership in this state may move to the other."""
    return after in MEMBER_MOVES[state]


def has_left(member: Member) -> bool:
    """Say whether the member belongs to the group no more."""
    return member.state in ENDED


def takes_part(member: Member) -> bool:
    """Say whether the member is asked to things."""
    return member.state in TAKING_PART
