"""The quiet hours, of the UK's clocks, in which nobody is reminded of anything; and which messages are reminders."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from coproduction.core.dated_settings import number, value_of
from coproduction.core.dates import uk_moment, uk_wall

QUIET_FROM = number(
    "quiet-from", "From when no reminders go in the evening", unit="o’clock", seed=20, lowest=13, highest=24
)
QUIET_UNTIL = number("quiet-until", "From when reminders go in the morning", unit="o’clock", seed=8, highest=12)
REMINDERS: set[str] = set()


def reminder(template: str) -> str:
    """Declare a message to be a reminder, and return its template: delivery sends none in the quiet hours."""
    REMINDERS.add(template)
    return template


def is_quiet(now: datetime) -> bool:
    """Say whether it is the time of day at which nobody is reminded of anything."""
    wall = uk_wall(now)
    return not value_of(QUIET_UNTIL, on=wall.date()) <= wall.hour < value_of(QUIET_FROM, on=wall.date())


def when_to_remind(now: datetime) -> datetime:
    """Return the moment itself by day, and otherwise the next end of the quiet hours."""
    if not is_quiet(now):
        return now
    wall = uk_wall(now)
    has_begun = wall.hour >= value_of(QUIET_FROM, on=wall.date())
    day = wall.date() + timedelta(days=1) if has_begun else wall.date()
    return uk_moment(day, time(value_of(QUIET_UNTIL, on=day)))
