"""What keeps somebody from an event whatever anybody says: asked of the rooms above, which alone know of it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol

from coproduction.members.models import Member
from coproduction.schedule.models import EventRole, PlaceState


class Bar(NamedTuple):
    """Words for the member themselves, and for anybody else who acts for them or asks them: never why it is so."""

    to_member: str
    to_others: str


class Barring(Protocol):
    """Says what keeps the member from coming so far in the role, or None. The role and the member are locked."""

    def __call__(self, role: EventRole, member: Member, *, to: PlaceState, now: datetime) -> Bar | None: ...


_BARRING: list[Barring] = []


def tell(barring: Barring) -> None:
    """Name a query that says what keeps a member from a role. No reason of a coordinator's sets it aside."""
    _BARRING.append(barring)


def bar_of(role: EventRole, member: Member, *, to: PlaceState, now: datetime) -> Bar | None:
    """Return the first thing that keeps the member from that state in the role; None if nothing does."""
    return next((bar for barring in _BARRING if (bar := barring(role, member, to=to, now=now))), None)
