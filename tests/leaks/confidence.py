"""What is in confidence, in words and amounts of its own, and the search for it in all that leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coproduction.notifications.models import Message

CANDIDATES = "Quillonia Vexley\nZebedee Thrupp"
WEEKLY, MONTHLY = 44, 71  # the caps, which the fee of a panel passes
HIGH_WEEKLY, HIGH_MONTHLY = 862, 893  # caps that it does not pass
SUPPORTER = "Helperword"
IN_CONFIDENCE = (
    *CANDIDATES.split(),
    *(f"£{cap}" for cap in (WEEKLY, MONTHLY, HIGH_WEEKLY, HIGH_MONTHLY)),
    "hoistword",
    "interpreter",
    "sign language",  # what somebody needs
    "questionword",  # what candidates are asked
    "noteword",  # what a member thinks of an answer
    "feedbackword",  # what a member tells us alone
    "reasonword",  # why a coordinator asks all the same
)
# Whatever the words: no message, address or page of the manager speaks of these at all.
NEVER_SAID = re.compile(
    r"conflict|benefit|allowance|universal credit|\bcaps?\b|earning|per (week|month)|\bBSL\b|\bask(ed|s)? first\b"
    r"|takes no more",
    re.IGNORECASE,
)
ANSWERED = re.compile(r"knows (somebody|a candidate|one)|because .{0,30}know|unavailable because", re.IGNORECASE)


def found_in(texts: Iterable[str]) -> list[str]:
    """Return what is in confidence and stands in these texts."""
    found = set()
    for text in texts:
        found |= {word for word in IN_CONFIDENCE if word.casefold() in text.casefold()}
        for pattern in (NEVER_SAID, ANSWERED):
            found |= {match.group() for match in pattern.finditer(text)}
    return sorted(found)


def name_of_supporter(member_id: int | None) -> str:
    """Return what the supporter of a member is called: their member is told who answered, and nobody else."""
    return f"{SUPPORTER}-{member_id}-of-theirs"


def supporters_in(texts: Iterable[str]) -> list[str]:
    """Return the texts that name a member's supporter."""
    return [text for text in texts if SUPPORTER.casefold() in text.casefold()]


def words_of(message: Message) -> str:
    """Return all of a message that its reader gets."""
    return "\n".join(filter(None, [message.subject, message.text, message.html, message.calendar]))


def links_in(messages: Sequence[Message]) -> list[str]:
    """Return every address that the messages lead to."""
    return [link for message in messages for link in re.findall(r"https?://\S+", words_of(message))]
