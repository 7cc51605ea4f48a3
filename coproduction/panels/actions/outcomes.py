"""Telling members what came of a panel, feedback both ways, and deleting what was in confidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.documents.actions import delete_document
from coproduction.members.models import Member
from coproduction.panels.actions.stages import lock, move_locked, move_stage
from coproduction.panels.emails import members as emails
from coproduction.panels.models import (
    Candidate,
    CandidateAnswer,
    Outcome,
    Pack,
    PackOpening,
    PackPaper,
    PackQuestion,
    Panel,
    PanelFeedback,
    PanelStage,
    Score,
    ScoreSheet,
)
from coproduction.panels.queries import candidates, seats
from coproduction.panels.queries import outcomes as queries
from coproduction.panels.queries.cases import case_of
from coproduction.panels.queries.dates import ends_at
from coproduction.panels.queries.packs import find_own_panel
from coproduction.panels.rules import outcomes as rules
from coproduction.panels.rules.stages import UNDER_WAY
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.queries.linked import lock_set
from coproduction.schedule.queries.locks import lock_events

OF_CANDIDATES: tuple[type[CandidateAnswer | Score], ...] = (CandidateAnswer, Score)
OF_EVENT: tuple[
    type[Candidate | ScoreSheet | PackOpening | PackPaper | PackQuestion | Pack | DeclaredConflict], ...
] = (Candidate, ScoreSheet, PackOpening, PackPaper, PackQuestion, Pack, DeclaredConflict)


def tell_outcome(panel: Panel, words: str, *, to_members: str = "", by: Account | None, now: datetime) -> Outcome:
    """Tell everybody who was on the panel what came of it, with thanks and what the team says `to_members`.

    `by` is None when the recruiting manager says so. The same words twice tell nobody again. Refused before the panel
    is over; beside `words` or `to_members`, when a candidate is named; and once an outcome was told.
    """
    event = panel.event
    lock_set(event)
    rules.refuse_unless_over(event, ends_at(event), now=now)
    if told := queries.outcome_of(event.id):
        if (told.words, told.to_members) == (words, to_members):
            return told
        raise Refusal("The outcome has been shared already. Ring the coordinator to put something right.")
    names = [candidate.name for candidate in candidates.candidates_of(event.id)]
    rules.refuse_names_in(words, names, field="words")
    rules.refuse_names_in(to_members, names, field="to_members")
    outcome = Outcome(
        event_id=event.id, words=words, to_members=to_members, told_at=now, told_by_id=by.id if by else None
    )
    db.session.add(outcome)
    db.session.flush()
    record("panels.outcome_told", event, by=by, now=now)
    _move_on(event.id, by=by, now=now)
    for place in seats.seated_places(event.id):
        emails.outcome_told(place, outcome, now=now)
    return outcome


def give_feedback(panel: Panel, member: Member, words: str, *, may_be_passed_on: bool, now: datetime) -> PanelFeedback:
    """Keep how a member says that the panel went. What they said before is replaced.

    Refused before the panel is over, once a coordinator has passed their words on, and for whoever was not on it.
    """
    lock_set(panel.event)
    rules.refuse_unless_over(panel.event, ends_at(panel.event), now=now)
    if find_own_panel(panel.event_id, viewer=member) is None:
        raise Refusal("Only those who were on the panel can tell us how it went.")
    said = queries.own_feedback(panel.event_id, viewer=member)
    said = said or PanelFeedback(event_id=panel.event_id, member_id=member.id)
    if said.passed_on_at:
        raise Refusal("We have passed your words on, as you allowed. Ring us if something has changed.")
    said.words, said.may_be_passed_on, said.given_at = words, may_be_passed_on, now
    db.session.add(said)
    db.session.flush()
    return said


def pass_on(panel: Panel, feedback_id: int, *, by: Account, now: datetime) -> None:
    """Let the team that asked for the panel read what a member said, without their name. Twice changes nothing.

    Refused where the member did not allow it, and where a candidate is named.
    """
    lock_set(panel.event)
    feedback = queries.find_feedback(feedback_id, panel.event_id)
    if feedback is None or feedback.passed_on_at:
        return
    if not feedback.may_be_passed_on:
        raise Refusal("The member did not say that we may pass this on. Ask them first.")
    names = [candidate.name for candidate in candidates.candidates_of(feedback.event_id)]
    rules.refuse_names_in(feedback.words, names, field="words")
    feedback.passed_on_at = now
    record("panels.feedback_passed_on", feedback, by=by, now=now)


def forget_panels(*, now: datetime) -> int:
    """Delete the names, packs, answers and scores of panels for which the time is over; return how many panels.

    Whose feedback it was is forgotten with them.
    """
    event_ids = queries.panels_to_forget(now=now)
    lock_events(event_ids)
    for event_id in event_ids:
        _forget(event_id, now=now)
    return len(event_ids)


def _forget(event_id: int, *, now: datetime) -> None:
    panel = queries.panel_numbered(event_id)
    papers: Sequence[int] = db.session.scalars(
        select(PackPaper.document_id).where(PackPaper.event_id == event_id).order_by(PackPaper.document_id)
    ).all()
    of_panel = select(Candidate.id).where(Candidate.event_id == event_id)
    for said in OF_CANDIDATES:
        db.session.execute(delete(said).where(said.candidate_id.in_(of_panel)))
    for kept in OF_EVENT:
        db.session.execute(delete(kept).where(kept.event_id == event_id))
    db.session.execute(update(PanelFeedback).where(PanelFeedback.event_id == event_id).values(member_id=None))
    for document_id in papers:
        delete_document(document_id, by=None, now=now)
    record("panels.names_deleted", panel.event, by=None, now=now)


def _move_on(event_id: int, *, by: Account | None, now: datetime) -> None:
    case = case_of(event_id)
    if case and case.stage in UNDER_WAY:
        move_locked(lock(case), PanelStage.HELD, by=None, now=now, is_told=False)  # for they tell it already
    if case and case.stage is PanelStage.HELD:
        move_stage(case, PanelStage.OUTCOME_SHARED, by=by, by_manager=by is None, now=now)
