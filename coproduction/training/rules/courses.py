"""How long a course is in words, how many can attend, how it can be given, and how it is addressed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count

from coproduction.core.refusals import Refusal
from coproduction.core.slugs import slug
from coproduction.schedule.models import EventFormat
from coproduction.training.kinds import MODES
from coproduction.training.models import Course, CourseMode

OWN_ADDRESSES = frozenset(
    {"new", "request", "requests", "reports", "certificates", "sessions", "bookings", "teams", "hosts"}
)  # of other pages of training


# How a session of a course can be held, where it is not as people like.
ONLY: Mapping[CourseMode, EventFormat] = {
    CourseMode.IN_PERSON: EventFormat.IN_PERSON,
    CourseMode.ONLINE: EventFormat.ONLINE,
}


def refuse_format(course: Course, asked: EventFormat) -> None:
    """Refuse to hold a session in a way in which its course is not given."""
    only = ONLY.get(course.mode)
    if only is not None and asked is not only:
        raise Refusal(f"{course.name} is only given {MODES[course.mode].lower()}. Select that", field="format")


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
