"""School holidays are asked for once a year: no library knows them, and councils publish them year by year."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coproduction.core.dated_settings import set_number
from coproduction.schedule.models import PeriodKind
from coproduction.site.kinds import SCHOOL_HOLIDAYS_AHEAD
from coproduction.site.queries.to_do.school_holidays import unknown_school_holidays
from tests.factories import KnownPeriodFactory, StaffFactory

THIS_YEAR, NEXT_YEAR = (f"Write down the school holidays of {year} to {year + 1}" for year in (2026, 2027))


def asked_on(year, month, day):
    noon = datetime(year, month, day, 12, tzinfo=UTC)
    return [task.what for task in unknown_school_holidays(viewer=StaffFactory(), now=noon).tasks]


def write_down(year, month, kind=PeriodKind.SCHOOL_HOLIDAY):
    KnownPeriodFactory(kind=kind, name="Holidays", first_day=date(year, month, 1), last_day=date(year, month, 9))


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        ((2027, 1, 4), [THIS_YEAR]),
        ((2027, 3, 4), [THIS_YEAR]),
        ((2027, 3, 5), [NEXT_YEAR]),
        ((2027, 9, 1), [NEXT_YEAR]),
    ],
)
def test_the_year_that_goes_on_is_asked_for_and_from_half_a_year_before_it_the_next(day, asked):
    assert asked_on(*day) == asked


def test_what_is_written_down_is_asked_for_no_more_until_the_next_year():
    write_down(2027, 4)
    write_down(2027, 10, kind=PeriodKind.OTHER)

    assert (asked_on(2027, 1, 4), asked_on(2027, 6, 1)) == ([], [NEXT_YEAR])
    write_down(2027, 10)
    assert (asked_on(2027, 6, 1), asked_on(2028, 2, 1)) == ([], [])


def test_holidays_of_the_summer_before_belong_to_the_year_before():
    write_down(2027, 8)

    assert asked_on(2027, 6, 1) == [NEXT_YEAR]


def test_how_early_it_is_asked_is_a_number_that_people_set(noon):
    set_number(SCHOOL_HOLIDAYS_AHEAD, 300, from_day=noon.date(), account_id=None, now=noon)

    assert asked_on(2027, 1, 4) == [NEXT_YEAR]


def test_the_line_leads_to_where_they_are_written_down(coordinator):
    page = coordinator.get("/to-do").follow(THIS_YEAR)

    assert page.heading == "Days to think of"
