"""In which ways somebody can take part in an event."""

from __future__ import annotations

from collections.abc import Mapping

from coproduction.schedule.models import AnswerDetail, Event, EventFormat, Way

WAYS: Mapping[EventFormat, tuple[Way, ...]] = {
    EventFormat.IN_PERSON: (Way.IN_PERSON,),
    EventFormat.ONLINE: (Way.ONLINE,),
    EventFormat.HYBRID: (Way.IN_PERSON, Way.ONLINE),
}


def ways_of(event: Event) -> tuple[Way, ...]:
    """Return the ways in which somebody can take part: those of its format, and by phone where there is a number."""
    return (*WAYS[event.format], Way.PHONE) if event.joining_phone else WAYS[event.format]


def way_of(detail: AnswerDetail | None, event: Event) -> Way | None:
    """Return how somebody takes part: what they said, as long as it is possible, or the only way that there is."""
    ways = ways_of(event)
    if detail and detail.way in ways:
        return detail.way
    return ways[0] if len(ways) == 1 else None
