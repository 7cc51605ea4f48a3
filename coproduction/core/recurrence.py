"""Days by a rule, such as the second Thursday of each month but August. Days have no clock, so no clock moves them."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = timedelta(days=7)
LAST = -1  # the last such weekday of a month
MOST = 120  # days from one rule: a weekly meeting for two years


class Repeats(enum.StrEnum):
    """How often."""

    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which days: a weekday (Monday is 0) each week, each second week, or the nth of each month; not in `months_off`.

    `nth` counts from 1, and LAST is the last; it matters for months alone.
    """

    repeats: Repeats
    weekday: int
    nth: int
    first: date
    last: date
    months_off: frozenset[int] = frozenset()

    def days(self) -> list[date]:
        """Return the days from the first to the last, both included, MOST at most."""
        every = self._monthly() if self.repeats is Repeats.MONTH else self._weekly()
        days = [day for day in every if self.first <= day <= self.last and day.month not in self.months_off]
        return days[:MOST]

    def period(self, day: date) -> tuple[int, int]:
        """Return the month or the week that a day stands for: it has one meeting by the rule."""
        if self.repeats is Repeats.MONTH:
            return day.year, day.month
        year, week, _weekday = day.isocalendar()
        return year, week

    def _weekly(self) -> Iterator[date]:
        day = self.first + timedelta(days=(self.weekday - self.first.weekday()) % 7)
        while day <= self.last:
            yield day
            day += WEEK if self.repeats is Repeats.WEEK else 2 * WEEK

    def _monthly(self) -> Iterator[date]:
        month = self.first.year * 12 + self.first.month - 1
        while date(month // 12, month % 12 + 1, 1) <= self.last:
            yield self._nth_of(month // 12, month % 12 + 1)
            month += 1

    def _nth_of(self, year: int, month: int) -> date:
        if self.nth == LAST:
            following = date(year + month // 12, month % 12 + 1, 1)
            end = following - timedelta(days=1)
            return end - timedelta(days=(end.weekday() - self.weekday) % 7)
        start = date(year, month, 1)
        return start + timedelta(days=(self.weekday - start.weekday()) % 7) + WEEK * (self.nth - 1)
