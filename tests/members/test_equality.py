"""Equality answers: counted with no link to anybody, and shown so that no number leads to a person."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.actions.equality import count_answers
from coproduction.members.kinds.equality import BACKGROUNDS, COUNTED, EQUALITY_QUESTIONS, PREFER_NOT
from coproduction.members.models import EqualityCount, EqualityTicket
from coproduction.members.queries.equality import equality_tables, years_shown
from coproduction.members.rules import published
from tests.pages import Browser, Page

SEND, SKIP = "Send these answers", "Skip these questions"


def counts() -> dict[tuple[int, str, str], int]:
    """Return everything that is counted."""
    rows = db.session.scalars(select(EqualityCount)).all()
    return {(row.year, row.question, row.answer): row.given for row in rows}


def given_often(question: str, answer: str, times: int, *, year: int = 2026) -> None:
    """Let so many people give an answer."""
    db.session.add(EqualityCount(year=year, question=question, answer=answer, given=times))
    db.session.flush()


@pytest.fixture
def sent(stranger: Browser, draft: Any) -> Page:
    """The page after sending."""
    return stranger.get("/join/check-answers").press("Send my answers", agreed="yes")


def test_the_questions_come_after_sending_and_are_separate(sent):
    page = sent.follow("See the equality questions")

    assert page.heading == "Equality questions (optional)"
    legends = [" ".join(legend.text.split()) for legend in page.soup.main.find_all("legend")]
    assert legends == [question.title for question in EQUALITY_QUESTIONS]


def test_skipping_weighs_as_much_as_sending(sent):
    page = sent.follow("See the equality questions")

    buttons = page.soup.main.select("form .nhsuk-button")
    assert [" ".join(button.text.split()) for button in buttons] == [SEND, SKIP]
    assert buttons[0]["class"] == buttons[1]["class"]
    ways = sent.soup.main.select("a.nhsuk-button")
    assert ways[0]["class"] == ways[1]["class"]


def test_every_question_has_an_answer_for_whoever_would_not_say():
    assert all(list(question.options)[-1] == PREFER_NOT for question in COUNTED)


def test_answers_are_counted_and_lead_to_nobody(sent):
    before = list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))

    page = sent.follow("See the equality questions").press(SEND, age="25-34", sex="female")

    assert page.heading == "You are finished"
    assert counts() == {(2027, "age", "25-34"): 1, (2027, "sex", "female"): 1}
    assert list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))) == before
    tables = (EqualityCount.__table__, EqualityTicket.__table__)
    columns = {column.name for table in tables for column in table.columns}
    assert columns == {"year", "question", "answer", "given", "digest"}
    assert not any(column.foreign_keys for table in tables for column in table.columns)


def test_the_ethnic_group_is_asked_in_two_steps(sent):
    page = sent.follow("See the equality questions").press(SEND, ethnic_group="asian", age="65-74")
    assert page.heading == "Which of these describes your background best? (optional)"
    assert counts() == {}

    page = page.press(SEND, background="asian-indian")

    assert page.heading == "You are finished"
    assert counts() == {
        (2027, "age", "65-74"): 1,
        (2027, "ethnic_group", "asian"): 1,
        (2027, "ethnic_background_asian", "asian-indian"): 1,
    }


def test_the_second_step_can_be_left_out(sent):
    sent.follow("See the equality questions").press(SEND, ethnic_group="asian").press(SEND)

    assert counts() == {(2027, "ethnic_group", "asian"): 1}


@pytest.mark.parametrize("group", [PREFER_NOT, None])
def test_whoever_would_not_say_is_not_asked_again(sent, group):
    page = sent.follow("See the equality questions").press(SEND, ethnic_group=group)

    assert page.heading == "You are finished"


def test_skipping_counts_nothing_whatever_was_ticked(sent):
    sent.follow("See the equality questions").press(SKIP, ethnic_group="asian", age="25-34")

    assert counts() == {}


def test_a_double_click_counts_once(sent):
    page = sent.follow("See the equality questions")
    cookie = page.browser.client.get_cookie("session").value

    page.press(SEND, age="25-34")
    page.browser.client.set_cookie("session", cookie)
    page.press(SEND, age="25-34")

    assert counts() == {(2027, "age", "25-34"): 1}


def test_nobody_answers_without_having_asked_to_join(stranger):
    assert stranger.get("/join/equality").address == "/join"
    assert counts() == {}


def test_what_is_not_offered_is_not_counted():
    count_answers("ticket", {"age": "my own words", "shoe-size": "9", "sex": "male"}, year=2027)

    assert counts() == {(2027, "sex", "male"): 1}


def test_a_lost_token_costs_no_choices(sent):
    page = sent.browser.send("/join/equality", {"age": "25-34"}, with_token=False)

    assert (page.status, page.values["age"]) == (400, ["25-34"])


def test_a_year_is_shown_once_it_is_over(coordinator):
    given_often("age", "25-34", 50, year=2027)
    page = coordinator.get("/applications").follow("See the equality answers")

    assert "There is no year to show yet." in page.text
    assert coordinator.get("/equality/2027").status == 404
    assert coordinator.get("/equality/2027/download").status == 404


def test_few_answers_are_too_few_to_show(coordinator):
    given_often("sex", "female", 4)

    page = coordinator.get("/equality").follow("Answers of 2026")

    assert page.rows == []
    assert page.text.count("Too few to show.") == len(COUNTED)


def test_the_page_and_the_download_show_the_same(coordinator):
    for answer, times in {"female": 13, "male": 8, PREFER_NOT: 5}.items():
        given_often("sex", answer, times)
    for answer, times in {"yes": 21, "no": 7, PREFER_NOT: 1}.items():
        given_often("gender", answer, times)

    page = coordinator.get("/equality/2026")
    assert page.rows == [
        ["Female", "15 (50%)"],
        ["Male", "10 (33%)"],
        ["Prefer not to say", "5 (17%)"],
        ["Yes", "20"],
        ["No", "Too few to show"],
        ["Prefer not to say", "Too few to show"],
    ]
    lines = coordinator.fetch("/equality/2026/download").get_data(as_text=True).split("\r\n")
    assert lines[1:-1] == [
        "Sex,Female,15",
        "Sex,Male,10",
        "Sex,Prefer not to say,5",
        "Gender same as sex registered at birth,Yes,20",
        "Gender same as sex registered at birth,No,Too few to show",
        "Gender same as sex registered at birth,Prefer not to say,Too few to show",
    ]


TABLES = st.lists(st.integers(0, 14), min_size=2, max_size=3)


@given(TABLES)
def test_no_number_from_1_to_4_is_published_and_no_gap_is_alone(table):
    shown = published(table)

    assert all(number is None or (number >= 5 and number % 5 == 0) for number in shown)
    assert shown.count(None) != 1
    assert all(number is None for number, count in zip(shown, table, strict=True) if count < 5)


@given(TABLES)
def test_what_is_shown_never_says_that_anybody_gave_a_hidden_answer(table):
    """Try every table that is published alike: behind a gap there may always be nobody."""
    shown = published(table)
    worlds = [world for world in product(range(16), repeat=len(table)) if published(world) == shown]

    for cell, number in enumerate(shown):
        assert number is not None or 0 in {world[cell] for world in worlds}


@example([12, 12, 4])
@given(TABLES.filter(lambda table: sum(count < 5 for count in table) == 1))
def test_a_total_that_is_known_from_elsewhere_does_not_give_a_single_small_number_away(table):
    shown, total = published(table), sum(table)
    alike = (world for world in product(range(total + 1), repeat=len(table)) if sum(world) == total)
    worlds = [world for world in alike if published(world) == shown]

    for cell, number in enumerate(shown):
        assert number is not None or {world[cell] for world in worlds} - {1, 2, 3, 4}


FORMS = st.lists(st.tuples(st.sampled_from([2025, 2026, 2027]), st.sampled_from(["female", "male"])), max_size=40)


@settings(max_examples=25)
@given(FORMS)
def test_no_two_looks_in_a_year_differ(app, forms):
    """Look after every form, on the day it came. What is shown of a year stays, so that nothing can be subtracted."""
    with app.app_context():
        outer = db.session.begin_nested()
        viewer = Account(is_coordinator=True)
        seen: dict[int, Any] = {}
        for number, (year, answer) in enumerate(sorted(forms)):
            count_answers(f"ticket {number}", {"sex": answer}, year=year)
            today = date(year, 6, 1)
            for shown in years_shown(viewer=viewer, today=today):
                tables = equality_tables(shown, viewer=viewer, today=today)
                assert seen.setdefault(shown, tables) == tables
        outer.rollback()


def test_only_coordinators_look(browser, stranger):
    assert browser.get("/equality").status == 403
    assert stranger.get("/equality").address == "/sign-in"


def test_every_second_step_belongs_to_an_ethnic_group():
    [group] = [question for question in EQUALITY_QUESTIONS if question.name == "ethnic_group"]

    assert set(BACKGROUNDS) == set(group.answers)
