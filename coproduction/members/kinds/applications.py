"""The words in which people meet the choices of asking to join."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import NamedTuple

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
