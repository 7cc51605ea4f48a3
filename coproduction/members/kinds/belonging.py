"""The words in which people meet the states of a membership, and the moves a coordinator is offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.members.models import MemberState

MEMBER_STATES: Mapping[MemberState, str] = {
    MemberState.INDUCTION: "Induction",
    MemberState.PROBATION: "Probation",
    MemberState.ACTIVE: "Active",
    MemberState.PAUSED: "Paused",
    MemberState.LEAVING: "Leaving",
    MemberState.LEFT: "Left",
    MemberState.DIED: "Died",
}
MEMBER_COLOURS: Mapping[MemberState, str] = {
    MemberState.INDUCTION: "aqua-green",
    MemberState.PROBATION: "aqua-green",
    MemberState.ACTIVE: "green",
    MemberState.PAUSED: "yellow",
    MemberState.LEAVING: "orange",
    MemberState.LEFT: "grey",
    MemberState.DIED: "grey",
}
MEMBER_STATES_BY_WORD: Mapping[str, MemberState] = {state.value: state for state in MemberState}


class OfferedMove(NamedTuple):
    """A change of state that a coordinator is offered: the button's words and its page."""

    words: str
    endpoint: str


PAUSE = OfferedMove("Pause membership", "members_staff.pause_membership")
RESUME = OfferedMove("Bring back from pause", "members_staff.resume_membership")
MOVES_OFFERED: Mapping[MemberState, tuple[OfferedMove, ...]] = {
    MemberState.INDUCTION: (PAUSE,),
    MemberState.PROBATION: (PAUSE,),
    MemberState.ACTIVE: (PAUSE,),
    MemberState.PAUSED: (RESUME,),
    MemberState.LEAVING: (),
    MemberState.LEFT: (),
    MemberState.DIED: (),
}
