"""The calendar file in an email about one event."""

from __future__ import annotations

from datetime import datetime

from coproduction.schedule.calendars.entries import Entry, lines_of, written
from coproduction.schedule.calendars.standings import CANCELLED, method_for
from coproduction.schedule.calendars.words import place_in_words
from coproduction.schedule.models import Event


def calendar_file(event: Event, *, status: str, sequence: int, url: str, site: str, now: datetime) -> str:
    """Return the event as an .ics text: the same UID for ever, a higher SEQUENCE replacing what a calendar holds.

    `site` is the site's host name; it makes the UID unique in the world. `url` is the event's own page.
    """
    entry = Entry(
        event_id=event.id,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        where=place_in_words(event),
        words="",
        url=url,
        status=status,
        takes_time=status != CANCELLED,
        sequence=sequence,
        changed_at=now,
    )
    return written([f"METHOD:{method_for(status)}", *lines_of(entry, site), "END:VEVENT"], site)
