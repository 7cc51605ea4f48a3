"""The words about a request that are the same whatever it is for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple, Protocol

from coproduction.core.dates import uk_date, uk_wall

NOTHING = "Not provided"
Lines = list[tuple[str, str]]


class NextStep(NamedTuple):
    """Something that a coordinator can do now: what its link says, and its page."""

    words: str
    endpoint: str


class Owner(Protocol):
    """The coordinator who sees to a request."""

    name: str


def contact_in_words(name: str, email: str, *, phone: str) -> Lines:
    """Return who asks and how to reach them, as names and words."""
    return [("Name", name), ("Email address", email), ("Phone number", phone)]


def standing_in_words(since: datetime, turn: str, *, is_over: bool, owner: Owner | None) -> Iterator[tuple[str, str]]:
    """Yield since when a request stands so, whose turn it is, and which coordinator sees to it until it is over."""
    yield "Since", uk_date(since)
    yield "Whose turn it is", turn
    if not is_over:
        yield "Who sees to it", owner.name if owner else "We have not chosen a coordinator yet"


def answer_in_words(due: date, *, now: datetime) -> tuple[str, str]:
    """Return by which day we answer; with our apology, when it is over."""
    late = "Our answer is late. We are sorry. Please phone us" if due < uk_wall(now).date() else ""
    return "We answer by", ". ".join(filter(None, [uk_date(due), late]))
