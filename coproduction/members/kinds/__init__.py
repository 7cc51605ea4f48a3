"""The words in which people meet the choices of membership."""

from coproduction.members.kinds.applications import (
    APPLICANT_TOLD,
    APPLICATION_STATES,
    CONNECTIONS,
    Connection,
    Told,
)
from coproduction.members.kinds.belonging import (
    MEMBER_COLOURS,
    MEMBER_STATES,
    MEMBER_STATES_BY_WORD,
    MOVES_OFFERED,
    PAUSE,
    RESUME,
    OfferedMove,
)
from coproduction.members.kinds.contact import (
    CHANNELS,
)
from coproduction.members.kinds.interests import (
    INTERESTS,
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
    "APPLICATION_STATES",
    "CHANNELS",
    "CONNECTIONS",
    "INTERESTS",
    "MEMBER_COLOURS",
    "MEMBER_STATES",
    "MEMBER_STATES_BY_WORD",
    "MOVES_OFFERED",
    "NEEDS",
    "NEED_GROUPS",
    "PAUSE",
    "RESUME",
    "SEEN_BY",
    "Connection",
    "NeedGroup",
    "NeedWords",
    "OfferedMove",
    "Told",
]
