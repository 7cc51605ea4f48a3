"""What the room of an event's kind has to say above its roster: handed to this one, which knows nothing of it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from coproduction.accounts.models import Account
from coproduction.schedule.facts import OwnPart
from coproduction.schedule.models import Event, EventKind


class Showing(Protocol):
    """Makes what coordinators read above the roster of an event, or None where there is nothing to say."""

    def __call__(self, event: Event, *, viewer: Account, now: datetime) -> OwnPart | None: ...


_SHOWN: dict[EventKind, Showing] = {}


def show(kind: EventKind, part: Showing) -> None:
    """Name what makes the part above the rosters of events of this kind."""
    _SHOWN[kind] = part


def part_above(event: Event, *, viewer: Account, now: datetime) -> OwnPart | None:
    """Return what stands above the roster of the event, which the caller has found for its viewer; or None."""
    shown = _SHOWN.get(event.kind)
    return shown(event, viewer=viewer, now=now) if shown else None
