"""The report on what training changed: exact figures, never of fewer than five answers, however it is filtered."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.schedule.models import EventState
from coproduction.training.actions.publishing import agree
from coproduction.training.models import DelegateCount, Round, WordsState
from coproduction.training.queries.changes import Asked, sessions_asked
from tests.factories import (
    CourseFactory,
    EvaluationRoundFactory,
    EvaluationWordsFactory,
    SessionBookingsFactory,
    StaffFactory,
    TrainingSessionFactory,
)
from tests.training.after_sessions import answered, attended, session_over, trains

FEBRUARY, MAY = datetime(2026, 2, 3, 12, tzinfo=UTC), datetime(2026, 5, 5, 12, tzinfo=UTC)
REPORT = "/training/reports/figures?year=2026"
FEW = "Not shown"


@pytest.fixture
def courses():
    """Two courses, the first with a session of 6 answers and one of 4, the second with one of 5."""
    meetings, budgets = CourseFactory(name="Accessible meetings"), CourseFactory(name="Budgets in real life")
    large = session_over(ended=FEBRUARY, course=meetings, team="nurses")
    small = session_over(ended=MAY, course=meetings, team="chairs")
    other = session_over(ended=MAY, course=budgets, team="nurses")
    answered(large, 6, usefulness=5, before=2, after=4)
    answered(small, 4, usefulness=1, before=1, after=1)
    answered(other, 5, usefulness=4, before=3, after=5)
    for session, number in ((large, 8), (small, 4), (other, 6)):
        attended(session, number)
    amara = trains(large).member
    trains(other, member=amara)
    trains(small)
    return large, small, other


def wrote(session, words, *, about=Round.LATER, state=WordsState.APPROVED, **said):
    """Return words that a coordinator has read."""
    reason = "Not kind" if state is WordsState.HIDDEN else ""
    read = {} if state is WordsState.NEW else {"read_at": FEBRUARY, "reason": reason}
    return EvaluationWordsFactory(event_id=session.event_id, round=about, words=words, state=state, **read, **said)


def figures(page):
    """Return what stands beside each name in the summary list."""
    names = [each.get_text() for each in page.main.select("dt")]
    return dict(zip(names, (each.get_text() for each in page.main.select("dd")), strict=True))


def table_rows(page):
    """Return the rows of all tables, without what heads each cell on a narrow screen."""
    return [[cell.div.get_text() for cell in row.find_all("td")] for row in page.main.select("tbody tr")]


def downloads(coordinator):
    """Return the rows of the table, its heading first."""
    return list(csv.reader(io.StringIO(coordinator.fetch("/training/reports/figures/download?year=2026").text)))


def test_figures_are_of_all_sessions_and_averages_of_those_with_five_answers(coordinator, courses):
    page = coordinator.get(REPORT)

    assert figures(page) == {
        "Training sessions": "3",
        "People who came to learn": "18",
        "Members who taught": "2",
        "How useful they found it, out of 5": "4.5",
        "How confident they felt before, out of 5": "2.5",
        "How confident they felt afterwards, out of 5": "4.5",
    }
    assert table_rows(page) == [
        ["1", "Accessible meetings", "2", "12", "2", "5.0", "2.0", "4.0"],
        ["2", "Budgets in real life", "1", "6", "1", "4.0", "3.0", "5.0"],
        ["3 February 2026", "Accessible meetings", "nurses", "8", "6", "2.0 before, 4.0 after"],
        ["5 May 2026", "Accessible meetings", "chairs", "4", "4", FEW],
        ["5 May 2026", "Budgets in real life", "nurses", "6", "5", "3.0 before, 5.0 after"],
    ]


@pytest.mark.parametrize(
    ("narrowed", "useful"),
    [
        ("&team=chairs", None),
        ("&quarter=2", "4.0"),
        ("&quarter=1", "5.0"),
        ("&team=nurses", "4.5"),
        ("&quarter=3", None),
    ],
)
def test_no_filter_brings_out_what_four_people_said(coordinator, courses, narrowed, useful):
    assert figures(coordinator.get(REPORT + narrowed)).get("How useful they found it, out of 5") == useful


def test_filters_narrow_by_course(coordinator, courses):
    page = coordinator.get(f"{REPORT}&course={courses[2].course_id}")

    assert [row[1] for row in table_rows(page)] == ["Budgets in real life", "Budgets in real life"]
    assert page.soup.select_one("#course option[selected]").get_text() == "Budgets in real life"


def test_the_chart_shows_confidence_with_a_title(coordinator, courses):
    drawing = coordinator.get(REPORT).soup.select_one(".app-chart__drawing")

    assert drawing.find("title").get_text() == "How confident people felt before and after training, out of 5"
    assert [number.get_text() for number in drawing.find_all("text")] == ["2.0", "3.0", "4.0", "5.0", "1", "2"]


def test_the_table_to_download_says_no_more_than_the_page(coordinator, courses):
    lines = [line[:1] + line[5:] for line in downloads(coordinator)[1:]]

    assert lines == [
        ["2026-02-03", "8", "1", "6", "5.0", "2.0", "4.0", "0", "", "No"],
        ["2026-05-05", "4", "1", "4", "", "", "", "0", "", "No"],
        ["2026-05-05", "6", "1", "5", "4.0", "3.0", "5.0", "0", "", "No"],
    ]


def test_counts_live_on_when_delegates_are_deleted(noon):
    session = session_over(ended=FEBRUARY)
    SessionBookingsFactory(session=session)
    db.session.add(
        DelegateCount(event_id=session.event_id, booked=9, came=7, cancelled=1, without_place=0, counted_at=noon)
    )
    db.session.flush()

    [line] = sessions_asked(Asked(2026), viewer=StaffFactory(), now=noon)
    assert line.came == 7


@pytest.mark.parametrize("number", ["99999999999999999999", "-1", "x"])
def test_a_course_that_cannot_be_is_left_out_of_the_question(coordinator, courses, number):
    assert figures(coordinator.get(f"{REPORT}&course={number}")) == figures(coordinator.get(REPORT))


@pytest.mark.parametrize(
    ("is_put_off", "says", "held"),
    [(False, "Too few people booked.", "No"), (True, "Put off. Too few people booked.", "Put off")],
)
def test_sessions_that_were_cancelled_or_put_off_say_why_and_count_as_none(coordinator, is_put_off, says, held):
    TrainingSessionFactory(
        course__name="Accessible meetings",
        team="nurses",
        event__starts_at=MAY,
        event__ends_at=MAY + timedelta(hours=1),
        event__state=EventState.CANCELLED,
        event__cancelled_because="Too few people booked.",
        is_put_off=is_put_off,
    )

    page = coordinator.get(REPORT)

    assert f"5 May 2026, Accessible meetings, nurses: {says}" in page.text
    [_, row] = coordinator.fetch("/training/reports/figures/download?year=2026").text.splitlines()
    assert row.split(",")[2:5] == ["nurses", held, "Too few people booked."]
    assert figures(page)["Training sessions"] == "0"


def test_what_people_do_differently_is_read_only_if_approved_and_of_five_or_more(coordinator, courses):
    large, small, _ = courses
    for session in (large, small):
        EvaluationRoundFactory(event_id=session.event_id, round=Round.LATER)
    for number in range(3):
        wrote(large, f"I ask first, {number}.")
    wrote(large, "Nobody has read this.", state=WordsState.NEW)
    wrote(large, "This was not kind.", state=WordsState.HIDDEN)
    for _ in range(4):
        wrote(small, "Too few.")

    quotes = [quote.get_text() for quote in coordinator.get(REPORT).main.select("blockquote p")]
    downloaded = [row[12] for row in downloads(coordinator)[1:]]

    assert sorted(quotes) == ["I ask first, 0.", "I ask first, 1.", "I ask first, 2."]
    assert downloaded == ["\n\n".join(quotes), "", ""]


def test_everybody_reads_the_figures_and_quotes_that_were_ticked_and_no_others(coordinator, stranger, courses):
    large, small, _ = courses
    agreed = wrote(large, "I ask first.", about=Round.END, may_quote=True)
    wrote(large, "Do not quote me.", about=Round.END)
    wrote(small, "Too few.", about=Round.END, may_quote=True)
    assert "There is nothing to show yet." in stranger.get("/training/reports").text

    page = coordinator.get("/training/reports/2026/agree")
    assert page.values.get("quotes") is None
    assert [box["value"] for box in page.soup.select("input[name=quotes]")] == [agreed.id]
    page.press("Show these to everybody", figures=["sessions", "after"], quotes=[agreed.id])

    shown = stranger.get("/training").follow("What training changed")
    assert figures(shown) == {"Training sessions": "3", "How confident they felt afterwards, out of 5": "4.5"}
    assert [quote.p.get_text() for quote in shown.main.find_all("blockquote")] == ["I ask first."]
    assert page.browser.get("/training/reports/2026/agree").values["quotes"] == [agreed.id]


def test_a_figure_stays_as_it_was_agreed_until_somebody_agrees_again(stranger, courses, noon):
    agree(2026, {"sessions": "3"}, words=[], quoted=[], by=StaffFactory(), now=noon)
    session_over(ended=MAY)

    assert figures(stranger.get("/training/reports")) == {"Training sessions": "3"}


@pytest.mark.parametrize("sessions", [1, 3])
def test_the_report_costs_the_same_however_many_sessions_there_were(coordinator, count_statements, sessions):
    for _ in range(sessions):
        session = session_over(ended=MAY)
        answered(session, 5)
        trains(session)

    with count_statements() as statements:
        coordinator.get(REPORT)

    assert len(statements) == 6
