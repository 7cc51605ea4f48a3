"""Taking back what nobody was told in time: an event has begun, and nobody is to be rung or written to about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from coproduction.core.dates import uk_wall
from coproduction.notifications.taking_back import Untold, take_back, untold_of_all
from coproduction.schedule import emails
from coproduction.schedule.models import Event
from coproduction.schedule.queries.management import events_numbered
from coproduction.schedule.queries.places import places_numbered
from coproduction.schedule.rules import is_cancelled


def forget_bygones(*, now: datetime) -> int:
    """Take back what still waits to be told to members about events that have begun, and return how many messages.

    By every channel, and copies of it. That an event is cancelled is told until its day is over. For the worker,
    several times an hour.
    """
    waiting = untold_of_all(*emails.ABOUT_PLACES, *emails.ABOUT_EVENTS)
    events = _events_of(waiting)
    over = {message.key for message in waiting if _is_over(events[message.key], now=now)}
    if not over:
        return 0
    member_ids = {message.member_id for message in waiting if message.key in over and message.member_id}
    return len(take_back(sorted(member_ids), lambda message: message.key in over, now=now))


def _events_of(waiting: Collection[Untold]) -> Mapping[str, list[Event]]:
    """Return, by key, the events that the messages are about."""
    subjects = {message.key: emails.subject_of(message.key) for message in waiting}
    by_place = {
        place.id: place.role.event
        for place in places_numbered(sorted({number for numbers, _ in subjects.values() for number in numbers}))
    }
    by_id = {event.id: event for event in events_numbered({number for _, number in subjects.values() if number})}
    return {
        key: [by_place[number] for number in numbers if number in by_place] + ([by_id[event]] if event in by_id else [])
        for key, (numbers, event) in subjects.items()
    }


def _is_over(events: Collection[Event], *, now: datetime) -> bool:
    """Say whether all the events that a message is about are over. Of an event that is there no more, it is not."""
    return bool(events) and all(
        uk_wall(event.starts_at).date() < uk_wall(now).date() if is_cancelled(event) else event.starts_at <= now
        for event in events
    )
