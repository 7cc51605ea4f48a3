"""What is special to a kind of event, told by the kind's own room to the pages of every event."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coproduction.schedule.models import Event, EventKind

Fact = tuple[str, str]
_TOLD: dict[EventKind, Callable[[int], Sequence[Fact]]] = {}


def tell(kind: EventKind, facts: Callable[[int], Sequence[Fact]]) -> None:
    """Name the query that returns what is special to an event of this kind, as names and words, by the event's id."""
    _TOLD[kind] = facts


def facts_of(event: Event) -> Sequence[Fact]:
    """Return what is special to the event, which the caller has found for its viewer; nothing for other kinds."""
    told = _TOLD.get(event.kind)
    return told(event.id) if told else ()
