"""When and where a session is that has several dates, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coproduction.core.dates import uk_date
from coproduction.schedule.calendars import place_in_words, when_in_words
from coproduction.schedule.models import Event


def days_in_words(dates: Sequence[Event]) -> str:
    """Return the days, each once: 'Thursday 14 January 2027 and Friday 15 January 2027'."""
    return " and ".join(dict.fromkeys(uk_date(date.starts_at) for date in dates))


def times_in_words(dates: Sequence[Event]) -> str:
    """Return from when to when each date is, the first one first."""
    return ", and ".join(when_in_words(date) for date in dates)


def places_in_words(dates: Sequence[Event], *, where: Callable[[Event], str] = place_in_words) -> str:
    """Return where the first date is, and where each other one is that is elsewhere."""
    first, *others = dates
    elsewhere = [date for date in others if where(date) != where(first)]
    return ". ".join([where(first), *(f"On {uk_date(date.starts_at)}: {where(date)}" for date in elsewhere)])


def other_links(dates: Sequence[Event]) -> list[str]:
    """Return how to join each date online that has a link of its own, unlike the first one."""
    first, *others = dates
    return [
        f"On {uk_date(date.starts_at)}, join online here: {date.joining_link}"
        for date in others
        if date.joining_link and date.joining_link != first.joining_link
    ]
