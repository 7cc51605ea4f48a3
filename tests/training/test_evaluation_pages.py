"""A delegate answers at their own address, once, and reads there why if they cannot."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.training.booking_keys import key_for
from coproduction.training.evaluation_keys import evaluation_key_for
from coproduction.training.models import EvaluationScore, EvaluationWords
from coproduction.training.pages.evaluation import ANSWERED, NOT_NOW, NOT_WRITTEN_DOWN, NOT_YET, TIME_OVER
from tests.training.after_sessions import ENDED, attended, says, session_over

TICKED = {"usefulness": "5", "before": "2", "after": "4"}


@pytest.fixture
def delegate():
    """Somebody who came to a session that ended an hour ago, as another did."""
    return attended(session_over(), 2)[0]


def page_of(stranger, delegate):
    return stranger.get(f"/training/evaluations/{evaluation_key_for(delegate)}")


def test_a_delegate_answers_once(stranger, delegate):
    page = page_of(stranger, delegate).press("Send my answers", **TICKED, words="I ask first.", may_quote="y")

    assert (page.heading, ANSWERED in page.text) == ("Thank you for your answer", True)
    assert page_of(stranger, delegate).heading == "Thank you for your answer"
    [words] = db.session.scalars(select(EvaluationWords))
    assert (words.words, words.may_quote) == ("I ask first.", True)


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(stranger, delegate):
    page = page_of(stranger, delegate).press("Send my answers", before="2", words="I ask first.")

    assert page.errors == ["Select how useful the training was", "Select how confident you feel now"]
    assert (page.values["before"], page.values["words"]) == (["2"], ["I ask first."])
    assert db.session.scalars(select(EvaluationScore)).all() == []


def test_three_months_later_the_page_asks_what_they_do_differently(stranger, delegate, monkeypatch):
    says(delegate)
    monkeypatch.setattr(clock, "now", lambda: ENDED + timedelta(days=92))

    page = page_of(stranger, delegate)
    assert page.heading == "What have you done differently?"
    refused = page.press("Send my answer", words="")
    assert refused.errors == ["Enter what you have done differently, or what stood in the way"]
    assert refused.press("Send my answer", words="I ask first.").heading == "Thank you for your answer"


@pytest.mark.parametrize(
    ("after", "came", "said"),
    [
        (-timedelta(minutes=1), True, NOT_YET),
        (timedelta(0), None, NOT_WRITTEN_DOWN),
        (timedelta(0), False, NOT_WRITTEN_DOWN),
        (timedelta(days=15), True, NOT_NOW),
        (timedelta(days=15), False, TIME_OVER),
        (timedelta(days=120), True, TIME_OVER),
    ],
)
def test_who_cannot_answer_reads_why(stranger, delegate, monkeypatch, after, came, said):
    delegate.came = came
    monkeypatch.setattr(clock, "now", lambda: ENDED + after)

    assert said in page_of(stranger, delegate).text


def test_who_is_put_right_once_everybody_else_has_answered_reads_that_the_time_is_over(stranger):
    late, other = attended(session_over(), 2)
    late.came = False
    says(other)

    late.came = True

    assert TIME_OVER in page_of(stranger, late).text


def test_the_booking_leads_there_as_long_as_there_is_something_to_answer(stranger, delegate):
    booking = f"/training/bookings/{key_for(delegate)}"
    page = stranger.get(booking).follow("Say what the training was like, without your name")
    assert page.heading == "How was the training?"

    says(delegate)

    assert "Say what the training was like" not in stranger.get(booking).text


def test_the_page_names_nobody_and_opens_nothing_else(stranger, delegate):
    page = page_of(stranger, delegate)

    assert [word for word in (delegate.name, delegate.email) if word in page.html] == []
    assert stranger.get(f"/training/bookings/{evaluation_key_for(delegate)}").status == 404
    assert stranger.get("/training/evaluations/made-up").status == 404
