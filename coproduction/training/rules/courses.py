"""How long a course is in words."""

from __future__ import annotations

from coproduction.training.models import Course


def length_in_words(course: Course) -> str:
    """Return how long the course is: '1 hour 30 minutes'."""
    parts = zip(divmod(course.minutes, 60), ("hour", "minute"), strict=True)
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)
