"""The days that the coordinators wrote down to think of before they choose a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.easter import easter

from coproduction.demo.book import Book
from coproduction.demo.plans import nth_weekday
from coproduction.schedule.models import KnownPeriod, PeriodKind

MONDAY, FRIDAY = 0, 4
WEEK = timedelta(days=6)


class Days(NamedTuple):
    """Some days with a name."""

    kind: PeriodKind
    name: str
    first: date
    last: date


def days_to_think_of(year: int) -> Iterator[Days]:
    """Yield the school holidays of a year, and a weekend on which nobody gets through. Religious days are known."""
    sunday = easter(year)
    carnival = nth_weekday(year, 6, number=2, weekday=FRIDAY)
    school = {
        "Spring half term": nth_weekday(year, 2, number=3, weekday=MONDAY),
        "Summer half term": nth_weekday(year, 6, number=1, weekday=MONDAY) - timedelta(days=7),
        "Autumn half term": nth_weekday(year, 10, number=4, weekday=MONDAY),
    }
    for name, first in school.items():
        yield Days(PeriodKind.SCHOOL_HOLIDAY, name, first, first + WEEK)
    yield Days(PeriodKind.SCHOOL_HOLIDAY, "Easter holidays", sunday - timedelta(days=6), sunday + timedelta(days=7))
    yield Days(PeriodKind.SCHOOL_HOLIDAY, "Summer holidays", date(year, 7, 24), date(year, 9, 1))
    yield Days(PeriodKind.SCHOOL_HOLIDAY, "Christmas holidays", date(year, 12, 20), date(year + 1, 1, 3))
    yield Days(PeriodKind.OTHER, "Carnival: few taxis, and roads are closed", carnival, carnival + timedelta(days=2))


def write_periods(book: Book, year: int) -> None:
    """Write the days to think of, of a year."""
    for days in days_to_think_of(year):
        book.rows.add(
            KnownPeriod,
            kind=days.kind,
            name=days.name,
            first_day=days.first,
            last_day=days.last,
            key=None,
            is_left_out=False,
        )
