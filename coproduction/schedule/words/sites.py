"""The words for what is known of a site: who can get in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ACCESS: Mapping[str, str] = {
    "step-free": "Step-free from the street to the room",
    "toilet": "An accessible toilet",
    "parking": "Blue Badge parking",
    "loop": "A hearing loop",
    "quiet": "A quiet room to rest in",
}


def access_in_words(access: Sequence[str], notes: str) -> str:
    """Return what is known of the access at a site, each on a line."""
    return "\n".join([*(ACCESS[each] for each in access if each in ACCESS), *filter(None, [notes])]) or "Not provided"
