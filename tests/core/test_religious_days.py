"""The main religious days, against dates that were published."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from coproduction.core.religious_days import KNOWN_UNTIL, religious_days


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Ramadan", date(2026, 2, 18), date(2026, 3, 20)),
        ("Eid al-Fitr", date(2027, 3, 9), date(2027, 3, 10)),
        ("Eid al-Adha", date(2026, 5, 27), date(2026, 5, 28)),
        ("Passover", date(2027, 4, 22), date(2027, 4, 29)),
        ("Rosh Hashanah", date(2026, 9, 12), date(2026, 9, 13)),
        ("Yom Kippur", date(2027, 10, 11), date(2027, 10, 11)),
        ("Ash Wednesday", date(2027, 2, 10), date(2027, 2, 10)),
        ("Holi", date(2027, 3, 22), date(2027, 3, 22)),
        ("Vaisakhi", date(2027, 4, 14), date(2027, 4, 14)),
        ("Vesak", date(2027, 5, 20), date(2027, 5, 20)),
        ("Diwali", date(2026, 11, 8), date(2026, 11, 8)),
        ("Guru Nanak’s birthday", date(2026, 11, 24), date(2026, 11, 24)),
    ],
)
def test_a_day_is_where_it_was_published(name, first, last):
    of_that_year = [day for day in religious_days() if day.name == name and day.first_day.year == first.year]

    assert [(day.first_day, day.last_day) for day in of_that_year] == [(first, last)]


def test_every_year_has_every_day_and_two_of_what_comes_twice():
    by_year = Counter((day.first_day.year, day.name) for day in religious_days())
    names = {name for _year, name in by_year}

    assert len(names) == 12
    for year in range(2026, KNOWN_UNTIL.year + 1):
        assert {name for name in names if by_year[year, name] == 0} == set(), year
    assert [year for (year, name), number in by_year.items() if name == "Ramadan" and number == 2] == [2030]


def test_each_day_has_a_key_of_its_own_that_stays():
    keys = [day.key for day in religious_days()]

    assert len(set(keys)) == len(keys)
    assert "guru-nanaks-birthday-2026-11-24" in keys
