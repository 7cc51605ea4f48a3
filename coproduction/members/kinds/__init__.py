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
    "PAUSE",
    "RESUME",
    "Connection",
    "OfferedMove",
    "Told",
]
