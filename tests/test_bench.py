"""What `make bench` asks of the pages, and what it makes of the answers."""

from __future__ import annotations

import shutil
from contextvars import Context
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bench.costs import Cost, answer_of, cost_of
from bench.loads import Round, measure
from bench.plans import Plan
from bench.report import Measured, table
from bench.servers import serving
from bench.visits import HELLO, Call, Visit, again, pages_beside, visits_to
from coproduction.core.database import db
from coproduction.schedule.models import PlaceMove
from tests.conftest import NOON
from tests.demonstration import load

COST = Cost(plain=20_000, brotli=3_000, statements=3)


@pytest.fixture
def crowd(database):
    """A small group of people with a year of events, as the bench finds it."""
    load(date(2027, 1, 4), members=150)
    db.session.commit()


def rounds(*per_second):
    return [Round(each, 1.0, 2.0, 0.5) for each in per_second]


def measured(*, large, hello, small, target=None):
    visit = Visit("Schedule", (Call("GET", "/schedule"),), target=target)
    return Measured(visit, COST, rounds(*large), rounds(*hello), rounds(*small))


def test_every_page_that_is_measured_answers_as_expected(app, crowd):
    sizes = {
        visit.name: len(Context().run(answer_of, visit, app))
        for visit in [*visits_to(app, now=NOON), *pages_beside(app, now=NOON)]
    }

    assert {name for name, size in sizes.items() if size < 2000} == {
        "Answering an invitation",
        "Calendar of 500 events, unchanged",
    }


def test_every_answer_that_is_measured_changes_something(app, crowd):
    visit = visits_to(app, now=NOON)[-1]
    moves = db.session.scalars(select(func.count()).select_from(PlaceMove)).one()

    for turn in range(3):
        Context().run(answer_of, visit, app, turn=turn)
    visit = again(visit, app, now=NOON)
    Context().run(answer_of, visit, app)

    assert db.session.scalars(select(func.count()).select_from(PlaceMove)).one() == moves + 4


def test_the_calendar_that_is_measured_holds_500_events_and_stays_as_it_is(app, crowd):
    visits_to(app, now=NOON - timedelta(minutes=1))
    whole, unchanged = (visit for visit in visits_to(app, now=NOON) if ".ics" in visit.calls[0].path)

    assert Context().run(answer_of, whole, app).count(b"BEGIN:VEVENT") == 500
    assert [Context().run(cost_of, visit, app).statements for visit in (whole, unchanged)] == [2, 1]
    assert Context().run(answer_of, unchanged, app) == b""


def test_an_answer_that_was_not_expected_measures_nothing(app, crowd):
    stranger = Visit("Schedule", (Call("GET", "/schedule"),))

    with pytest.raises(RuntimeError, match="Schedule: /schedule answered 302, not 200"):
        Context().run(answer_of, stranger, app)


def test_a_page_costs_its_statements_and_its_bytes(app, crowd):
    public, home, *_ = visits_to(app, now=NOON)

    cost = Context().run(cost_of, home, app)

    assert cost.statements == 3
    assert cost.brotli < cost.plain / 3
    assert Context().run(cost_of, public, app).statements == 0


@pytest.mark.parametrize("with_wrk", [False, *([True] if shutil.which("wrk") else [])])
def test_a_server_is_called_as_often_as_it_answers(with_wrk):
    with serving("bench.hello:app", {}) as server:
        found = measure(HELLO, server, seconds=1, with_wrk=with_wrk)

        assert found.per_second > 20
        assert 0 < found.p50 <= found.p99
        with pytest.raises(RuntimeError, match="answers were not the expected 418"):
            measure(Visit("Teapot", HELLO.calls, status=418), server, seconds=1, with_wrk=with_wrk)


def test_a_page_is_compared_with_its_neighbours_so_that_noise_falls_on_both():
    page = measured(large=[20, 10, 90], hello=[100, 50, 100], small=[24, 12, 60])

    assert page.of_hello == 0.2
    assert page.slower == 1.2


def test_a_page_that_misses_its_target_is_named():
    page = measured(large=[10], hello=[100], small=[14], target=0.2)

    assert page.failures == [
        "Schedule: 0.10 of hello, and should be 0.20.",
        "Schedule: 1.40 times slower than in the small group.",
    ]


def test_a_page_that_meets_its_target_is_not_named():
    assert measured(large=[20], hello=[100], small=[26], target=0.2).failures == []
    assert measured(large=[1], hello=[100], small=[1]).failures == []


def test_the_table_holds_a_line_for_each_page():
    lines = table(rounds(100, 100), [measured(large=[20], hello=[100], small=[20], target=0.2)]).splitlines()

    assert [line.split() for line in lines[1:]] == [
        ["Bare", "hello", "100", "1.0", "2.0", "0.50", "1.00"],
        ["Schedule", "20", "1.0", "2.0", "0.50", "20,000", "3,000", "3", "0.20", "0.20", "1.00", "1.30"],
    ]


@pytest.mark.parametrize(
    ("step", "reads_through"),
    [
        ("SCAN event USING INDEX ix_event_starts_at_id", True),
        ("SCAN place_1", True),
        ("SCAN place_move", True),
        ("SCAN member", False),
        ("SCAN (subquery-3)", False),
        ("SEARCH event USING INDEX ix_event_starts_at_id (starts_at>?)", False),
    ],
)
def test_a_table_that_grows_with_every_year_is_not_to_be_read_through(step, reads_through):
    assert bool(Plan("Schedule", "SELECT", [step]).read_through) is reads_through


def test_the_same_members_are_found_whenever_one_looks(app, crowd):
    now = datetime(2027, 1, 5, 9, tzinfo=UTC)

    first, second = visits_to(app, now=now), visits_to(app, now=now)

    assert [visit.calls[0].path for visit in first] == [visit.calls[0].path for visit in second]
