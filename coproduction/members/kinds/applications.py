"""The words in which people meet the choices of asking to join."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import NamedTuple

from coproduction.members.kinds.moves import OfferedMove
from coproduction.members.models import ApplicationState
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
APPLICATION_COLOURS: Mapping[ApplicationState, str] = {
    ApplicationState.DRAFT: "grey",
    ApplicationState.SUBMITTED: "blue",
    ApplicationState.MORE_INFORMATION: "yellow",
    ApplicationState.CHAT_OFFERED: "purple",
    ApplicationState.WAITING_LIST: "orange",
    ApplicationState.ACCEPTED: "green",
    ApplicationState.DECLINED: "grey",
    ApplicationState.WITHDRAWN: "grey",
}
# What the applicant is told on their own page.
STANDS_FOR_APPLICANT: Mapping[ApplicationState, str] = {
    ApplicationState.DRAFT: "You have not sent your answers yet.",
    ApplicationState.SUBMITTED: "We have your answers. A coordinator reads them and then tells you how it goes on.",
    ApplicationState.MORE_INFORMATION: "We have asked you a question, and wait for your reply.",
    ApplicationState.CHAT_OFFERED: "We have offered you a chat.",
    ApplicationState.WAITING_LIST: "You are on our waiting list. We have told you when we look at it again.",
    ApplicationState.ACCEPTED: "You are a member now. Welcome!",
    ApplicationState.DECLINED: "We have told you our answer. Contact us if you would like to talk about it.",
    ApplicationState.WITHDRAWN: "You do not ask to join any more. You can ask again at any time.",
}

ACCEPT = OfferedMove("Accept", "members_staff.accept_application")
OFFER_CHAT = OfferedMove("Offer a chat", "members_staff.offer_chat")
OFFER_ANOTHER_TIME = OfferedMove("Offer another time", "members_staff.offer_chat")
CHAT_HELD = OfferedMove("Write down the chat", "members_staff.note_chat")
ASK_MORE = OfferedMove("Ask for more information", "members_staff.ask_for_more")
ASK_AGAIN = OfferedMove("Ask once more", "members_staff.ask_for_more")
NOTE_REPLY = OfferedMove("Write down their reply", "members_staff.note_reply")
PUT_ON_LIST = OfferedMove("Put on the waiting list", "members_staff.put_on_waiting_list")
KEEP_ON_LIST = OfferedMove("Keep on the waiting list", "members_staff.put_on_waiting_list")
LOOK_AGAIN = OfferedMove("Look at it again", "members_staff.look_again")
DECLINE = OfferedMove("Decline", "members_staff.decline_application")
WITHDRAW = OfferedMove("They do not want to join now", "members_staff.withdraw_application")
APPLICATION_MOVES_OFFERED: Mapping[ApplicationState, tuple[OfferedMove, ...]] = {
    ApplicationState.DRAFT: (),
    ApplicationState.SUBMITTED: (ACCEPT, OFFER_CHAT, ASK_MORE, PUT_ON_LIST, DECLINE, WITHDRAW),
    ApplicationState.MORE_INFORMATION: (NOTE_REPLY, ASK_AGAIN, OFFER_CHAT, ACCEPT, PUT_ON_LIST, DECLINE, WITHDRAW),
    ApplicationState.CHAT_OFFERED: (CHAT_HELD, OFFER_ANOTHER_TIME, ACCEPT, ASK_MORE, PUT_ON_LIST, DECLINE, WITHDRAW),
    ApplicationState.WAITING_LIST: (LOOK_AGAIN, ACCEPT, OFFER_CHAT, ASK_MORE, KEEP_ON_LIST, DECLINE, WITHDRAW),
    ApplicationState.ACCEPTED: (),
    ApplicationState.DECLINED: (),
    ApplicationState.WITHDRAWN: (),
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
