"""The words in which people meet the choices of membership."""

from coproduction.members.kinds.applications import (
    APPLICANT_TOLD,
    APPLICATION_COLOURS,
    APPLICATION_MOVES_OFFERED,
    APPLICATION_STATES,
    CONNECTIONS,
    STANDS_FOR_APPLICANT,
    Connection,
    Told,
)
from coproduction.members.kinds.belonging import (
    ASK_REFERENCE,
    DIED,
    ENDINGS,
    EXIT_TALK,
    FORGET,
    INDUCTION_STEPS,
    MEMBER_COLOURS,
    MEMBER_STATES,
    MEMBER_STATES_BY_WORD,
    MOVES_OFFERED,
    NAMES_OF_STEPS,
    NOT_DIED,
    REFERENCE,
    REJOIN,
    RENEW,
    STEPS_BY_NAME,
    STOPPED,
    Step,
)
from coproduction.members.kinds.contact import (
    CHANNELS,
    TOLD,
)
from coproduction.members.kinds.interests import (
    INTERESTS,
)
from coproduction.members.kinds.moves import (
    OfferedMove,
)
from coproduction.members.kinds.needs import (
    NEED_GROUPS,
    NEEDS,
    SEEN_BY,
    NeedGroup,
    NeedWords,
)

__all__ = [
    "APPLICANT_TOLD",
    "APPLICATION_COLOURS",
    "APPLICATION_MOVES_OFFERED",
    "APPLICATION_STATES",
    "ASK_REFERENCE",
    "CHANNELS",
    "CONNECTIONS",
    "DIED",
    "ENDINGS",
    "EXIT_TALK",
    "FORGET",
    "INDUCTION_STEPS",
    "INTERESTS",
    "MEMBER_COLOURS",
    "MEMBER_STATES",
    "MEMBER_STATES_BY_WORD",
    "MOVES_OFFERED",
    "NAMES_OF_STEPS",
    "NEEDS",
    "NEED_GROUPS",
    "NOT_DIED",
    "REFERENCE",
    "REJOIN",
    "RENEW",
    "SEEN_BY",
    "STANDS_FOR_APPLICANT",
    "STEPS_BY_NAME",
    "STOPPED",
    "TOLD",
    "Connection",
    "NeedGroup",
    "NeedWords",
    "OfferedMove",
    "Step",
    "Told",
]
