"""What other rooms do when a place moves: handed to this room, which knows nothing of them."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from coproduction.schedule.models import EventKind, Place, PlaceState


class Following(Protocol):
    """Does what follows when a place has moved from a state to the one that it is in now.

    The role is locked. Nobody is asked to anything by it: that would need their lock, and it comes later by itself.
    """

    def __call__(self, place: Place, before: PlaceState | None, *, now: datetime) -> object: ...


_FOLLOWING: list[Following] = []
_FOLLOWING_AT: dict[EventKind, Following] = {}


def when_moved(following: Following) -> None:
    """Name what is done whenever a place has moved."""
    _FOLLOWING.append(following)


def when_moved_at(kind: EventKind, following: Following) -> None:
    """Name what the room of an event's kind does whenever a place at such an event has moved."""
    _FOLLOWING_AT[kind] = following


def tell(place: Place, before: PlaceState | None, *, now: datetime) -> None:
    """Have all that is to be done follow from the move."""
    for following in _FOLLOWING:
        following(place, before, now=now)
    if at_its_kind := _FOLLOWING_AT.get(place.role.event.kind):
        at_its_kind(place, before, now=now)
