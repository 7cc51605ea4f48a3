"""How long a course is in words, how many can attend, and how it is addressed."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

from coproduction.core.slugs import slug
from coproduction.training.models import Course

OWN_ADDRESSES = frozenset(
    {"new", "request", "requests", "reports", "certificates", "sessions", "bookings", "teams", "hosts"}
)  # of other pages of training


def length_in_words(course: Course) -> str:
    """Return how long the course usually is: '1 hour 30 minutes'."""
    return minutes_in_words(course.minutes)


def minutes_in_words(minutes: int) -> str:
    """Return so many minutes in words: '1 hour 30 minutes'."""
    parts = zip(divmod(minutes, 60), ("hour", "minute"), strict=True)
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)


def numbers_in_words(course: Course) -> str:
    """Return how many can attend: '8 to 20', or '12' where no fewer will do."""
    if course.fewest_delegates == course.delegates:
        return str(course.delegates)
    return f"{course.fewest_delegates} to {course.delegates}"


def address_for(name: str, *, taken: Collection[str]) -> str:
    """Return what stands in the address of a course of that name: its words, told apart where others have them.

    Never a number alone, which is a session, nor the name of another page.
    """
    words = slug(name) or "course"
    if words.isdigit() or words in OWN_ADDRESSES:
        words = f"{words}-course"
    return next(each for number in count(1) if (each := words if number == 1 else f"{words}-{number}") not in taken)
