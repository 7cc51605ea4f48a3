"""The numbers that administrators set, each from a day on."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.dated_settings import NUMBERS, set_number, value_of
from coproduction.site.queries.numbers import numbers_on
from coproduction.site.queries.to_do.roles import WEEKS_AHEAD

TODAY = date(2027, 1, 4)
PAGE = "/settings/to-do-weeks-ahead"


def line_of(day):
    return next(line for line in numbers_on(day) if line.name == WEEKS_AHEAD.name)


def test_every_number_stands_on_the_page_as_it_is_today(administrator):
    page = administrator.get("/settings")

    assert [row[0].removeprefix("Number ") for row in page.rows] == sorted(number.label for number in NUMBERS.values())
    assert page.links[f"Change {WEEKS_AHEAD.label}"] == PAGE


def test_a_number_s_name_is_written_as_addresses_are():
    assert [name for name in NUMBERS if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


def test_a_number_is_what_the_latest_setting_begun_says(noon):
    for weeks, days in ((6, 0), (7, 10), (9, 30)):
        set_number(WEEKS_AHEAD, weeks, from_day=TODAY + timedelta(days), account_id=None, now=noon)

    line = line_of(TODAY + timedelta(12))

    assert (line.value, line.since, list(line.coming)) == (7, date(2027, 1, 14), [(date(2027, 2, 3), 9)])


def test_a_number_that_nobody_set_is_the_one_the_software_came_with():
    line = line_of(TODAY)

    assert (line.value, line.unit, line.since, list(line.coming)) == (8, "weeks", None, [])


def test_an_administrator_sets_a_number_from_a_day_on(administrator):
    page = administrator.post(PAGE, value="10", from_day=date(2027, 2, 1))

    assert page.address == "/settings"
    assert page.messages == [f"Saved. {WEEKS_AHEAD.label}: 10 weeks from 1 February 2027."]
    assert (value_of(WEEKS_AHEAD, on=date(2027, 1, 31)), value_of(WEEKS_AHEAD, on=date(2027, 2, 1))) == (8, 10)


def test_who_set_a_number_is_written_down(administrator):
    administrator.post(PAGE, value="10", from_day=TODAY)

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "number.set")).one()
    assert entry.detail == {"number": "to-do-weeks-ahead", "value": 10, "from_day": "2027-01-04"}
    assert entry.account_id is not None


@pytest.mark.parametrize(
    ("value", "from_day", "errors"),
    [
        ("", TODAY, ["Enter the new number"]),
        ("many", TODAY, ["New number must be a whole number, like 12"]),
        ("105", TODAY, [f"{WEEKS_AHEAD.label} must be between 1 and 104"]),
        ("0", TODAY, [f"{WEEKS_AHEAD.label} must be between 1 and 104"]),
        ("10", date(2027, 1, 3), ["The day must be today or a day to come"]),
    ],
)
def test_what_cannot_be_is_refused_and_what_was_typed_stays(administrator, value, from_day, errors):
    page = administrator.post(PAGE, value=value, from_day=from_day)

    assert page.errors == errors
    assert page.values["value"] == [value]
    assert page.values["from_day[day]"] == [str(from_day.day)]
    assert line_of(date(2030, 1, 1)).value == 8


def test_a_day_that_does_not_exist_is_refused(administrator):
    page = administrator.post(
        PAGE, {"value": "10", "from_day[day]": "31", "from_day[month]": "6", "from_day[year]": "2027"}
    )

    assert page.errors == ["Day must be a real date"]


def test_a_number_that_does_not_exist_is_not_found(administrator):
    assert administrator.get("/settings/luck").status == 404


def test_coordinators_do_not_set_numbers(coordinator):
    assert (coordinator.get("/settings").status, coordinator.get(PAGE).status) == (403, 403)


@pytest.mark.parametrize("settings", [1, 3])
def test_the_numbers_cost_one_statement(noon, count_statements, settings):
    for day in range(settings):
        set_number(WEEKS_AHEAD, 9, from_day=TODAY + timedelta(day), account_id=None, now=noon)

    with count_statements() as statements:
        numbers_on(TODAY)

    assert len(statements) == 1
