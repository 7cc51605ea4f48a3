"""The main religious days, worked out or known from tables that came with the code: nothing is asked of the network.

Days of the Islamic year are those of the Umm al-Qura calendar. Where people look for the moon they can begin a day
later, so a day is added to each. Jewish days begin on the evening before. The days of Hindus, Sikhs and Buddhists hang
on the moon as India sees it; their dates were taken from `holidays` 0.108 (MIT).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from dateutil.easter import easter
from hijridate import Gregorian, Hijri
from pyluach.dates import HebrewDate

A_DAY = timedelta(days=1)
LENT = timedelta(days=46)
JEWISH_YEARS_AHEAD = 3760  # of the Jewish year that ends in a year of ours
BY_THE_MOON = {
    "Holi": "2026-03-04 2027-03-22 2028-03-11 2029-03-01 2030-03-20 2031-03-09 2032-03-27 2033-03-16 2034-03-05 "
    "2035-03-24",
    "Vaisakhi": "2026-04-14 2027-04-14 2028-04-13 2029-04-14 2030-04-14 2031-04-14 2032-04-13 2033-04-14 2034-04-14 "
    "2035-04-14",
    "Vesak": "2026-05-01 2027-05-20 2028-05-09 2029-05-27 2030-05-16 2031-05-06 2032-05-23 2033-05-13 2034-05-03 "
    "2035-05-22",
    "Diwali": "2026-11-08 2027-10-29 2028-10-17 2029-11-05 2030-10-26 2031-11-14 2032-11-02 2033-10-22 2034-11-10 "
    "2035-10-30",
    "Guru Nanak’s birthday": "2026-11-24 2027-11-14 2028-11-02 2029-11-21 2030-11-10 2031-11-28 2032-11-17 2033-11-06 "
    "2034-11-25 2035-11-15",
}
KNOWN_FROM, KNOWN_UNTIL = date(2026, 1, 1), date(2035, 12, 31)


class ReligiousDay(NamedTuple):
    """A day, or some days, with a name. `key` is its own among all years."""

    key: str
    name: str
    first_day: date
    last_day: date


@cache
def religious_days() -> tuple[ReligiousDay, ...]:
    """Return every day that is known from KNOWN_FROM to KNOWN_UNTIL, soonest first."""
    years = range(KNOWN_FROM.year, KNOWN_UNTIL.year + 1)
    found = [*_islamic(), *_by_the_moon(), *(day for year in years for day in (*_christian(year), *_jewish(year)))]
    return tuple(sorted(found, key=lambda day: (day.first_day, day.key)))


def _christian(year: int) -> Iterator[ReligiousDay]:
    """Yield what is no bank holiday."""
    ash_wednesday = easter(year) - LENT
    yield _day("Ash Wednesday", ash_wednesday, ash_wednesday)


def _jewish(year: int) -> Iterator[ReligiousDay]:
    spring, autumn = year + JEWISH_YEARS_AHEAD, year + JEWISH_YEARS_AHEAD + 1
    for name, of_year, month, first, last in (
        ("Passover", spring, 1, 15, 22),
        ("Rosh Hashanah", autumn, 7, 1, 2),
        ("Yom Kippur", autumn, 7, 10, 10),
    ):
        yield _day(name, HebrewDate(of_year, month, first).to_pydate(), HebrewDate(of_year, month, last).to_pydate())


def _islamic() -> Iterator[ReligiousDay]:
    first, last = (Gregorian(day.year, day.month, day.day).to_hijri().year for day in (KNOWN_FROM, KNOWN_UNTIL))
    for year in range(first, last + 1):
        fast, feast, sacrifice = (_ours(Hijri(year, *day)) for day in ((9, 1), (10, 1), (12, 10)))
        for day in (
            _day("Ramadan", fast, feast),
            _day("Eid al-Fitr", feast, feast + A_DAY),
            _day("Eid al-Adha", sacrifice, sacrifice + A_DAY),
        ):
            if KNOWN_FROM <= day.first_day <= KNOWN_UNTIL:
                yield day


def _by_the_moon() -> Iterator[ReligiousDay]:
    for name, days in BY_THE_MOON.items():
        for day in map(date.fromisoformat, days.split()):
            yield _day(name, day, day)


def _ours(day: Hijri) -> date:
    return date(*day.to_gregorian().datetuple())


def _day(name: str, first_day: date, last_day: date) -> ReligiousDay:
    word = name.lower().replace("’", "").replace(" ", "-")
    return ReligiousDay(f"{word}-{first_day.isoformat()}", name, first_day, last_day)
