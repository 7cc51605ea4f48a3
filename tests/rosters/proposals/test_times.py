"""Times, travel, days and the calendar as proposals see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.rosters.proposals.bars import Bar
from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.problem import Caps, Problem, Role, Time, Travel, share_time, taken_by
from coproduction.rosters.proposals.timetable import days_of, month_of, week_of
from tests.rosters.proposals.making import at, busy, event, person

TRAVEL = Travel({("Newark", "Worksop"): timedelta(minutes=60)}, timedelta(minutes=30))


@pytest.mark.parametrize(
    ("site", "hours", "shared"),
    [
        ("Newark", 2, False),
        ("Newark", 1.9, True),
        ("Worksop", 2.9, True),
        ("Worksop", 3, False),
        ("Mansfield", 2.4, True),
        ("Mansfield", 2.5, False),
        ("", 2, False),
    ],
)
def test_travel_between_sites_takes_time(site, hours, shared):
    one, other = at(site="Newark"), at(hours=hours, site=site)

    assert (share_time(one, other, TRAVEL), share_time(other, one, TRAVEL)) == (shared, shared)


def test_a_day_is_one_of_uk_clocks_and_ends_at_midnight():
    summer = Time(datetime(2027, 7, 5, 22, 30, tzinfo=UTC), datetime(2027, 7, 5, 23, 30, tzinfo=UTC))
    until_midnight = Time(datetime(2027, 1, 5, 22, tzinfo=UTC), datetime(2027, 1, 6, tzinfo=UTC))

    assert [date.fromordinal(day) for day in days_of([summer])] == [date(2027, 7, 5), date(2027, 7, 6)]
    assert [date.fromordinal(day) for day in days_of([until_midnight])] == [date(2027, 1, 5)]


def test_weeks_begin_on_monday():
    monday = date(2027, 1, 4).toordinal()

    assert [week_of(monday + day) - monday for day in (-1, 0, 6, 7)] == [-7, 0, 0, 7]
    assert month_of(date(2027, 1, 31).toordinal()) + 1 == month_of(date(2027, 2, 1).toordinal())


def test_all_times_of_a_panel_count_for_clashes():
    panel = event(1, at(0, lasts=1), at(3))

    book = Book(Problem((panel, event(2, at(3, hours=1))), (person(1, 1, 2, taken=busy(at(0))), person(2, 1, 2))))
    book.pick(2, 2)

    assert (book.bar(1, 1), book.bar(1, 2), book.bar(2, 1)) == (Bar.TAKEN, None, Bar.CLASH)


def test_the_way_from_one_site_to_the_other_is_looked_at_however_short_the_events():
    events = (event(1, at(site="Newark", lasts=0.5)), event(2, at(hours=1.4, site="Worksop", lasts=0.5)))

    assert Book(Problem(events, (), travel=TRAVEL)).times.clashing == {1: {2}, 2: {1}}


def test_rest_days_are_clear_days_between_two_turns():
    events = tuple(event(number, at(day)) for number, day in ((1, 0), (2, 2), (3, 3), (4, -2)))
    book = Book(Problem(events, (person(1, 1, 2, 3, 4, rest_days=2),)))
    book.pick(1, 1)

    assert [book.bar(1, number) for number in (2, 3, 4)] == [Bar.REST, None, Bar.REST]


def test_rest_is_counted_from_every_day_of_a_turn_taken_elsewhere_which_is_one_turn():
    taken = tuple(taken_by([at(0), at(1)]))
    events = tuple(event(number, at(day)) for number, day in ((1, 3), (2, 4), (3, -2), (4, -3)))
    rests = Book(Problem(events, (person(1, 1, 2, 3, 4, rest_days=2, taken=taken),)))
    twice = Book(Problem(events, (person(1, 1, 2, 3, 4, caps=Caps(month=2), taken=taken),)))

    assert [rests.bar(1, number) for number in (1, 2, 3, 4)] == [Bar.REST, None, Bar.REST, None]
    assert twice.bar(1, 2) is None


def test_a_turn_taken_elsewhere_counts_for_the_month_and_a_meeting_does_not():
    people = (
        person(1, 1, caps=Caps(month=1), taken=busy(at(9), is_turn=True)),
        person(2, 1, caps=Caps(month=1), taken=busy(at(9))),
    )
    book = Book(Problem((event(1, at(0)),), people))

    assert (book.bar(1, 1), book.bar(2, 1)) == (Bar.MONTH, None)


def test_a_pick_that_is_taken_back_leaves_nothing_behind():
    book = Book(Problem((event(1, at(0)), event(2, at(1))), (person(1, 1, 2, caps=Caps(run=1)),)))
    book.pick(1, 1)
    assert book.bar(1, 2) is Bar.RUN

    book.drop(1, 1)

    assert (book.bar(1, 2), book.loads[1].turns, book.short(1)) == (None, 0, 2)


def test_shadows_are_a_role_of_their_own():
    with pytest.raises(ValueError, match="role of their own"):
        Role(1, minimum=1, shadows=1)


@pytest.mark.parametrize(
    ("site", "venue_id", "takes"),
    [("The Mill", None, 0), ("The old mill", 4, 0), ("The old mill", None, 30), ("The old mill", 5, 30), ("", 5, 0)],
)
def test_one_name_or_one_venue_of_the_list_is_one_site(site, venue_id, takes):
    one, other = replace(at(site="The Mill"), venue_id=4), replace(at(site=site), venue_id=venue_id)
    travel = Travel(otherwise=timedelta(minutes=30))

    assert (travel.takes(one, other), travel.takes(other, one)) == (timedelta(minutes=takes),) * 2
