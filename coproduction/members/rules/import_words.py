"""What a list would change, and what stays because the member said otherwise, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from coproduction.core.dates import uk_short_date
from coproduction.members.kinds.contact import CHANNELS
from coproduction.notifications.models import Channel

NOTHING = "Nothing"


class Difference(NamedTuple):
    """One thing that a row would change: what it is, what we have now, and what we would have."""

    label: str
    before: str
    after: str


def in_words(value: Any) -> str:
    """Return what is kept of a member as a person reads it."""
    if isinstance(value, Channel):
        return CHANNELS[value]
    return uk_short_date(value) if isinstance(value, date) else str(value or NOTHING)


def listed(words: Sequence[str]) -> str:
    """Return several things as one line, or that there is nothing."""
    return "; ".join(words) or NOTHING


def stays(name: str, value: Any) -> str:
    """Say that a value stays, because the member wrote it themselves after the list did."""
    wrote = f"wrote “{in_words(value)}” here" if value else "took this away"
    return f"{name} {wrote} themselves. That stays."
