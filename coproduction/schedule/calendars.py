"""Calendar files (iCalendar, RFC 5545) for one event. Times are UTC, so no clock change can move them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from coproduction.core.dates import uk_period
from coproduction.schedule.models import Event, EventFormat, EventState, PlaceState

STATUS: Mapping[PlaceState, str] = {
    PlaceState.HELD: "CONFIRMED",
    PlaceState.INTERESTED: "TENTATIVE",
    PlaceState.OFFERED: "TENTATIVE",
    PlaceState.TENTATIVE: "TENTATIVE",
    PlaceState.WAITING: "TENTATIVE",
}
CANCELLED = "CANCELLED"


def status_for(event: Event, state: PlaceState) -> str:
    """Return the iCalendar STATUS of the event for somebody whose place is in this state."""
    return CANCELLED if event.state is EventState.CANCELLED else STATUS.get(state, CANCELLED)


def method_for(status: str) -> str:
    """Return the iCalendar METHOD that tells a calendar what to do with an event of this STATUS."""
    return "CANCEL" if status == CANCELLED else "PUBLISH"


def calendar_file(event: Event, *, status: str, sequence: int, url: str, site: str, now: datetime) -> str:
    """Return the event as an .ics text: the same UID for ever, a higher SEQUENCE replacing what a calendar holds.

    `site` is the site's host name; it makes the UID unique in the world. `url` is the event's own page.
    """
    return _written(
        site,
        status,
        uid=f"event-{event.id}@{site}",
        dtstamp=now,
        dtstart=event.starts_at,
        dtend=event.ends_at,
        summary=event.title,
        location=place_in_words(event),
        url=url,
        sequence=sequence,
    )


@lru_cache(maxsize=64)  # an event that many are asked to is the same for all of them
def _written(site: str, status: str, **properties: str | int | datetime) -> str:
    entry = CalendarEvent()
    for name, value in properties.items():
        entry.add(name, value)
    entry.add("status", status)
    calendar = Calendar()
    calendar.add("prodid", f"-//{site}//Schedule//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method_for(status))
    calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written.decode()


def place_in_words(event: Event) -> str:
    """Return where the event is: its venue, 'Online', or both."""
    if event.format is EventFormat.ONLINE:
        return "Online"
    return f"{event.venue}, or online" if event.format is EventFormat.HYBRID else event.venue


def when_in_words(event: Event) -> str:
    """Return from when to when, in UK words and UK time."""
    return uk_period(event.starts_at, event.ends_at)
