"""Who sees what we hold about people, for the privacy notice: made of the tables that our pages and queries keep to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from coproduction.core.audiences import Audience
from coproduction.members.kinds.needs import SEEN_BY
from coproduction.members.kinds.supporters import GRANTS
from coproduction.members.kinds.visibility import SIGHTS, Sight
from coproduction.members.pages import SHAPES


class Recipient(NamedTuple):
    """Somebody who sees something: what they are called, what is said first, and what they see."""

    who: str
    opening: str
    sees: tuple[str, ...]


# What is no part of “My details”, by whom its pages are for.
BESIDES: Mapping[Audience, tuple[str, ...]] = {
    Audience.STAFF: (
        "Your form to join",
        "The messages that we send you",
        "What happened with your membership, and why",
        "What you have done as a trainer, and what we said about it",
        "How training that you gave was for you",
        "What we wrote down after talks with you",
        "What we book for you at events, and whether you had what you needed",
        "Which events we think of asking you to, and why",
        "Whether you know somebody who is interviewed, and how you say that a panel went",
        "Who changed what about you, and when",
    ),
    Audience.SAFEGUARDING: ("Notes about keeping people safe",),
}
# Of scores, others see totals alone, and only if the member shares them.
SCORES = "Your scores and notes on an interview panel"
# Minutes are read by those who may read them, with the names of who said they would do something.
ACTIONS = "What you said you would do, and what you like to be called"


def recipients() -> tuple[Recipient, ...]:
    """Return everybody who sees something about a member, beside the member, and what it is."""
    return (
        Recipient(
            "Our coordinators",
            "They see:",
            (*_parts(lambda sight: sight.coordinators), *BESIDES[Audience.STAFF]),
        ),
        Recipient(
            "Your supporters",
            f"They see {_in_a_row(_parts(lambda sight: sight.always))}. You choose if they may also:",
            tuple(_sentence(granted.to_member) for granted in GRANTS.values()),
        ),
        Recipient(
            "People who run meetings, events and training",
            "They see nothing here. Coordinators tell them what you need, if you let us. You choose for each need "
            "who may know it:",
            tuple(SEEN_BY.values()),
        ),
        Recipient("People who read a meeting’s minutes", "They see:", (ACTIONS,)),
        Recipient("The safeguarding lead", "Nobody else opens these:", BESIDES[Audience.SAFEGUARDING]),
        Recipient(
            "Only you",
            " ".join(["Nobody else sees these, unless a coordinator writes them down for you.", *_more(_is_private)]),
            (*_parts(_is_private), SCORES),
        ),
    )


def _is_private(sight: Sight) -> bool:
    return not (sight.coordinators or sight.always or sight.grant)


def _parts(which: Callable[[Sight], bool]) -> tuple[str, ...]:
    return tuple(SHAPES[part].own_heading for part, sight in SIGHTS.items() if which(sight))


def _more(which: Callable[[Sight], bool]) -> list[str]:
    return [sight.more for sight in SIGHTS.values() if sight.more and which(sight)]


def _in_a_row(words: tuple[str, ...]) -> str:
    return ", ".join(each[:1].lower() + each[1:] for each in words)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
