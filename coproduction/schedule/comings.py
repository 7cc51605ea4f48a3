"""What other rooms do when somebody begins to come to an event: handed to this one, which knows nothing of them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from coproduction.schedule.models import EventKind, Place


class Following(Protocol):
    """Does in another room what follows when somebody begins to come, or to think about it.

    It tells them what they have not been told, or what was taken back before they were: twice tells them nothing more.
    The event, the role and the member are locked.
    """

    def __call__(self, place: Place, *, now: datetime) -> object: ...


_WHEN_COMING: dict[EventKind, Following] = {}


def when_coming(kind: EventKind, following: Following) -> None:
    """Name what a room does when somebody begins to come to an event of this kind."""
    _WHEN_COMING[kind] = following


def begin_to_come(place: Place, *, now: datetime) -> None:
    """Have the room of the event's kind do what it does when somebody begins to come."""
    _follow(place, now=now)


def tell_more_anew(place: Place, *, now: datetime) -> None:
    """Have the room tell somebody as it is now what was taken back before it was told."""
    _follow(place, now=now)


def _follow(place: Place, *, now: datetime) -> None:
    if following := _WHEN_COMING.get(place.role.event.kind):
        following(place, now=now)
