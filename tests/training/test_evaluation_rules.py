"""When delegates are asked, and from how many answers on anything is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from coproduction.training.models import AfterStep, EvaluationWords, Round, WordsState
from coproduction.training.rules.afterwards import steps_due
from coproduction.training.rules.evaluation import (
    FEWEST,
    Averages,
    Scores,
    averages_of,
    can_be_quoted,
    can_be_shown,
    only_takes_out,
    round_open,
    windows_with,
)

ENDS = datetime(2027, 1, 31, 12, tzinfo=UTC)
WINDOWS = windows_with(ENDS, later=relativedelta(months=3), lasts=timedelta(days=14))


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        (ENDS - timedelta(seconds=1), None),
        (ENDS, Round.END),
        (ENDS + timedelta(days=14, seconds=-1), Round.END),
        (ENDS + timedelta(days=14), None),
        (datetime(2027, 4, 30, 12, tzinfo=UTC) - timedelta(seconds=1), None),
        (datetime(2027, 4, 30, 12, tzinfo=UTC), Round.LATER),
        (datetime(2027, 5, 14, 12, tzinfo=UTC), None),
    ],
)
def test_delegates_can_answer_for_two_weeks_at_the_end_and_three_months_later(now, is_open):
    assert round_open(WINDOWS, now=now) is is_open


def test_the_first_round_is_over_when_the_second_begins():
    short = windows_with(ENDS, later=relativedelta(months=1), lasts=timedelta(days=60))

    assert short[Round.END].closes_at == short[Round.LATER].opens_at


@pytest.mark.parametrize(
    ("answers", "is_closed", "is_shown"), [(0, True, False), (4, True, False), (5, True, True), (5, False, False)]
)
def test_answers_are_shown_from_five_on_and_once_no_more_can_come(answers, is_closed, is_shown):
    assert can_be_shown(answers, is_closed=is_closed) is is_shown


def test_averages_are_of_all_answers_and_not_of_sessions():
    assert averages_of([Scores(5, 25, 5, 20), Scores(10, 20, 10, 30)]) == Averages(15, 3.0, 1.0, 3.3)
    assert averages_of([]) is None


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.sampled_from("abc")), max_size=12), st.data())
def test_no_two_views_differ_by_fewer_answers_than_are_shown(rounds, data):
    """Whatever two filters choose, and whatever is taken from what: nothing smaller comes out."""
    shown = [
        (number, answers)
        for number, (answers, is_closed, _) in enumerate(rounds)
        if can_be_shown(answers, is_closed=is_closed)
    ]
    one, other = (set(data.draw(st.lists(st.sampled_from(shown), unique=True))) if shown else set() for _ in "12")

    difference = sum(answers for _, answers in one) - sum(answers for _, answers in one & other)

    assert difference == 0 or difference >= FEWEST


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        ("Megan was rude, but I learnt a lot.", True),
        ("… I learnt a lot.", True),
        ("... I learnt a lot …", True),
        ("… was rude … learnt … lot.", True),
        ("Megan … I learnt a lot.", True),
        ("…", True),
        ("I learnt a lot.", False),
        ("Megan was, but I learnt a lot.", False),
        ("Megan was rude.", False),
        ("… I learnt a lot", False),
        ("… arnt a lot.", False),
        ("… a lot. … a lot.", False),
        ("… I learnt a … lot … lot.", False),
        ("", False),
        ("I learnt nothing.", False),
        ("a lot I learnt", False),
        ("I learnt a lot. Thank you.", False),
    ],
)
def test_a_coordinator_takes_words_out_and_puts_none_in(words, is_so):
    assert only_takes_out("Megan was rude, but I learnt a lot.", words) is is_so


def test_words_are_not_turned_round_by_leaving_one_out():
    said = "She did not help"

    assert [only_takes_out(said, words) for words in ("She did help", "She did … help", said)] == [False, True, True]


@pytest.mark.parametrize(
    ("state", "may_quote", "is_so"),
    [
        (WordsState.APPROVED, True, True),
        (WordsState.APPROVED, False, False),
        (WordsState.NEW, True, False),
        (WordsState.HIDDEN, True, False),
    ],
)
def test_only_approved_words_are_quoted_and_only_if_whoever_wrote_them_agreed(state, may_quote, is_so):
    assert can_be_quoted(EvaluationWords(state=state, may_quote=may_quote)) is is_so


def test_the_debrief_is_due_at_once_and_the_call_two_days_later():
    assert steps_due(ENDS, check_in_hours=48) == {
        AfterStep.DEBRIEF: ENDS,
        AfterStep.CHECK_IN: ENDS + timedelta(days=2),
    }
