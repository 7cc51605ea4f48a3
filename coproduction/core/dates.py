"""Dates and times in UK words and UK wall time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask import Flask

UK = ZoneInfo("Europe/London")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def uk_moment(day: date, at: time) -> datetime:
    """Return the moment (UTC) when the UK's clocks show this day and time."""
    return datetime.combine(day, at, tzinfo=UK).astimezone(UTC)


def uk_wall(moment: datetime) -> datetime:
    """Return the moment as the UK's clocks show it."""
    return moment.astimezone(UK)


def fault_of_time(day: date, at: time) -> str | None:
    """Say so when the UK's clocks, which go forward that night, never show this time on this day; or return None."""
    if uk_wall(uk_moment(day, at)).time() == at:
        return None
    return f"The clocks go forward on {uk_short_date(day)}: {uk_time(at)} does not exist"


def uk_date(day: date | datetime) -> str:
    """Write a day: 'Thursday 14 January 2027'. A moment is read as its UK day."""
    return _day(uk_wall(day) if isinstance(day, datetime) else day)


def uk_short_date(day: date | datetime) -> str:
    """Write a day without its weekday: '14 January 2027'."""
    day = uk_wall(day) if isinstance(day, datetime) else day
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def uk_time(moment: datetime | time) -> str:
    """Write a time in NHS style: '10:30am', '2pm', 'midday', 'midnight'."""
    return _time(uk_wall(moment) if isinstance(moment, datetime) else moment)


def uk_datetime(moment: datetime) -> str:
    """Write a moment: 'Thursday 14 January 2027, 10:30am'."""
    at = uk_wall(moment)
    return f"{_day(at)}, {_time(at)}"


@lru_cache(maxsize=4096)  # the same events stand in everybody's lists
def uk_period(start: datetime, end: datetime) -> str:
    """Write from when to when: 'Thursday 14 January 2027, 10:30am to 12:30pm'."""
    first, last = uk_wall(start), uk_wall(end)
    ends = _time(last) if first.date() == last.date() else f"{_day(last)}, {_time(last)}"
    return f"{_day(first)}, {_time(first)} to {ends}"


def _day(day: date) -> str:
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def _time(at: datetime | time) -> str:
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def init_app(app: Flask) -> None:
    """Offer the words to templates as filters."""
    for words in (uk_date, uk_short_date, uk_time, uk_datetime):
        app.add_template_filter(words)
    app.add_template_global(uk_period)
