"""The venues of the demonstration group: two that were looked at, and one that nobody has looked at yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from coproduction.demo.book import Book
from coproduction.schedule.models import EventFormat, Venue

UNCHECKED = dict.fromkeys(("step_free", "hearing_loop", "parking", "changing_places", "quiet_room"))
WORDLESS = dict.fromkeys(("map_link", "directions", "access_notes"), "")
KNOWN: Mapping[str, dict[str, Any]] = {
    "Example Hall, Nottingham": {
        "step_free": True,
        "hearing_loop": True,
        "parking": True,
        "changing_places": False,
        "quiet_room": True,
        "map_link": "https://map.example.org/example-hall",
        "directions": "The tram stops at the door. Taxis can stop in the car park. Use the door with the green sign.",
        "access_notes": "There are 4 parking spaces for disabled people. The doors open by themselves.",
    },
    "Example Gardens, Newark": {
        "step_free": True,
        "hearing_loop": False,
        "parking": True,
        "changing_places": True,
        "quiet_room": None,
        "map_link": "https://map.example.org/example-gardens",
        "directions": "Our bus leaves from Example Hall. By car, use the second gate.",
        "access_notes": "All paths are firm, and wide enough for two wheelchairs. There are scooters to borrow.",
    },
}
CHECKED_BEFORE = timedelta(days=90)


def venue_id(book: Book, words: str, *, held: EventFormat) -> int | None:
    """Return the number of the venue with these words, which is written the first time; None for what is online."""
    if held is EventFormat.ONLINE or not words:
        return None
    if words not in book.venues:
        name, _, address = words.partition(", ")
        facts = KNOWN.get(words, UNCHECKED | WORDLESS)
        book.venues[words] = book.rows.add(
            Venue,
            name=name,
            address=address,
            checked_on=book.today - CHECKED_BEFORE if words in KNOWN else None,
            is_used=True,
            added_at=book.moment(400),
            **facts,
        )
    return book.venues[words]
