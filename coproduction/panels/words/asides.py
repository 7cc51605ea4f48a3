"""What a stage alone does not say of a panel, and the words in which its recruiting manager hears that instead."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import NamedTuple

from coproduction.panels.words.stages import Told


class Aside(enum.Enum):
    """What is to be said of a panel instead of its stage."""

    UNAVAILABLE = "it had enough members, and somebody cannot come"
    ONE_MORE = "it had enough members, and needs one more"
    STILL_LOOKING = "it was briefed with too few members"
    NOBODY = "no member was on it"
    NO_OUTCOME = "it is closed, and no outcome was told"
    NOT_HELD = "it was called off at the last moment"
    MISSED = "its day is over, and members never saw it"


class Said(NamedTuple):
    """What a manager reads on their own page, and what they are emailed when a step brings it about, if one can."""

    stage: str
    words: str
    told: Told | None = None


LOOKING = "We are looking for a member"
_UNTIL = "We are looking for somebody else, and email you the name when it is agreed."
_READY = "The members who have said yes have what they need for the day."
_SHORT = Told("we are still looking", f"{_READY} {_UNTIL}", "See who is coming", gives_names=True)

ASIDES: Mapping[Aside, Said] = {
    Aside.UNAVAILABLE: Said(LOOKING, f"A member is unavailable. {_UNTIL}", _SHORT),
    Aside.ONE_MORE: Said(LOOKING, "We are looking for one more member, and email you the name when it is agreed."),
    Aside.STILL_LOOKING: Said(LOOKING, f"{_READY} {_UNTIL}", _SHORT),
    Aside.NOBODY: Said(
        "No member was on your panel",
        "We are sorry that no member could come. You do not have to do anything more.",
        Told(
            "no member was on it",
            "We are sorry: no member could come to your panel. You do not have to do anything more. "
            "You can ask us again at any time.",
        ),
    ),
    Aside.NO_OUTCOME: Said(
        "It is closed",
        "We have told the members that we did not hear how it ended.",
        Told(
            "it is closed",
            "We did not hear how your panel ended, and have told the members so. "
            "Would you still like to tell them? Please ring us.",
        ),
    ),
    Aside.NOT_HELD: Said(
        "It did not take place",
        "You do not have to do anything more. You can send a new request at any time.",
        Told(
            "it did not take place",
            "We have written down that your panel did not take place, and told the members. "
            "You do not have to do anything more. You can ask us again at any time.",
            "See your panel",
            gives_reason=True,
        ),
    ),
    Aside.MISSED: Said(
        "Its day is over",
        "We are sorry. We did not get it ready in time, and no member was on it. You can choose other dates.",
    ),
}
