"""In which ways somebody can take part in an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from coproduction.schedule.models import AnswerDetail, EventFormat, Way


class Offers(Protocol):
    """What ways to take part hang on: of an event, or of the details that it will have."""

    @property
    def format(self) -> EventFormat: ...

    @property
    def joining_phone(self) -> str: ...


WAYS: Mapping[EventFormat, tuple[Way, ...]] = {
    EventFormat.IN_PERSON: (Way.IN_PERSON,),
    EventFormat.ONLINE: (Way.ONLINE,),
    EventFormat.HYBRID: (Way.IN_PERSON, Way.ONLINE),
}


def ways_of(event: Offers) -> tuple[Way, ...]:
    """Return the ways in which somebody can take part: those of its format, and by phone where there is a number."""
    return (*WAYS[event.format], Way.PHONE) if event.joining_phone else WAYS[event.format]


def way_of(detail: AnswerDetail | None, event: Offers) -> Way | None:
    """Return how somebody takes part: what they said, as long as it is possible, or the only way that there is.

    None if they have not said, and if what they said is no longer possible: then only they can say what they do.
    """
    ways = ways_of(event)
    if detail and detail.way:
        return detail.way if detail.way in ways else None
    return ways[0] if len(ways) == 1 else None


def lost_way(detail: AnswerDetail | None, event: Offers) -> Way | None:
    """Return how somebody was going to take part, if it is no longer possible."""
    return detail.way if detail and detail.way and detail.way not in ways_of(event) else None
