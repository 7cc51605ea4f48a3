"""School holidays, religious days and other days to think of are a list that coordinators keep."""

from __future__ import annotations

from datetime import date

import pytest

from coproduction.core.bank_holidays import bank_holidays, known_until
from coproduction.core.database import db
from coproduction.schedule.models import KnownPeriod
from coproduction.schedule.queries.periods import not_known, warnings_for
from tests.factories import KnownPeriodFactory

DAYS = {"kind": "school holiday", "name": "Summer", "first_day": date(2027, 7, 26), "last_day": date(2027, 8, 31)}


def test_bank_holidays_are_those_of_england():
    of_2027 = {day: name for day, name in bank_holidays().items() if day.year == 2027}

    assert len(of_2027) == 8
    assert of_2027[date(2027, 12, 27)] == "Christmas Day"
    assert date(2027, 7, 12) not in of_2027  # Northern Ireland
    assert known_until() >= date(2027, 12, 31)


def test_warnings_stand_at_the_first_and_the_last_day_and_not_beside_them():
    KnownPeriodFactory(name="Half-term", first_day=date(2027, 7, 26), last_day=date(2027, 7, 30))
    days = [date(2027, 7, day) for day in (25, 26, 30, 31)]

    assert warnings_for(days) == {
        date(2027, 7, 26): ["School holiday: Half-term"],
        date(2027, 7, 30): ["School holiday: Half-term"],
    }


def test_what_is_not_known_so_far_ahead_is_said():
    assert not_known(date(2027, 1, 5), date(2027, 5, 1)) == [
        "School holidays are not written down yet, so we cannot warn you."
    ]
    KnownPeriodFactory()
    assert not_known(date(2027, 1, 5), date(2027, 5, 1)) == [
        "School holidays are known until 9 April 2027. After that we cannot warn you."
    ]
    assert not_known(date(2027, 1, 5), date(2099, 1, 1))[0].startswith("Bank holidays are known until 31 December 20")


@pytest.mark.parametrize(
    ("first", "last", "gaps"),
    [
        (date(2027, 1, 5), date(2027, 5, 1), ["9 April 2027 and 21 July 2028"]),
        (date(2027, 9, 6), date(2027, 9, 30), ["9 April 2027 and 21 July 2028"]),
        (date(2028, 7, 22), date(2028, 7, 30), []),
    ],
)
def test_holidays_far_ahead_do_not_hide_that_those_before_them_are_missing(first, last, gaps):
    KnownPeriodFactory()
    KnownPeriodFactory(name="Summer", first_day=date(2028, 7, 21), last_day=date(2028, 8, 31))

    assert not_known(first, last) == [
        f"No school holidays are written down between {gap}. There we cannot warn you." for gap in gaps
    ]


def test_days_are_written_down_once_changed_and_removed(coordinator):
    for _ in range(2):
        page = coordinator.get("/manage/days").press("Save", **DAYS)
        assert page.messages == ["The days are saved."]
    assert db.session.query(KnownPeriod).count() == 1

    page = page.follow("Change Summer")
    assert page.values["name"] == ["Summer"]
    page = page.press("Save", name="Long holidays")
    assert "Long holidays School holiday Monday 26 July 2027 to Tuesday 31 August 2027" in " ".join(page.rows[0])

    page.press("Remove Long holidays")
    assert db.session.query(KnownPeriod).count() == 0


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"kind": None}, "Select what these days are"),
        ({"name": ""}, "Enter the name"),
        ({"last_day": date(2027, 7, 25)}, "The last day must not be before the first"),
    ],
)
def test_a_slip_is_shown_beside_its_field_when_days_are_added_and_changed(coordinator, wrong, error):
    period = KnownPeriodFactory()

    for path in ("/manage/days", f"/manage/days/{period.id}/change"):
        assert coordinator.post(path, DAYS | wrong).errors == [error]
    assert period.name == "Easter holidays"
