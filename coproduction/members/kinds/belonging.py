"""The words in which people meet the states of a membership, its induction, and the moves a coordinator is offered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.members.kinds.moves import OfferedMove
from coproduction.members.models import InductionStep, MemberState

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


class Step(NamedTuple):
    """A step of the induction: what it is called, and what it is."""

    words: str
    hint: str


INDUCTION_STEPS: Mapping[InductionStep, Step] = {
    InductionStep.WELCOME_CHAT: Step(
        "Welcome chat", "A friendly talk about the group, who does what, and what they would like to do."
    ),
    InductionStep.CONFIDENTIALITY: Step(
        "Confidentiality agreement", "You have gone through it together, and they have agreed to it."
    ),
    InductionStep.NEEDS_REVIEWED: Step(
        "Support needs looked at together", "What they need is written down, and they have said who may see it."
    ),
    InductionStep.BUDDY: Step("Buddy", "Another member who shows them how things work."),
}
STEPS_BY_NAME: Mapping[str, InductionStep] = {step.name.lower().replace("_", "-"): step for step in InductionStep}
NAMES_OF_STEPS: Mapping[InductionStep, str] = {step: name for name, step in STEPS_BY_NAME.items()}


START_PROBATION = OfferedMove("Finish the induction", "members_staff.finish_induction")
END_PROBATION = OfferedMove("Finish probation", "members_staff.finish_probation")
REVIEW = OfferedMove("Write down a yearly review", "members_staff.record_review")
RENEW = OfferedMove("Give them another term", "members_staff.renew_term")
PAUSE = OfferedMove("Pause membership", "members_staff.pause_membership")
RESUME = OfferedMove("Bring back from pause", "members_staff.resume_membership")
LEAVE = OfferedMove("They are leaving", "members_staff.plan_leaving")
END_TERM = OfferedMove("End their term", "members_staff.end_term")
STAY = OfferedMove("They stay after all", "members_staff.stay_after_all")
LEAVE_NOW = OfferedMove("They leave today", "members_staff.leave_today")
EXIT_TALK = OfferedMove("Write down the exit talk", "members_staff.note_exit_talk")
REFERENCE = OfferedMove("Write down that they have their reference", "members_staff.note_reference")
ASK_REFERENCE = OfferedMove("They would like a reference", "members_staff.ask_for_reference")
REJOIN = OfferedMove("Welcome them back", "members_staff.rejoin")
DIED = OfferedMove("They have died", "members_staff.record_death")
NOT_DIED = OfferedMove("This was a mistake: they have not died", "members_staff.take_back_death")
STOPPED = OfferedMove("See what stopped by mistake", "members_staff.show_what_stopped")
FORGET = OfferedMove("Delete their details now, because they asked", "members_staff.forget_member")
ENDINGS = (LEAVE, END_TERM, LEAVE_NOW)
MOVES_OFFERED: Mapping[MemberState, tuple[OfferedMove, ...]] = {
    MemberState.INDUCTION: (START_PROBATION, PAUSE, LEAVE, DIED),
    MemberState.PROBATION: (END_PROBATION, REVIEW, PAUSE, LEAVE, DIED),
    MemberState.ACTIVE: (REVIEW, RENEW, PAUSE, END_TERM, LEAVE, DIED),
    MemberState.PAUSED: (RESUME, REVIEW, RENEW, END_TERM, LEAVE, DIED),
    MemberState.LEAVING: (STAY, LEAVE_NOW, EXIT_TALK, ASK_REFERENCE, REFERENCE, DIED),
    MemberState.LEFT: (REJOIN, EXIT_TALK, ASK_REFERENCE, REFERENCE, DIED, FORGET),
    MemberState.DIED: (NOT_DIED, FORGET),
}
