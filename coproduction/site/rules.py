"""How long ago and how soon, in words that a person would say."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coproduction.core.dates import uk_short_date, uk_wall


def ago(moment: datetime, *, now: datetime) -> str:
    """Say how long ago it was in UK days: 'today', 'yesterday', '3 days ago'."""
    days = _days_between(moment, now)
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def waited(moment: datetime, *, now: datetime) -> str:
    """Say how long it has lasted in UK days: 'since today', 'since yesterday', 'for 3 days'."""
    days = _days_between(moment, now)
    return {0: "since today", 1: "since yesterday"}.get(days, f"for {days} days")


def ahead(moment: datetime, *, now: datetime) -> str:
    """Say how soon it is in UK days: 'today', 'tomorrow', 'in 3 days'."""
    days = _days_between(now, moment)
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def by_day(day: date | None, *, now: datetime) -> str:
    """Say which day it is and how far off: '4 January 2027, today', '… in 3 days', '… 3 days ago'."""
    if day is None:
        return "No day was set"
    days = (day - uk_wall(now).date()).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return f"{uk_short_date(day)}, {near.get(days) or (f'in {days} days' if days > 0 else f'{-days} days ago')}"


def working_days_since(moment: datetime, *, now: datetime) -> int:
    """Count the Mondays to Fridays after the UK day of the moment, up to and with today."""
    day = uk_wall(moment).date()
    return sum(1 for later in range(1, _days_between(moment, now) + 1) if (day + timedelta(later)).weekday() < 5)


def working_days_after(moment: datetime, number: int) -> date:
    """Return the last day of so many Mondays to Fridays after the UK day of the moment."""
    day = uk_wall(moment).date()
    while number > 0:
        day += timedelta(days=1)
        number -= day.weekday() < 5
    return day


def working_days(number: int) -> str:
    """Count working days: '1 working day', '10 working days'."""
    return f"{number} working {'day' if number == 1 else 'days'}"


def people(number: int) -> str:
    """Count people: '1 person', '2 people'."""
    return f"{number} {'person' if number == 1 else 'people'}"


def _days_between(first: datetime, second: datetime) -> int:
    return (uk_wall(second).date() - uk_wall(first).date()).days
