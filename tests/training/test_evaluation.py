"""Delegates answer once, without their name, and what they say cannot be tied back to them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Message
from coproduction.training.actions.evaluation import (
    NOT_THERE,
    OVER,
    Answer,
    answer,
    ask_delegates,
    close_rounds,
)
from coproduction.training.models import EvaluationRound, EvaluationScore, EvaluationWords, Round
from coproduction.training.queries.evaluation import RoundCount, round_counts
from tests.training.after_sessions import ENDED, answered, attended, says, session_over

LATER = ENDED + timedelta(days=92)


def later(delegate, words="I ask first.", *, now=LATER):
    answer(delegate.id, Answer(Round.LATER, None, words, may_quote=False), now=now)


def rows(table):
    return db.session.scalars(select(table).order_by(table.id)).all()


def test_an_answer_is_kept_without_whose_it_is_and_the_delegate_only_with_that_they_answered(noon):
    [delegate, _] = attended(session_over(), 2)

    says(delegate, "I learnt to ask.", usefulness=5, before=1, after=3)

    [score], [words] = rows(EvaluationScore), rows(EvaluationWords)
    assert (score.usefulness, score.before, score.after) == (5, 1, 3)
    assert (words.words, words.read_at) == ("I learnt to ask.", None)
    assert (delegate.answered_at_end, delegate.answered_later) == (True, False)


def test_ways_to_reach_somebody_are_not_kept_in_what_they_write(noon):
    [delegate, _] = attended(session_over(), 2)

    says(delegate, "Write to me at sam@example.org or ring 0115 496 0150.")

    [words] = rows(EvaluationWords)
    assert words.words == "Write to me at … or ring …."


def test_nothing_in_an_answer_leads_to_a_delegate_or_to_a_time(app):
    for table in (EvaluationScore.__table__, EvaluationWords.__table__):
        kinds = {column.name: str(column.type) for column in table.columns}
        others = {key.column.table.name for column in table.columns for key in column.foreign_keys}
        assert [name for name, kind in kinds.items() if "DATE" in kind.upper()] in ([], ["read_at"])
        assert others <= {"training_session", "evaluation_round", "account"}
        assert kinds["id"] == "VARCHAR"


def test_the_rows_of_a_session_lie_in_the_order_of_their_random_ids_whoever_answered_last(noon):
    delegates = attended(session_over(), 8)
    for number, delegate in enumerate(delegates):
        says(delegate, f"Number {number}")

    place = "ctid" if db.engine.dialect.name == "postgresql" else "id"
    for table in ("evaluation_score", "evaluation_words"):
        ids = db.session.scalars(text(f"SELECT id FROM {table} ORDER BY {place}")).all()
        assert ids == sorted(ids)
        assert len(set(ids)) == 8
    if db.engine.dialect.name == "sqlite":
        with pytest.raises(Exception, match="no such column: rowid"):
            db.session.execute(text("SELECT rowid FROM evaluation_score"))


def test_a_second_answer_in_a_round_changes_nothing(noon):
    [delegate, _] = attended(session_over(), 2)

    says(delegate, usefulness=5)
    says(delegate, "Again", usefulness=1)

    assert [score.usefulness for score in rows(EvaluationScore)] == [5]
    assert rows(EvaluationWords) == []


def test_whoever_was_not_there_cannot_answer(noon):
    [delegate] = attended(session_over(), 1)
    delegate.came = False

    with pytest.raises(Refusal, match=NOT_THERE):
        says(delegate)


@pytest.mark.parametrize("now", [ENDED - timedelta(seconds=1), ENDED + timedelta(days=14)])
def test_nobody_answers_before_the_end_or_after_two_weeks(now):
    [delegate] = attended(session_over(), 1)

    with pytest.raises(Refusal, match=OVER):
        says(delegate, now=now)
    assert rows(EvaluationScore) == []


def test_three_months_later_delegates_write_what_they_do_differently_and_the_first_answer_stays(noon):
    session = session_over()
    [delegate, _] = attended(session, 2)
    says(delegate)

    later(delegate)

    assert round_counts(session.event_id) == {Round.END: RoundCount(1, False), Round.LATER: RoundCount(1, False)}
    assert [(words.round, words.words) for words in rows(EvaluationWords)] == [(Round.LATER, "I ask first.")]


def test_a_round_is_closed_once_everybody_has_answered_or_its_time_is_over(noon):
    whole, part = session_over(), session_over()
    for delegate in attended(whole, 2):
        says(delegate)
    says(attended(part, 2)[0])

    assert round_counts(whole.event_id)[Round.END] == RoundCount(2, True)
    assert round_counts(part.event_id)[Round.END] == RoundCount(1, False)
    assert close_rounds(now=ENDED + timedelta(days=14, seconds=-1)) == 0
    assert close_rounds(now=ENDED + timedelta(days=14)) == 1
    assert round_counts(part.event_id)[Round.END] == RoundCount(1, True)


def test_whoever_may_have_come_keeps_a_round_open(noon):
    session = session_over()
    [delegate, other] = attended(session, 2)
    other.came = None

    says(delegate)

    assert round_counts(session.event_id)[Round.END] == RoundCount(1, False)


def test_nothing_is_added_to_a_closed_round(noon):
    session = session_over()
    answered(session, 5)
    [delegate] = attended(session, 1)

    with pytest.raises(Refusal, match=OVER):
        says(delegate)
    assert round_counts(session.event_id)[Round.END] == RoundCount(5, True)


def test_those_who_came_are_asked_once_at_the_end_and_once_later(noon, inbox):
    session = session_over()
    [came, answers, absent] = attended(session, 3)
    absent.came = False
    says(answers)

    assert ask_delegates(now=noon) == 1
    assert ask_delegates(now=noon) == 0
    assert [(message.to_address, message.template) for message in db.session.scalars(select(Message))] == [
        (came.email, "training/evaluation_at_end")
    ]
    assert ask_delegates(now=LATER) == 2
    assert ask_delegates(now=LATER) == 0


def test_nobody_is_asked_before_the_end_in_the_quiet_hours_or_after_the_time_is_over(noon):
    attended(session_over(), 1)

    assert ask_delegates(now=ENDED - timedelta(minutes=1)) == 0
    assert ask_delegates(now=noon.replace(hour=22)) == 0
    assert ask_delegates(now=ENDED + timedelta(days=14, hours=1)) == 0
    assert db.session.scalars(select(EvaluationRound)).all() == []


def test_who_is_written_down_later_is_asked_then(noon):
    [first, second] = attended(session_over(), 2)
    second.came = None
    assert ask_delegates(now=noon) == 1

    second.came = True

    assert ask_delegates(now=noon + timedelta(days=2)) == 1
    assert (first.asked_at_end, second.asked_at_end) == (True, True)
