"""The calendar file in an email about one event or several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coproduction.schedule.calendars.entries import Entry, lines_of, written
from coproduction.schedule.calendars.standings import CANCELLED, PUBLISH, method_for
from coproduction.schedule.calendars.words import place_in_words
from coproduction.schedule.models import Event


def entry_of(
    event: Event, *, status: str, sequence: int, url: str, organiser: str, now: datetime, words: str = ""
) -> Entry:
    """Return the event as it stands in such a file: a higher SEQUENCE replaces what a calendar holds.

    `url` is the event's own page, `organiser` the line of `organiser_of`.
    """
    return Entry(
        event_id=event.id,
        title=event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        where=place_in_words(event),
        words=words,
        url=url,
        status=status,
        takes_time=status != CANCELLED,
        sequence=sequence,
        changed_at=now,
        organiser=organiser,
    )


def method_of(entries: Sequence[Entry]) -> str:
    """Return the METHOD of a file of these events."""
    methods = {method_for(entry.status) for entry in entries}
    return methods.pop() if len(methods) == 1 else PUBLISH


def file_of(entries: Sequence[Entry], *, site: str) -> str:
    """Return the events as one .ics text, which has one METHOD: where only some are cancelled, their STATUS says so.

    `site` is the site's host name; it makes the UIDs unique in the world, and the same for ever.
    """
    lines = [line for entry in entries for line in (*lines_of(entry, site), entry.organiser, "END:VEVENT")]
    return written([f"METHOD:{method_of(entries)}", *lines], site)
