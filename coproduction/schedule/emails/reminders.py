"""Reminders of an event, and of an answer that we wait for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from coproduction.notifications.quiet_hours import reminder
from coproduction.schedule.emails.letters import to_many
from coproduction.schedule.facts import first_of
from coproduction.schedule.models import Event, Place, Turn

COMING_UP = reminder("schedule/coming_up")
ANSWER_WANTED = reminder("schedule/answer_wanted")


def key_of_reminder(place: Place, turn: Turn) -> str:
    """Return the key of the reminder about the place, of the event at the time that it has."""
    start = place.role.event.starts_at.astimezone(UTC)
    return f"{reminders_about(place.role.event, place)}{turn}-{start:%Y%m%d%H%M}-{place.member_id}"


def reminders_about(event: Event, place: Place | None = None) -> str:
    """Return how the keys begin of all reminders of the event, or of one place in it."""
    return f"reminder-{event.id}-{place.id}-" if place else f"reminder-{event.id}-"


def coming_up(places: Sequence[Place], turn: Turn, *, now: datetime) -> None:
    """Remind those who come of the event."""
    first = {place.role_id: first_of(place.role) for place in places}
    for asked in dict.fromkeys(first.values()):
        alike = [place for place in places if first[place.role_id] == asked]
        to_many(COMING_UP, alike, now=now, key=lambda place: key_of_reminder(place, turn), first=asked)


def answers_wanted(places: Sequence[Place], turn: Turn, *, now: datetime) -> None:
    """Ask those again who have not said yes or no."""
    to_many(ANSWER_WANTED, places, now=now, key=lambda place: key_of_reminder(place, turn))
