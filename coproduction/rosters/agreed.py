"""What other rooms do when somebody has agreed to step in: handed to this one, such as telling a manager the name."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from coproduction.schedule.models import EventKind, Place


class Telling(Protocol):
    """Does in another room what follows when a member holds a place for which somebody was looked for."""

    def __call__(self, place: Place, *, now: datetime) -> object: ...


_TELLING: dict[EventKind, Telling] = {}


def when_agreed(kind: EventKind, telling: Telling) -> None:
    """Name what a room does when somebody has agreed to step in at an event of this kind."""
    _TELLING[kind] = telling


def tell(place: Place, *, now: datetime) -> None:
    """Have the room of the event's kind do what it does."""
    if telling := _TELLING.get(place.role.event.kind):
        telling(place, now=now)
