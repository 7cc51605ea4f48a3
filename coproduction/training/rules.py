"""What a session is called when nobody gives it a title of its own, and how long a course is in words."""

from __future__ import annotations

from coproduction.training.models import Course, TrainingSession


def usual_title(course: Course, team: str) -> str:
    """Return what a session for the team is called: 'Accessible meetings, for Mansfield community nurses'."""
    return f"{course.name}, for {team}"


def has_usual_title(session: TrainingSession) -> bool:
    """Say whether the session is called after its course and team."""
    return session.event.title == usual_title(session.course, session.team)


def length_in_words(course: Course) -> str:
    """Return how long the course is: '1 hour 30 minutes'."""
    parts = zip(divmod(course.minutes, 60), ("hour", "minute"), strict=True)
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)
