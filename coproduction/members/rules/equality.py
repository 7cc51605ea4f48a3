"""How equality numbers are published, so that they lead to nobody (practice, section 6: never 1 to 4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

FEWEST = 5


def is_published(year: int, *, today: date) -> bool:
    """Say whether a year's numbers are shown: once it is over. They change no more, so no two looks can be compared."""
    return year < today.year


def published(counts: Sequence[int]) -> list[int | None]:
    """Return what is shown of one question's numbers: to the nearest 5, and None for what is hidden.

    Fewer than 5 are hidden, none at all as well: so a gap does not even say that there is somebody. A gap is never
    alone, because whoever knows the total could work it out: then the number beside it goes too, whatever it is. If it
    were chosen by its size, that would say how large it can be, and so, with the total, how small the gap.
    """
    hidden = [number for number, count in enumerate(counts) if count < FEWEST]
    if len(hidden) == 1 and len(counts) > 1:
        hidden.append(hidden[0] - 1 if hidden[0] else 1)
    return [None if number in hidden else _rounded(count) for number, count in enumerate(counts)]


def _rounded(count: int) -> int:
    return (count + FEWEST // 2) // FEWEST * FEWEST
