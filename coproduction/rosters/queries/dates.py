"""All the dates at which a roster is needed, and what makes them one turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import case, func

from coproduction.schedule.models import Event
from coproduction.schedule.queries.linked import dates_led_by

# All dates that share a roster are one turn, known by the event that leads.
TURN_ID = case((Event.has_own_roster, Event.id), else_=func.coalesce(Event.follows_id, Event.id))


def dates_of(events: Sequence[Event], *, now: datetime) -> Mapping[int, Sequence[Event]]:
    """Return each event with the dates to come that share its roster, by the event's id."""
    led = dates_led_by([event.id for event in events if event.is_followed])
    return {event.id: [event, *(date for date in led.get(event.id, ()) if date.starts_at > now)] for event in events}
