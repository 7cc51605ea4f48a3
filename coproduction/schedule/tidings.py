"""What other rooms do when an event, its roles or the places held in it change, and what they ask of it before."""

from __future__ import annotations

from collections.abc import Collection
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


class Timing(Protocol):
    """Does in another room what follows from new times, or another place: `changed` names what is new.

    The event began at `before`; it and its leader are locked.
    """

    def __call__(self, event: Event, before: datetime, *, changed: Collection[str], now: datetime) -> object: ...


_TIMINGS: dict[EventKind, Timing] = {}


def when_times_change(kind: EventKind, timing: Timing) -> None:
    """Name what a room does when events of this kind were changed, once all that change together have their times."""
    _TIMINGS[kind] = timing


def tell_times(event: Event, before: datetime, *, changed: Collection[str], now: datetime) -> None:
    """Have the room of the event's kind do what it does when times or places change. The event began at `before`."""
    if timing := _TIMINGS.get(event.kind):
        timing(event, before, changed=changed, now=now)


class Condition(Protocol):
    """Refuses, by a Refusal, to let members see an event as it is now."""

    def __call__(self, event: Event, *, now: datetime) -> object: ...


_CONDITIONS: dict[EventKind, Condition] = {}


def before_members_see(kind: EventKind, condition: Condition) -> None:
    """Name what a room asks of an event of this kind before it is published, and when its roles change afterwards."""
    _CONDITIONS[kind] = condition


def refuse_unready(event: Event, *, now: datetime) -> None:
    """Refuse an event that its room does not let members see as it is."""
    if condition := _CONDITIONS.get(event.kind):
        condition(event, now=now)
