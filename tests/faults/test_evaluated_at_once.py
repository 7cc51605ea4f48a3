"""A delegate presses twice, and many answer at once: each answer is kept once, and none is lost when rows are mixed."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from sqlalchemy import select, text

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.notifications.models import Message
from coproduction.training.actions.evaluation import ask_delegates, close_rounds
from coproduction.training.actions.reading_words import GONE, approve_words
from coproduction.training.models import Delegate, EvaluationScore, EvaluationWords, WordsState
from tests.conftest import NOON
from tests.factories import StaffFactory
from tests.faults.at_once import all_at_once, count
from tests.training.after_sessions import attended, says, session_over


def saying(delegate_id: int, words: str) -> None:
    """Answer in a session of its own, having seen before that nobody had."""
    says(db.session.get_one(Delegate, delegate_id), words)


def test_two_posts_of_one_delegate_leave_one_answer(a_real_database):
    [delegate, _] = attended(session_over(), 2)
    delegate_id = delegate.id
    db.session.commit()

    said = all_at_once(a_real_database, [partial(saying, delegate_id, f"Number {n}") for n in range(6)])

    assert said == {"done": 6}
    assert (count(of=EvaluationScore), count(of=EvaluationWords)) == (1, 1)


def test_no_answer_is_lost_or_read_while_many_answer_and_no_row_tells_when_it_came(a_real_database):
    delegates, staff = attended(session_over(), 9), StaffFactory()
    ids, staff_id = [delegate.id for delegate in delegates], staff.id
    db.session.commit()
    saying(ids[0], "First")
    db.session.commit()
    words_id = db.session.scalars(select(EvaluationWords.id)).one()
    db.session.commit()

    def reads() -> None:
        approve_words(words_id, "First", by=db.session.get_one(Account, staff_id), now=NOON)

    said = all_at_once(a_real_database, [reads, *[partial(saying, each, "More") for each in ids[1:8]]])

    assert said == {"done": 7, GONE: 1}
    assert (count(of=EvaluationScore), count(of=EvaluationWords)) == (8, 8)
    assert db.session.get_one(EvaluationWords, words_id).state is WordsState.NEW
    saying(ids[8], "Last")
    db.session.commit()
    assert transactions("evaluation_score") == transactions("evaluation_words")


def transactions(table: str) -> set[str]:
    """Return which transactions wrote the rows of a table, as PostgreSQL keeps it with each; elsewhere none is kept."""
    if db.engine.dialect.name != "postgresql":
        return set()
    return set(db.session.scalars(text(f"SELECT xmin::text FROM {table}")))


def test_what_one_of_many_wrote_stays_and_its_row_is_never_of_the_transaction_in_which_they_answered(a_real_database):
    ids = [delegate.id for delegate in attended(session_over(), 5)]
    db.session.commit()

    for number, each in enumerate(ids[:4]):
        saying(each, "I alone wrote something." if number == 1 else "")
        db.session.commit()
        assert len(transactions("evaluation_score") | transactions("evaluation_words")) <= 1
    close_rounds(now=NOON + timedelta(days=20))
    db.session.commit()

    assert (count(of=EvaluationScore), count(of=EvaluationWords)) == (4, 1)
    assert transactions("evaluation_score") == transactions("evaluation_words")
    assert transactions("evaluation_words") & transactions("delegate") == set()


def test_two_workers_ask_everybody_once(a_real_database):
    attended(session_over(), 3)
    db.session.commit()

    said = all_at_once(a_real_database, [partial(ask_delegates, now=NOON)] * 3)

    assert said == {"done": 3}
    assert count(Message.template == "training/evaluation_at_end", of=Message) == 3
