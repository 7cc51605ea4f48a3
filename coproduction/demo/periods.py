"""The days that the coordinators think of before they choose a date: school holidays, religious days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.easter import EASTER_ORTHODOX, easter

from coproduction.demo.book import Book
from coproduction.demo.plans import nth_weekday
from coproduction.schedule.models import KnownPeriod, PeriodKind

MONDAY = 0
WEEK = timedelta(days=6)


class Days(NamedTuple):
    """Some days with a name."""

    kind: PeriodKind
    name: str
    first: date
    last: date


# Days that follow the moon, in the years for which we know them.
BY_THE_MOON: Mapping[int, tuple[tuple[str, date, date], ...]] = {
    2027: (
        ("Ramadan", date(2027, 2, 8), date(2027, 3, 9)),
        ("Eid al-Fitr", date(2027, 3, 10), date(2027, 3, 10)),
        ("Passover", date(2027, 4, 22), date(2027, 4, 29)),
        ("Eid al-Adha", date(2027, 5, 16), date(2027, 5, 16)),
        ("Rosh Hashanah", date(2027, 10, 2), date(2027, 10, 3)),
        ("Yom Kippur", date(2027, 10, 11), date(2027, 10, 11)),
        ("Diwali", date(2027, 10, 29), date(2027, 10, 29)),
    ),
}


def days_to_think_of(year: int) -> Iterator[Days]:
    """Yield the school holidays and religious days of a year."""
    sunday = easter(year)
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
    yield Days(PeriodKind.RELIGIOUS_DAY, "Vaisakhi", date(year, 4, 14), date(year, 4, 14))
    orthodox = easter(year, EASTER_ORTHODOX)
    yield Days(PeriodKind.RELIGIOUS_DAY, "Orthodox Easter", orthodox, orthodox)
    for name, first, last in BY_THE_MOON.get(year, ()):
        yield Days(PeriodKind.RELIGIOUS_DAY, name, first, last)


def write_periods(book: Book, year: int) -> None:
    """Write the days to think of, of a year."""
    for days in days_to_think_of(year):
        book.rows.add(KnownPeriod, kind=days.kind, name=days.name, first_day=days.first, last_day=days.last)
