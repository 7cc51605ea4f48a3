"""The words for where people outside the group would have something, and what is known of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from coproduction.core.asking.words import NOTHING
from coproduction.schedule.models import EventFormat
from coproduction.schedule.words import WHERE

ACCESS: Mapping[str, str] = {
    "step-free": "Step-free from the street to the room",
    "toilet": "An accessible toilet",
    "parking": "Blue Badge parking",
    "loop": "A hearing loop",
    "quiet": "A quiet room to rest in",
}


def site_in_words(how: EventFormat, site: str, *, access: Sequence[str], notes: str) -> Iterator[tuple[str, str]]:
    """Yield how and where people would take part, and who can get in, as names and words."""
    yield "Where people take part", WHERE[how]
    yield "Site", site or NOTHING
    yield "Access at the site", access_in_words(access, notes)


def access_in_words(access: Sequence[str], notes: str) -> str:
    """Return what is known of the access at a site, each on a line."""
    return "\n".join([*(ACCESS[each] for each in access if each in ACCESS), *filter(None, [notes])]) or NOTHING
