"""Working days, without weekends and England's bank holidays: how far before a day something must be done."""

from __future__ import annotations

from datetime import date, timedelta

from coproduction.core.bank_holidays import bank_holidays


def working_days_before(day: date, number: int) -> date:
    """Return the last day from which so many working days lie between it and the day, the day itself left out.

    With 15 and a Monday it is the Monday three weeks before.
    """
    while number > 0:
        day -= timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_days_after(day: date, number: int) -> date:
    """Return the last of so many working days after the day."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def working_days_left(today: date, day: date) -> int:
    """Return how many working days there are from today on until the day, which is left out itself.

    What takes so many working days can just be done: `working_days_before(day, ...)` of it is not before today.
    """
    return sum(is_working_day(today + timedelta(days=ahead)) for ahead in range((day - today).days))


def is_working_day(day: date) -> bool:
    """Say whether offices and suppliers work on the day."""
    return day.weekday() < 5 and day not in bank_holidays()
