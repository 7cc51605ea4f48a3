"""What other rooms do when somebody rests or goes: handed down to this one, which knows nothing of them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from coproduction.accounts.models import Account
from coproduction.members.models import Member


class Rest(Protocol):
    """Does in another room what follows when a member pauses."""

    def __call__(self, member: Member, *, now: datetime) -> object: ...


class Parting(Protocol):
    """Does in another room what follows when a member has left or died. A second time finds nothing left to do."""

    def __call__(self, member: Member, *, by: Account | None, now: datetime) -> object: ...


_WHEN_RESTING: list[Rest] = []
_WHEN_GONE: list[Parting] = []


def when_resting(rest: Rest) -> None:
    """Name what a room does when a member pauses: it takes back what they did not ask for and have not had yet."""
    _WHEN_RESTING.append(rest)


def when_gone(parting: Parting) -> None:
    """Name what a room does when a member has left or died: it closes what is still to come for them."""
    _WHEN_GONE.append(parting)


def begin_rest(member: Member, *, now: datetime) -> None:
    """Have every room do what it does when a member pauses."""
    for rest in _WHEN_RESTING:
        rest(member, now=now)


def part(member: Member, *, by: Account | None, now: datetime) -> None:
    """Have every room do what it does when a member has left or died."""
    for parting in _WHEN_GONE:
        parting(member, by=by, now=now)
