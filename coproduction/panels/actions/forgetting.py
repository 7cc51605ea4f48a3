"""Deleting what was in confidence about a panel, once the time for it is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.documents.actions import delete_document
from coproduction.panels.actions.bringing import take_names_out
from coproduction.panels.models import (
    Candidate,
    CandidateAnswer,
    Pack,
    PackHandover,
    PackOpening,
    PackPaper,
    PackQuestion,
    PanelFeedback,
    Score,
    ScoreSheet,
)
from coproduction.panels.queries import outcomes as queries
from coproduction.panels.queries.candidates import candidates_of
from coproduction.panels.queries.cases import moves_about
from coproduction.panels.queries.outcomes import corrections_of, outcome_of
from coproduction.panels.queries.packs import pack_of
from coproduction.panels.queries.seats import places_of_who_knew
from coproduction.panels.rules.names import named_in, without_names
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.actions.moves import NO_TURN, Hand, move
from coproduction.schedule.models import PlaceState, Via
from coproduction.schedule.queries.locks import lock_events

OF_CANDIDATES: tuple[type[CandidateAnswer | Score], ...] = (CandidateAnswer, Score)
OF_PEOPLE: tuple[type[Candidate | ScoreSheet | PackHandover | PackOpening | DeclaredConflict], ...] = (
    Candidate,
    ScoreSheet,
    PackHandover,
    PackOpening,
    DeclaredConflict,
)
OF_PACK: tuple[type[PackPaper | PackQuestion | Pack], ...] = (PackPaper, PackQuestion, Pack)


def forget_panels(*, now: datetime) -> int:
    """Delete the names, packs, answers and scores of panels for which the time is over; return how many panels.

    Whose feedback it was is forgotten with them, and a name that slipped into anybody's words is taken out of these.
    The pack of a panel that was put off, and waits for another day, stays for that, without names.
    """
    found = queries.panels_to_forget(now=now)
    lock_events([panel.event_id for panel in found])
    for panel in found:
        _forget(panel.event_id, keeps_pack=panel.keeps_pack, now=now)
    return len(found)


def _forget(event_id: int, *, keeps_pack: bool, now: datetime) -> None:
    panel = queries.panel_numbered(event_id)
    _take_names_out(event_id, [candidate.name for candidate in candidates_of(event_id)])
    if keeps_pack and (pack := pack_of(event_id)):
        take_names_out(pack, now=now)
    _step_back_for_good(event_id, now=now)
    of_panel = select(Candidate.id).where(Candidate.event_id == event_id)
    for said in OF_CANDIDATES:
        db.session.execute(delete(said).where(said.candidate_id.in_(of_panel)))
    for kept in OF_PEOPLE:
        db.session.execute(delete(kept).where(kept.event_id == event_id))
    if not keeps_pack:
        _delete_pack(event_id, now=now)
    record("panels.names_deleted", panel.event, by=None, now=now)


def _step_back_for_good(event_id: int, *, now: datetime) -> None:
    """Note of the places of those who knew a candidate that they stood aside: nothing else says so from now on.

    They told us when it was too late to give them up, and would hear of the outcome again, or be named as on the panel.
    What they still hold is given up now. Where somebody wrote down that they came, that stays.
    """
    for place in places_of_who_knew(event_id):
        place.stood_aside = True
        if place.state is PlaceState.HELD:
            move(place, PlaceState.STEPPED_BACK, hand=Hand(via=Via.AUTOMATIC), now=now, why=NO_TURN)
    db.session.flush()


def _delete_pack(event_id: int, *, now: datetime) -> None:
    papers: Sequence[int] = db.session.scalars(
        select(PackPaper.document_id).where(PackPaper.event_id == event_id).order_by(PackPaper.document_id)
    ).all()
    for kept in OF_PACK:
        db.session.execute(delete(kept).where(kept.event_id == event_id))
    for document_id in papers:
        delete_document(document_id, by=None, now=now)


def _take_names_out(event_id: int, names: Sequence[str]) -> None:
    """Leave no name of a candidate in what was said of the panel, and not whose feedback it was."""
    of_panel = select(PanelFeedback).where(PanelFeedback.event_id == event_id).order_by(PanelFeedback.id)
    for feedback in db.session.scalars(of_panel):
        feedback.member_id, feedback.words = None, without_names(feedback.words, names)
    if outcome := outcome_of(event_id):
        outcome.words = without_names(outcome.words, names)
        outcome.to_members = without_names(outcome.to_members, names)
    event = queries.panel_numbered(event_id).event
    event.cancelled_because = without_names(event.cancelled_because, names)
    for before in corrections_of(event_id):
        if any(named_in(f"{before.words}\n{before.to_members}", names)):
            db.session.delete(before)
    for step in moves_about(event_id):
        if any(named_in(step.reason, names)):
            step.reason = ""  # what the database lets us do to a row that is never changed
    db.session.flush()
