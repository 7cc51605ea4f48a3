"""When a session is over, what it is called when nobody gives it a title, and when teams are one and the same."""

from __future__ import annotations

from datetime import datetime

from coproduction.training.models import Course, TrainingSession


def is_over(ends_at: datetime | None, *, now: datetime) -> bool:
    """Say whether a session is over, by when the last of its dates ends: one without dates that go ahead never is.

    A second day of the course belongs to it, and what trainers have for themselves does not. Only from then on do
    delegates have their certificate, and are asked how it was; until then they check in.
    """
    return ends_at is not None and ends_at <= now


def team_key(team: str) -> str:
    """Return what names of one team have in common, however somebody spaced them and wrote capital letters."""
    return " ".join(team.split()).casefold()


def usual_title(course: Course, team: str) -> str:
    """Return what a session for the team is called: 'Accessible meetings, for Mansfield community nurses'."""
    return f"{course.name}, for {team}"


def has_usual_title(session: TrainingSession) -> bool:
    """Say whether the session is called after its course and team."""
    return session.event.title == usual_title(session.course, session.team)
