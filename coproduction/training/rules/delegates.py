"""What delegates need, as trainers may know it: in words and counted, without names and contact details."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from coproduction.members.kinds.needs import NEEDS
from coproduction.members.models import NeedKind
from coproduction.training.models import BookingState, Delegate

# What can be ticked: what a venue, trainers or papers can do for somebody who comes for a few hours.
ASKED = (
    NeedKind.STEP_FREE,
    NeedKind.PARKING,
    NeedKind.HEARING_LOOP,
    NeedKind.BSL_INTERPRETER,
    NeedKind.SPEECH_TO_TEXT,
    NeedKind.LIPREADING,
    NeedKind.LARGE_PRINT,
    NeedKind.EASY_READ,
    NeedKind.EXTRA_TIME,
    NeedKind.BREAKS,
    NeedKind.QUIET_ROOM,
    NeedKind.ASSISTANT,
)
CHOICES = tuple((str(kind), NEEDS[kind].label) for kind in ASKED)
LABELS = dict(CHOICES)
HIDDEN = "…"
CONTACT = re.compile(r"\S+@\S+|\S*(?:https?://|www\.)\S+|\+?\(?\d[\d\s().-]{6,}\d")


def needs_of(delegate: Delegate) -> list[str]:
    """Return what the delegate needs, in words: for coordinators."""
    return [LABELS.get(need, need) for need in delegate.needs] + list(filter(None, [delegate.needs_notes]))


def counted_needs(delegates: Iterable[Delegate]) -> list[str]:
    """Return what those with a place need, for trainers: 'Large print: 2 people', and then what they wrote.

    What they wrote stands in the order of the alphabet, so that it cannot be laid beside a list of names.
    """
    coming = [one for one in delegates if one.state is BookingState.BOOKED]
    counted = Counter(need for one in coming for need in one.needs)
    ticked = [f"{label}: {people_in_words(counted[kind])}" for kind, label in CHOICES if counted[kind]]
    written = sorted(without_contacts(one.needs_notes, one.name) for one in coming if one.needs_notes)
    return ticked + written


def people_in_words(number: int) -> str:
    """Return how many people in words: '1 person'."""
    return f"{number} {'person' if number == 1 else 'people'}"


def without_contacts(words: str, name: str) -> str:
    """Return what somebody wrote without ways to reach them, and without the parts of their own name."""
    words = CONTACT.sub(HIDDEN, words)
    for part in _parts_of(name):
        words = re.sub(rf"\b{re.escape(part)}\b", HIDDEN, words, flags=re.IGNORECASE)
    return words


def _parts_of(name: str) -> Sequence[str]:
    """Return the parts of a name that tell who it is: not letters that stand for themselves."""
    return [part for part in re.split(r"[\s-]+", name) if len(part) > 1]
