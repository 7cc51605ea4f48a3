"""What a number is on a day: what people set from a day on, and before that what the software came with."""

from __future__ import annotations

from datetime import date

import pytest

from coproduction.core.dated_settings import read_at_once, set_number, value_by_day, value_of, values_of
from coproduction.panels.kinds import LEAD_DAYS, OUTCOME_DAYS

DAYS = (date(2026, 5, 31), date(2026, 6, 1), date(2026, 12, 31), date(2027, 1, 1))


@pytest.fixture(autouse=True)
def changed(noon):
    """Ten days were promised from June, and three from the new year."""
    for value, day in ((3, date(2027, 1, 1)), (10, date(2026, 6, 1))):
        set_number(OUTCOME_DAYS, value, from_day=day, account_id=None, now=noon)


def test_every_way_of_asking_says_what_a_number_was_on_a_day():
    by_day = value_by_day(OUTCOME_DAYS)

    assert [by_day(day) for day in DAYS] == [5, 10, 10, 3]
    assert [value_of(OUTCOME_DAYS, on=day) for day in DAYS] == [5, 10, 10, 3]
    both = [LEAD_DAYS, OUTCOME_DAYS]
    assert [list(values_of(both, on=day).values()) for day in DAYS] == [[10, 5], [10, 10], [10, 10], [10, 3]]


def test_numbers_that_are_read_at_once_cost_one_statement_whatever_the_day(count_statements):
    with count_statements() as statements, read_at_once():
        by_day = value_by_day(OUTCOME_DAYS)
        found = [(by_day(day), value_of(OUTCOME_DAYS, on=day)) for day in DAYS]

    assert found == [(5, 5), (10, 10), (10, 10), (3, 3)]
    assert len(statements) == 1
