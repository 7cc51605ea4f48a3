"""The words in which people who ask to join meet their choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.members.kinds.applications import Connection, Told
from coproduction.members.models import ConsentWay, FilledInBy
from coproduction.notifications.models import Channel

FILLED_IN_BY: Mapping[FilledInBy, str] = {
    FilledInBy.MYSELF: "I ask for myself",
    FilledInBy.WITH_HELP: "I ask for myself, and somebody helps me",
    FilledInBy.FOR_SOMEBODY: "I ask for somebody else, who agrees",
}
CONNECTIONS_OF: Mapping[Connection, str] = {
    Connection.USES: "They use health or care services",
    Connection.CARES: "They care for somebody who uses health or care services",
    Connection.BOTH: "Both: they use services, and they care for somebody",
}
CONSENT_WAYS: Mapping[ConsentWay, str] = {
    ConsentWay.PHONE: "By phone",
    ConsentWay.LETTER: "By letter",
    ConsentWay.FACE_TO_FACE: "Face to face",
}

OTHERS_TOLD: Mapping[Channel, Told] = {
    Channel.EMAIL: Told("We have sent an email to the person, with a link to their own copy.", "We email the person"),
    Channel.PHONE: Told("We will also ring the person soon to say that the answers have come.", "We phone the person"),
    Channel.TEXT: Told("We will also text the person soon to say that the answers have come.", "We text the person"),
    Channel.LETTER: Told("We will also post the person a letter with a copy of the answers.", "We write to the person"),
}


class WayBack(NamedTuple):
    """How somebody is told how to come back: the button, where it goes, and what is said when it is pressed."""

    button: str
    goes_to: str
    done: str


WAYS_BACK: Mapping[Channel, WayBack] = {
    Channel.EMAIL: WayBack("Email me a link", "We email it to", "We are sending the email. It can take a few minutes."),
    Channel.PHONE: WayBack("Ring me with a code", "We ring", "A coordinator will ring with the code."),
    Channel.TEXT: WayBack("Text me a code", "We text it to", "A coordinator will text the code."),
    Channel.LETTER: WayBack("Post me a code", "We post it to", "A coordinator will post the code."),
}
