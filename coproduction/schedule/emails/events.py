"""What everybody with a part in an event is told when it changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coproduction.schedule.emails.letters import to_many
from coproduction.schedule.models import Place


def event_changed(places: Sequence[Place], *, now: datetime) -> None:
    """Tell everybody with a part in the event its new time or place."""
    to_many("schedule/event_changed", places, now=now, key=_key_of_change)


def event_clashes(places: Sequence[Place], *, now: datetime) -> None:
    """Tell those who are elsewhere, or away, at the event's new time, and ask them again."""
    to_many("schedule/event_clashes", places, now=now, key=_key_of_change)


def _key_of_change(place: Place) -> str:
    event = place.role.event
    return f"event-{event.id}-{event.sequence}-schedule/event_changed-{place.member_id}"


def event_cancelled(places: Sequence[Place], *, now: datetime) -> None:
    """Tell everybody with a part in the event that it will not happen."""
    template = "schedule/event_cancelled"
    to_many(
        template, places, now=now, key=lambda place: f"event-{place.event_id}-cancelled-{template}-{place.member_id}"
    )
