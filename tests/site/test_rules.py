"""How long ago and how soon, in words."""

from datetime import UTC, date, datetime

import pytest

from coproduction.site.rules import ago, ahead, people, waited, working_days, working_days_after, working_days_since

NOW = datetime(2027, 6, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2027, 6, 10, 1, tzinfo=UTC), "today"),
        (datetime(2027, 6, 9, 22, 59, tzinfo=UTC), "yesterday"),
        (datetime(2027, 6, 9, 23, 30, tzinfo=UTC), "today"),  # half past midnight on the UK's summer clocks
        (datetime(2027, 6, 3, 12, tzinfo=UTC), "7 days ago"),
    ],
)
def test_the_past_is_told_in_uk_days(moment, words):
    assert ago(moment, now=NOW) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2027, 6, 10, 22, tzinfo=UTC), "today"),
        (datetime(2027, 6, 10, 23, 30, tzinfo=UTC), "tomorrow"),
        (datetime(2027, 6, 17, 9, tzinfo=UTC), "in 7 days"),
    ],
)
def test_the_future_is_told_in_uk_days(moment, words):
    assert ahead(moment, now=NOW) == words


def test_a_wait_is_told_in_uk_days():
    days = (datetime(2027, 6, day, 12, tzinfo=UTC) for day in (10, 9, 8))

    assert [waited(day, now=NOW) for day in days] == ["since today", "since yesterday", "for 2 days"]


def test_working_days_are_counted_as_a_person_would():
    assert (working_days(1), working_days(10)) == ("1 working day", "10 working days")


def test_people_are_counted_as_a_person_would():
    assert (people(1), people(2)) == ("1 person", "2 people")


def test_working_days_leave_out_weekends():
    thursday_before, friday = datetime(2027, 6, 3, 12, tzinfo=UTC), datetime(2027, 6, 4, 12, tzinfo=UTC)

    assert [working_days_since(moment, now=NOW) for moment in (NOW, friday, thursday_before)] == [0, 4, 5]


@pytest.mark.parametrize(
    ("number", "day"), [(0, date(2027, 6, 10)), (1, date(2027, 6, 11)), (2, date(2027, 6, 14)), (10, date(2027, 6, 24))]
)
def test_so_many_working_days_after_a_thursday_leave_out_the_weekends(number, day):
    assert working_days_after(NOW, number) == day
