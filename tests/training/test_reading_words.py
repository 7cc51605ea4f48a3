"""What delegates wrote is read by a coordinator first: let through, with words taken out, or hidden."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.training.actions.evaluation import close_rounds
from coproduction.training.actions.reading_words import (
    GONE,
    NO_REASON,
    NOTHING_LEFT,
    PUT_IN,
    approve_words,
    hide_words,
)
from coproduction.training.models import EvaluationWords, Round, WordsState
from coproduction.training.pages.evaluation import OPEN, TOO_FEW, rounds_shown
from tests.factories import EvaluationRoundFactory, EvaluationWordsFactory, StaffFactory
from tests.training.after_sessions import answered, attended, says, session_over, trains

WORDS = "Megan was rude, but I learnt a lot."


@pytest.fixture
def session():
    """A session of which enough people said something."""
    made = session_over()
    answered(made, 5)
    return made


@pytest.fixture
def words(session):
    """What one of them wrote."""
    return EvaluationWordsFactory(event_id=session.event_id, words=WORDS)


def read_by_trainers(session):
    return [each.words for each in rounds_shown(session.event_id)]


def test_nobody_but_coordinators_reads_words_before_they_are_approved(session, words, noon):
    assert read_by_trainers(session) == [[], []]

    approve_words(words.id, "… was rude, but I learnt a lot.", by=StaffFactory(), now=noon)

    assert read_by_trainers(session) == [["… was rude, but I learnt a lot."], []]


def test_coordinators_read_words_once_nobody_can_answer_any_more(coordinator, noon):
    session = session_over()
    answered(session, 1, is_closed=False)
    words = EvaluationWordsFactory(event_id=session.event_id, words=WORDS)
    after, alone = f"/training/{session.event_id}/afterwards", f"/training/words/{words.id}"

    assert (WORDS in coordinator.get(after).text, coordinator.get(alone).status) == (False, 404)
    with pytest.raises(Refusal, match=GONE):
        approve_words(words.id, WORDS, by=StaffFactory(), now=noon)
    close_rounds(now=noon + timedelta(days=15))

    assert (WORDS in coordinator.get(after).text, coordinator.get(alone).status) == (True, 200)


def test_what_is_taken_out_is_kept_nowhere(words, noon):
    approve_words(words.id, "… I learnt a lot.", by=StaffFactory(), now=noon)

    assert db.session.get_one(EvaluationWords, words.id).words == "… I learnt a lot."


def test_what_is_hidden_is_read_no_more_and_quoted_no_more(session, words, noon):
    words.may_quote = True
    approve_words(words.id, WORDS, by=StaffFactory(), now=noon).is_quoted = True

    hide_words(words.id, "It names a trainer", by=StaffFactory(), now=noon)

    assert read_by_trainers(session) == [[], []]
    assert (words.state, words.is_quoted, words.reason) == (WordsState.HIDDEN, False, "It names a trainer")


@pytest.mark.parametrize(("typed", "said"), [("I learnt nothing.", PUT_IN), ("…", NOTHING_LEFT), ("", NOTHING_LEFT)])
def test_nothing_is_put_into_somebodys_mouth_and_nothing_is_approved_that_is_empty(words, noon, typed, said):
    with pytest.raises(Refusal, match=said):
        approve_words(words.id, typed, by=StaffFactory(), now=noon)
    assert (words.words, words.state) == (WORDS, WordsState.NEW)


def test_words_are_hidden_for_a_reason(words, noon):
    with pytest.raises(Refusal, match=NO_REASON):
        hide_words(words.id, " ", by=StaffFactory(), now=noon)


@pytest.mark.parametrize(
    ("number", "is_closed", "said"),
    [(4, True, ("4 people answered.", TOO_FEW)), (5, False, ("5 people answered.", OPEN))],
)
def test_of_few_answers_and_while_more_can_come_only_the_number_is_told(noon, number, is_closed, said):
    session = session_over()
    answered(session, number, is_closed=is_closed)
    EvaluationWordsFactory(event_id=session.event_id, state=WordsState.APPROVED, read_at=noon, read_by=StaffFactory())

    [at_end, _] = rounds_shown(session.event_id)

    assert (at_end.number, at_end.why_no_more) == said
    assert (at_end.figures, at_end.words) == ([], [])


def test_four_who_wrote_later_are_too_few_however_many_answered_at_the_end(session, noon):
    EvaluationRoundFactory(event_id=session.event_id, round=Round.LATER)
    for words in EvaluationWordsFactory.create_batch(4, event_id=session.event_id, round=Round.LATER):
        approve_words(words.id, words.words, by=StaffFactory(), now=noon)

    [at_end, later] = rounds_shown(session.event_id)

    assert (at_end.figures[0], later.words) == (("How useful it was", "4.0 out of 5"), [])


@pytest.mark.parametrize("number", [1, 3])
def test_what_was_said_costs_the_same_however_much_it_is(count_statements, number, noon):
    session = session_over()
    for delegate in attended(session, number):
        says(delegate, "I ask people first.")
    event_id = session.event_id

    with count_statements() as statements:
        rounds_shown(event_id)

    assert len(statements) == 3


def test_a_coordinator_reads_words_from_the_list_of_what_is_to_do(coordinator, session, words):
    page = coordinator.get("/to-do").follow(f"Read what delegates wrote about {session.event.title}")
    page = page.follow("Read this: words 1")

    refused = page.press("Save", decision="approve", words="Megan was kind.")
    assert (refused.errors, refused.values["words"]) == ([PUT_IN], ["Megan was kind."])
    saved = refused.press("Save", decision="approve", words="… I learnt a lot.")

    assert saved.messages == ["Saved."]
    assert "What delegates wrote" not in coordinator.get("/to-do").text
    hidden = saved.follow("Change this: words 1").press("Save", decision="hide", reason="Too near to somebody")
    assert "Hidden: Too near to somebody" in hidden.text


def test_a_trainer_reads_what_is_approved_and_no_names(browser, session, words, noon):
    trains(session, member=browser.member)
    approve_words(words.id, "… I learnt a lot.", by=StaffFactory(), now=noon)

    page = browser.get(f"/events/{session.event_id}").follow("See what it changed")

    assert [quote.get_text() for quote in page.main.select("blockquote p")] == ["… I learnt a lot."]
    assert browser.get(f"/events/{session_over().event_id}/what-it-changed").status == 404
