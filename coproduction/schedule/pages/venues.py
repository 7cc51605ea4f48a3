"""What pages say of a venue: its access facts, how to get there, what to expect; and the coordinators' list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coproduction.core.dates import uk_short_date
from coproduction.schedule.models import Event, Venue
from coproduction.schedule.queries.venues import UsedVenue
from coproduction.schedule.words import ACCESS, CHECKED, how_long


@dataclass(frozen=True, slots=True)
class VenuePart:
    """The part of an event's page that is about its venue."""

    name: str
    facts: Sequence[tuple[str, str]]
    notes: str
    map_link: str
    directions: str
    checked: str


def venue_part(event: Event) -> VenuePart | None:
    """Return what is known of the event's venue; None for what is only online, or nowhere in the list."""
    venue = event.listed_venue
    if venue is None:
        return None
    checked = f"We checked this on {uk_short_date(venue.checked_on)}." if venue.checked_on else ""
    facts = [(words, CHECKED[getattr(venue, name)]) for name, words in ACCESS.items()]
    return VenuePart(venue.name, facts, venue.access_notes, venue.map_link, venue.directions, checked)


def what_to_expect(event: Event) -> list[tuple[str, str]]:
    """Return how long the event is, who will be there and when the breaks are, as far as it is written down."""
    minutes = int((event.ends_at - event.starts_at).total_seconds()) // 60
    known = [("How long", how_long(minutes)), ("Who will be there", event.who_comes), ("Breaks", event.breaks)]
    return [(name, words) for name, words in known if words]


class VenueLine(NamedTuple):
    """One venue in the coordinators' list."""

    id: int
    words: str
    is_used: bool
    access: str
    events: int


def venue_lines(rows: Sequence[UsedVenue]) -> list[VenueLine]:
    """Return the venues of the list, each with what of its access is known and what is not."""
    return [VenueLine(venue.id, venue.words, venue.is_used, access_in_words(venue), events) for venue, events in rows]


def access_in_words(venue: Venue) -> str:
    """Return what a venue has and what nobody has checked: 'Has: parking. Not checked: quiet room.', for example."""
    by_answer = {True: "Has", False: "Does not have", None: "Not checked"}
    named = {
        answer: ", ".join(_in_a_sentence(words) for name, words in ACCESS.items() if getattr(venue, name) is answer)
        for answer in by_answer
    }
    return " ".join(f"{by_answer[answer]}: {names}." for answer, names in named.items() if names)


def _in_a_sentence(words: str) -> str:
    return words.lower().replace("changing places", "Changing Places")  # it is a name
