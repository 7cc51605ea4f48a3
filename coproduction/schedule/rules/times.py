"""Which events are still to come or under way, and which share time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam

from coproduction.core.database import UTCDateTime
from coproduction.schedule.models import Event, Place, PlaceState
from coproduction.schedule.rules.events import is_published

LONGEST = timedelta(hours=24)  # that an event may last; longer ones are several events


def has_not_ended() -> ColumnElement[bool]:
    """Return the condition for events that have not ended, with the parameters of `at`.

    What has not ended cannot have begun longer ago than an event may last. Said too, it lets the index on the start
    find the first of them without reading the past.
    """
    return and_(
        Event.ends_at > bindparam("now", type_=UTCDateTime()),
        Event.starts_at > bindparam("earliest_start", type_=UTCDateTime()),
    )


def at(now: datetime) -> dict[str, Any]:
    """Return the parameters of `has_not_ended` at a moment."""
    return {"now": now, "earliest_start": now - LONGEST}


def overlaps(start: datetime, end: datetime) -> ColumnElement[bool]:
    """Return the condition for events that share time with the period. Times are compared, not dates."""
    return and_(Event.starts_at < end, Event.ends_at > start)


def held_at_the_time_of(event: Event) -> ColumnElement[bool]:
    """Return the condition, on Place and Event together, for places held in other events that share time with this."""
    return held_elsewhere(event, event.starts_at, end=event.ends_at)


def held_elsewhere(event: Event, start: datetime, *, end: datetime) -> ColumnElement[bool]:
    """Return the same condition for the time that the event would have."""
    return and_(
        Place.event_id == Event.id,
        Place.state == PlaceState.HELD,
        Event.id != event.id,
        is_published(),
        overlaps(start, end),
    )
