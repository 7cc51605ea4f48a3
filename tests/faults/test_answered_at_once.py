"""The question after an event is answered by email and on the phone at once: one answer is taken, and stays."""

from __future__ import annotations

from functools import partial
from threading import Barrier

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.schedule.actions.needs_met import answer_whether_met
from coproduction.schedule.models import Met, NeedsMet
from tests.conftest import NOON
from tests.factories import NeedsMetFactory
from tests.faults.at_once import all_at_once, count


def test_one_answer_is_taken(a_real_database):
    question_id = NeedsMetFactory().id
    db.session.commit()
    # Each has found the question unanswered before any answers; on SQLite only one may look at a time.
    all_look = Barrier(len(Met) if db.engine.dialect.name == "postgresql" else 1)

    def say(met: Met) -> None:
        question = db.session.get_one(NeedsMet, question_id)
        all_look.wait()
        answer_whether_met(question, met, met.value, by=None, now=NOON)

    assert all_at_once(a_real_database, [partial(say, met) for met in Met]) == {"done": len(Met)}

    question = db.session.get_one(NeedsMet, question_id)
    assert question.met
    assert question.words == question.met.value
    assert count(AuditEntry.action == "schedule.needs_met_answered", of=AuditEntry) == 1
