"""The words in which people meet the choices of membership."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import NamedTuple

from coproduction.members.models import ApplicationState, Interest, MemberState
from coproduction.notifications.models import Channel


class Connection(enum.StrEnum):
    """How an applicant knows health and care services."""

    USES = "uses services"
    CARES = "cares for somebody"
    BOTH = "both"


CONNECTIONS: Mapping[Connection, str] = {
    Connection.USES: "I use health or care services",
    Connection.CARES: "I care for somebody who uses health or care services",
    Connection.BOTH: "Both: I use services, and I care for somebody",
}

CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: "By email",
    Channel.PHONE: "By phone",
    Channel.TEXT: "By text message",
    Channel.LETTER: "By letter",
}

INTERESTS: Mapping[Interest, str] = {
    Interest.MEETINGS: "Meetings that help to plan services",
    Interest.TRAINING: "Training for staff",
    Interest.PANELS: "Interview panels that choose new staff",
    Interest.NATIONAL: "National groups that speak up for people across England",
}

APPLICATION_STATES: Mapping[ApplicationState, str] = {
    ApplicationState.DRAFT: "Not sent yet",
    ApplicationState.SUBMITTED: "Waiting for an answer",
    ApplicationState.MORE_INFORMATION: "More information asked",
    ApplicationState.CHAT_OFFERED: "Chat offered",
    ApplicationState.WAITING_LIST: "On the waiting list",
    ApplicationState.ACCEPTED: "Accepted",
    ApplicationState.DECLINED: "Declined",
    ApplicationState.WITHDRAWN: "Withdrawn",
}

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


class Told(NamedTuple):
    """What an applicant is promised: what comes straight away, and how they get their answer."""

    now: str
    next: str


APPLICANT_TOLD: Mapping[Channel, Told] = {
    Channel.EMAIL: Told(
        "We have sent you an email that says the same. If it does not come, look in your junk mail or contact us.",
        "We email you",
    ),
    Channel.PHONE: Told("We will also ring you soon to say that your answers have come.", "We phone you"),
    Channel.TEXT: Told("We will also send you a text soon to say that your answers have come.", "We text you"),
    Channel.LETTER: Told("We will also send you a letter soon to say that your answers have come.", "We write to you"),
}
