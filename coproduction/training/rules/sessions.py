"""What a session is called when nobody gives it a title of its own, and when teams are one and the same."""

from __future__ import annotations

from coproduction.training.models import Course, TrainingSession


def team_key(team: str) -> str:
    """Return what names of one team have in common, however somebody spaced them and wrote capital letters."""
    return " ".join(team.split()).casefold()


def usual_title(course: Course, team: str) -> str:
    """Return what a session for the team is called: 'Accessible meetings, for Mansfield community nurses'."""
    return f"{course.name}, for {team}"


def has_usual_title(session: TrainingSession) -> bool:
    """Say whether the session is called after its course and team."""
    return session.event.title == usual_title(session.course, session.team)
