"""What other rooms do when somebody rests or goes: handed down to this one, which knows nothing of them."""

from __future__ import annotations

from collections.abc import Collection
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


class Forgetting(Protocol):
    """Deletes in another room what was written about members whom we forget, known by the ids of their records."""

    def __call__(self, member_ids: Collection[int]) -> object: ...


_WHEN_RESTING: list[Rest] = []
_WHEN_GONE: list[Parting] = []
_WHEN_FORGOTTEN: list[Forgetting] = []


def when_resting(rest: Rest) -> None:
    """Name what a room does when a member pauses: it takes back what they did not ask for and have not had yet."""
    _WHEN_RESTING.append(rest)


def when_gone(parting: Parting) -> None:
    """Name what a room does when a member has left or died: it closes what is still to come for them."""
    _WHEN_GONE.append(parting)


def when_forgotten(forgetting: Forgetting) -> None:
    """Name what a room does when we forget members who have gone: it deletes words, and keeps what is counted."""
    _WHEN_FORGOTTEN.append(forgetting)


def begin_rest(member: Member, *, now: datetime) -> None:
    """Have every room do what it does when a member pauses."""
    for rest in _WHEN_RESTING:
        rest(member, now=now)


def part(member: Member, *, by: Account | None, now: datetime) -> None:
    """Have every room do what it does when a member has left or died."""
    for parting in _WHEN_GONE:
        parting(member, by=by, now=now)


def forget(member_ids: Collection[int]) -> None:
    """Have every room delete what was written about members whom we forget."""
    for forgetting in _WHEN_FORGOTTEN:
        forgetting(member_ids)
