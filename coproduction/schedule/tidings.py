"""What other rooms do when an event, its roles or the places held in it change: handed to this one."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from coproduction.accounts.models import Account
from coproduction.schedule.models import Event, EventKind


class Following(Protocol):
    """Does in another room what follows. The event is locked, and twice changes nothing more.

    `by` is None when it follows from who holds a place.
    """

    def __call__(self, event: Event, *, by: Account | None, now: datetime) -> object: ...


_FOLLOWING: dict[EventKind, Following] = {}


def when_changed(kind: EventKind, following: Following) -> None:
    """Name what a room does when an event of this kind is published or cancelled, or who is on it changes."""
    _FOLLOWING[kind] = following


def tell(event: Event, *, by: Account | None, now: datetime) -> None:
    """Have the room of the event's kind do what it does."""
    if following := _FOLLOWING.get(event.kind):
        following(event, by=by, now=now)
