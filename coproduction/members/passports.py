"""What other rooms do when what a member needs changes: handed down to this one, which knows nothing of them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from coproduction.accounts.models import Account
from coproduction.members.models import Member


class Following(Protocol):
    """Does in another room what follows when a member's needs have changed. The member is locked."""

    def __call__(self, member: Member, *, by: Account | None, now: datetime) -> object: ...


_WHEN_CHANGED: list[Following] = []


def when_needs_change(following: Following) -> None:
    """Name what a room does when what a member needs has changed."""
    _WHEN_CHANGED.append(following)


def needs_changed(member: Member, *, by: Account | None, now: datetime) -> None:
    """Have every room do what it does when what a member needs has changed."""
    for following in _WHEN_CHANGED:
        following(member, by=by, now=now)
