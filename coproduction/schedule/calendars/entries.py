"""Whole calendars, written line by line: the library that reads them in the tests takes 38 times as long for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from coproduction.schedule.calendars.text import LINE_BREAK, escaped, folded, quoted, utc

LOOK_AGAIN_AFTER = "PT6H"


class Publisher(NamedTuple):
    """Whose calendar it is in public: the site's host name, and the group's name and email address."""

    site: str
    name: str
    email: str


class Entry(NamedTuple):
    """One event in one calendar. `part` is the PARTSTAT of whoever owns it, '' if nothing is said about that.

    `organiser` is the whole line that says whose event it is, in a file that is sent.

    `changed_at` is the last change of the event or of the answer: while nothing changes, neither does what is written.
    """

    event_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    where: str
    words: str
    url: str
    status: str
    takes_time: bool
    sequence: int
    changed_at: datetime
    part: str = ""
    organiser: str = ""


def organiser_of(publisher: Publisher) -> str:
    """Return the line that says whose events these are. Programs take nothing that is cancelled without it."""
    return f"ORGANIZER;CN={quoted(publisher.name)}:mailto:{publisher.email}"


def calendar_of(entries: Iterable[Entry], *, owner: str, publisher: Publisher) -> str:
    """Return a calendar to subscribe to, or to keep. `owner` is a URI that stands for its owner and names nobody.

    It states no METHOD: it tells how things stand, and asks nobody for anything.
    """
    name = escaped(publisher.name)
    organiser = organiser_of(publisher)
    attendee = f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;RSVP=FALSE;PARTSTAT=%s:{owner}"
    told = [
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{LOOK_AGAIN_AFTER}",
        f"X-PUBLISHED-TTL:{LOOK_AGAIN_AFTER}",
    ]
    for entry in entries:
        taking_part = [organiser, attendee % entry.part] if entry.part else []
        told += [*lines_of(entry, publisher.site), *taking_part, "END:VEVENT"]
    return written(told, publisher.site)


def lines_of(entry: Entry, site: str) -> Iterator[str]:
    """Yield an event's lines, without its end. The UID is the same for ever, in every file and for everybody."""
    yield "BEGIN:VEVENT"
    yield f"UID:event-{entry.event_id}@{site}"
    yield f"DTSTAMP:{utc(entry.changed_at)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART:{utc(entry.starts_at)}"
    yield f"DTEND:{utc(entry.ends_at)}"
    yield f"SUMMARY:{escaped(entry.title)}"
    yield f"LOCATION:{escaped(entry.where)}"
    if entry.words:
        yield f"DESCRIPTION:{escaped(entry.words)}"
    yield f"URL:{entry.url}"
    yield f"STATUS:{entry.status}"
    yield "TRANSP:OPAQUE" if entry.takes_time else "TRANSP:TRANSPARENT"


def written(lines: Iterable[str], site: str) -> str:
    """Return the lines as a whole calendar."""
    frame = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{site}//Schedule//EN", "CALSCALE:GREGORIAN"]
    return LINE_BREAK.join(map(folded, [*frame, *lines, "END:VCALENDAR", ""]))
