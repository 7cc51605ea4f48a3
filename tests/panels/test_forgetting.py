"""What was in confidence about a panel is deleted once the time for it is over, and not before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import Base, db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.documents.models import Document, DocumentVersion
from coproduction.notifications.housekeeping import keep_house
from coproduction.panels.actions import deciding
from coproduction.panels.actions import outcomes as actions
from coproduction.panels.actions.forgetting import forget_panels
from coproduction.panels.actions.stages import close_panels
from coproduction.panels.kinds import NAMES_DAYS, NAMES_DAYS_WITHOUT_OUTCOME
from coproduction.panels.models import (
    Candidate,
    CandidateAnswer,
    Outcome,
    OutcomeCorrection,
    Pack,
    PackHandover,
    PackOpening,
    PackPaper,
    PackQuestion,
    PanelCase,
    PanelFeedback,
    PanelMove,
    PanelStage,
    Score,
    ScoreSheet,
)
from coproduction.panels.queries.outcomes import feedback_passed_on
from coproduction.panels.queries.seats import seated_places
from coproduction.rosters.actions import declare_conflict
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.actions.events import cancel_event
from tests.factories import (
    DocumentVersionFactory,
    MemberFactory,
    OutcomeFactory,
    PanelFeedbackFactory,
    StaffFactory,
)
from tests.panels.seats import candidates, handed_over, pack, seats

IN_CONFIDENCE = (
    Candidate,
    CandidateAnswer,
    Score,
    ScoreSheet,
    PackHandover,
    PackOpening,
    PackPaper,
    PackQuestion,
    Pack,
    DeclaredConflict,
    Document,
    DocumentVersion,
)
AFTER = datetime(2027, 1, 14, 12, 30, tzinfo=UTC)  # when the panels of these tests end: a Thursday


def tell(panel, words="The team chose somebody who starts in May.", *, to_members="", now=AFTER):
    return actions.tell_outcome(panel, words, to_members=to_members, by=StaffFactory(), now=now)


def counts(*tables: type[Base]):
    return [db.session.query(table).count() for table in tables]


def full_panel():
    """A panel with one of everything that is in confidence."""
    panel, [place] = seats(stage=PanelStage.BRIEFED)
    [jo] = candidates(panel, "Jo Bloggs")
    _, [question] = pack(panel, "How do you listen?")
    version, event_id, member_id = DocumentVersionFactory(), panel.event_id, place.member_id
    db.session.add_all(
        [
            CandidateAnswer(candidate_id=jo.id, member_id=member_id, knows=False, answered_at=AFTER),
            Score(candidate_id=jo.id, question_id=question.id, member_id=member_id, score=3),
            ScoreSheet(event_id=event_id, member_id=member_id),
            PackOpening(event_id=event_id, member_id=member_id, opened_at=AFTER),
            handed_over(event_id, member_id, AFTER),
            PackPaper(event_id=event_id, document_id=version.document_id),
            DeclaredConflict(event_id=event_id, member_id=MemberFactory().id, declared_at=AFTER),
        ]
    )
    db.session.flush()
    return panel, place


def test_once_the_names_are_deleted_nobody_writes_of_the_panel_and_what_they_wrote_can_still_be_passed_on():
    panel, [place] = seats(stage=PanelStage.HELD)
    said = actions.give_feedback(panel, place.member, "Good", may_be_passed_on=True, now=AFTER)
    tell(panel)  # on Thursday 14 January
    last = datetime(2027, 1, 28, 23, tzinfo=UTC)
    actions.give_feedback(panel, place.member, "Very good", may_be_passed_on=True, now=last)
    assert forget_panels(now=last) == 0

    gone = last + timedelta(hours=2)
    assert [forget_panels(now=gone) for _ in range(2)] == [1, 0]
    with pytest.raises(Refusal, match="We have deleted what we kept of this panel"):
        actions.give_feedback(panel, place.member, "Jo Bloggs", may_be_passed_on=True, now=gone)
    actions.pass_on(panel, said.id, by=StaffFactory(), now=gone)

    assert feedback_passed_on(panel.event_id) == ["Very good"]


def test_a_name_that_slipped_into_words_goes_with_the_names():
    panel, place = full_panel()
    case = db.session.query(PanelCase).one()
    PanelFeedbackFactory(event_id=panel.event_id, member_id=place.member_id, words="Jo Bloggs was kind.")
    OutcomeFactory(event_id=panel.event_id, words="They took bloggs in May.", to_members="Good.", told_at=AFTER)
    for words in ("It was Jo Bloggs.", "They chose nobody."):
        db.session.add(OutcomeCorrection(event_id=panel.event_id, words=words, to_members="", corrected_at=AFTER))
    for reason in ("Bloggs did not come.", "Nothing to remember."):
        case.moves.append(PanelMove(to_stage=PanelStage.HELD, moved_at=AFTER, reason=reason))
    db.session.flush()

    assert forget_panels(now=AFTER + timedelta(days=30)) == 1

    assert db.session.query(PanelFeedback.words).scalar() == "(a candidate) was kind."
    assert db.session.query(Outcome.words).scalar() == "They took (a candidate) in May."
    assert db.session.scalars(select(OutcomeCorrection.words)).all() == ["They chose nobody."]
    assert db.session.scalars(select(PanelMove.reason).order_by(PanelMove.id)).all()[-2:] == [
        "",
        "Nothing to remember.",
    ]


def test_what_is_in_confidence_goes_ten_working_days_after_the_outcome(noon):
    panel, place = full_panel()
    actions.give_feedback(panel, place.member, "Good", may_be_passed_on=False, now=AFTER)
    tell(panel)  # on Thursday 14 January
    last = datetime(2027, 1, 28, 23, tzinfo=UTC)

    assert forget_panels(now=last) == 0
    assert counts(*IN_CONFIDENCE) == [1] * len(IN_CONFIDENCE)

    assert [forget_panels(now=last + timedelta(hours=2)) for _ in range(2)] == [1, 0]
    assert counts(*IN_CONFIDENCE) == [0] * len(IN_CONFIDENCE)
    assert counts(Outcome, PanelFeedback) == [1, 1]
    assert db.session.query(PanelFeedback.member_id).scalar() is None


def test_without_an_outcome_it_goes_all_the_same(noon):
    full_panel()
    set_number(NAMES_DAYS_WITHOUT_OUTCOME, 7, from_day=date(2027, 1, 1), account_id=None, now=noon)

    assert forget_panels(now=AFTER + timedelta(days=7)) == 0
    assert forget_panels(now=AFTER + timedelta(days=8)) == 1
    assert counts(*IN_CONFIDENCE) == [0] * len(IN_CONFIDENCE)


def test_of_a_panel_that_is_closed_without_an_outcome_it_goes_as_soon_as_after_one():
    full_panel()
    case = db.session.query(PanelCase).one()
    case.stage = PanelStage.HELD
    deciding.close_case(case, "The team has not answered.", by=StaffFactory(), now=AFTER)  # on Thursday 14 January
    last = datetime(2027, 1, 28, 23, tzinfo=UTC)

    assert [forget_panels(now=last + timedelta(hours=hours)) for hours in (0, 2)] == [0, 1]
    assert counts(*IN_CONFIDENCE) == [0] * len(IN_CONFIDENCE)


def test_names_are_kept_ten_working_days_from_the_outcome_and_not_from_the_day_the_panel_was_closed():
    panel, _ = full_panel()
    tell(panel)
    assert close_panels(now=AFTER + timedelta(days=20)) == 1

    assert forget_panels(now=AFTER + timedelta(days=20)) == 1


def test_who_knew_a_candidate_on_the_day_is_not_on_the_panel_again_before_its_outcome(noon):
    panel, [place, knew] = seats(2, stage=PanelStage.HELD)
    declare_conflict(panel.event_id, knew.member, now=panel.event.starts_at)

    keep_house(clock=lambda: AFTER + timedelta(days=15))

    assert [seat.member_id for seat in seated_places(panel.event_id)] == [place.member_id]


def test_of_a_cancelled_panel_it_goes_sooner(noon):
    panel, _ = full_panel()
    set_number(NAMES_DAYS, 1, from_day=date(2027, 1, 1), account_id=None, now=noon)
    cancel_event(panel.event, "The post is gone.", by=StaffFactory(), now=noon)  # on Monday 4 January

    assert forget_panels(now=noon + timedelta(days=1)) == 0
    assert forget_panels(now=noon + timedelta(days=2)) == 1
