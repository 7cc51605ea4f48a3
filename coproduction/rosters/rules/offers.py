"""How long members have to answer an offer."""

from __future__ import annotations

from datetime import datetime, timedelta

from coproduction.core import dated_settings
from coproduction.core.dates import uk_wall
from coproduction.notifications.quiet_hours import is_quiet, when_to_remind
from coproduction.rosters.kinds import ANSWER_HOURS, NEAR_DAYS, SOON_HOURS
from coproduction.schedule.models import Event


def is_soon(event: Event, *, now: datetime) -> bool:
    """Say whether the event is so near that there is little time to ask one member after the other."""
    return event.starts_at - now <= timedelta(hours=dated_settings.value_of(SOON_HOURS, on=uk_wall(now).date()))


def usual_hours(event: Event, *, now: datetime) -> int:
    """Return how many hours a member who is asked now has to answer, as the settings say."""
    today, hours = uk_wall(now).date(), ANSWER_HOURS[event.kind]
    if is_soon(event, now=now):
        return dated_settings.value_of(hours.soon, on=today)
    is_near = event.starts_at - now <= timedelta(days=dated_settings.value_of(NEAR_DAYS, on=today))
    return dated_settings.value_of(hours.near if is_near else hours.far, on=today)


def answer_until(event: Event, *, now: datetime, hours: int | None = None) -> datetime:
    """Return by when a member who is asked now is to answer: so many hours later, or as the settings say.

    Nobody's time ends in the night: then they have an hour of the morning more. Nobody's goes on after the start.
    """
    until = now + timedelta(hours=hours or usual_hours(event, now=now))
    if is_quiet(until):
        until = when_to_remind(until) + timedelta(hours=1)
    return min(until, event.starts_at)
