"""A coordinator prepares a pack: its questions and papers change as long as nobody’s scores hang on them."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.documents.models import Document, DocumentVersion
from coproduction.panels.actions import packs as actions
from coproduction.panels.actions.packs import PackDetails
from coproduction.panels.models import PackPaper, Score
from coproduction.panels.queries import packs as queries
from coproduction.schedule.models import EventState
from tests.factories import DocumentVersionFactory, StaffFactory
from tests.panels.seats import PACK


def test_questions_keep_their_scores_when_their_words_change_and_new_ones_come_at_the_end(briefed, noon):
    panel, [place, _], jo = briefed
    first, second = queries.questions_of(panel.event_id)
    db.session.add(Score(candidate_id=jo.id, question_id=second.id, member_id=place.member_id, score=4))
    db.session.flush()

    actions.prepare_pack(panel, PACK, questions=["How do you hear?", "And?", "Why?"], by=StaffFactory(), now=noon)

    there = queries.questions_of(panel.event_id)
    assert [question.words for question in there] == ["How do you hear?", "And?", "Why?"]
    assert [question.id for question in there[:2]] == [first.id, second.id]


def test_what_members_have_scored_is_not_taken_from_under_them(briefed, noon):
    panel, [place, _], jo = briefed
    first, _ = queries.questions_of(panel.event_id)
    db.session.add(Score(candidate_id=jo.id, question_id=first.id, member_id=place.member_id, score=4))
    db.session.flush()
    by = StaffFactory()

    with pytest.raises(Refusal, match="no question can be taken away"):
        actions.prepare_pack(panel, PACK, questions=["How do you hear?"], by=by, now=noon)
    higher = PackDetails(**{name: getattr(PACK, name) for name in PACK.__slots__} | {"highest_score": 10})
    with pytest.raises(Refusal, match="the highest score stays"):
        actions.prepare_pack(panel, higher, questions=["How?", "Why?"], by=by, now=noon)


def test_fewer_questions_are_fewer_as_long_as_nobody_has_scored(briefed, noon):
    panel, _, _ = briefed

    actions.prepare_pack(panel, PACK, questions=["Why?"], by=StaffFactory(), now=noon)

    assert [question.words for question in queries.questions_of(panel.event_id)] == ["Why?"]


def test_a_paper_is_made_once_and_goes_with_its_file_when_it_is_taken_out(briefed, noon):
    panel, _, _ = briefed
    by = StaffFactory()
    made = [actions.add_paper(panel, "Job description", names_nobody=False, by=by, now=noon).id for _ in range(2)]
    DocumentVersionFactory(document=db.session.get_one(Document, made[0]))
    assert made[0] == made[1]

    for _ in range(2):
        actions.remove_paper(panel, made[0], by=by, now=noon)

    assert [db.session.query(table).count() for table in (Document, DocumentVersion, PackPaper)] == [0, 0, 0]


def test_a_pack_of_what_is_over_or_off_stays_as_it_is(briefed, noon):
    panel, _, _ = briefed
    panel.event.state = EventState.CANCELLED

    with pytest.raises(Refusal, match="its pack can no longer be changed"):
        actions.prepare_pack(panel, PACK, questions=["Why?"], by=StaffFactory(), now=noon)
