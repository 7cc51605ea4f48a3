"""What keeps somebody from an event whatever anybody says: asked of the rooms above, which alone know of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from coproduction.members.models import Member
from coproduction.schedule.models import EventRole, Place, PlaceState


class Bar(NamedTuple):
    """Words for the member themselves, and for anybody else who acts for them or asks them: never why it is so."""

    to_member: str
    to_others: str


class Barring(Protocol):
    """Says what keeps the member from coming so far in the role, or None. The role and the member are locked.

    `by_staff`: a coordinator asks them, or writes down what they said.
    """

    def __call__(
        self, role: EventRole, member: Member, *, to: PlaceState, by_staff: bool, now: datetime
    ) -> Bar | None: ...


_BARRING: list[Barring] = []


def tell(barring: Barring) -> None:
    """Name a query that says what keeps a member from a role. No reason of a coordinator's sets it aside."""
    _BARRING.append(barring)


def bar_of(role: EventRole, member: Member, *, to: PlaceState, by_staff: bool, now: datetime) -> Bar | None:
    """Return the first thing that keeps the member from that state in the role; None if nothing does."""
    for barring in _BARRING:
        if bar := barring(role, member, to=to, by_staff=by_staff, now=now):
            return bar
    return None


class Reading(NamedTuple):
    """What the member alone reads before they say yes: its words, and the link to where they say what to do."""

    words: Sequence[str]
    link: str
    endpoint: str


class Forewarning(Protocol):
    """Says what the member has to read before they say yes to their place, or None."""

    def __call__(self, place: Place, *, now: datetime) -> Reading | None: ...


_WARNINGS: list[Forewarning] = []


def tell_before_yes(warning: Forewarning) -> None:
    """Name what says what a member has to read before they say yes. It is shown to nobody else."""
    _WARNINGS.append(warning)


def before_yes(place: Place, *, now: datetime) -> Sequence[Reading]:
    """Return all that the member has to read before they say yes to their own place."""
    return [reading for warning in _WARNINGS if (reading := warning(place, now=now))]
