"""Who may open the pack of a panel: conditions that every read of it asks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, false

from coproduction.core.database import is_one_of
from coproduction.documents.models import Document
from coproduction.panels.models import Candidate, CandidateAnswer, Pack, PackOpening, PackPaper, PanelCase
from coproduction.panels.rules.candidates import has_names_to_answer
from coproduction.panels.rules.seats import sits_on
from coproduction.panels.rules.stages import PACK_OPEN


def knows_nobody(event_id: SQLColumnExpression[int], member_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition for a member who has said of every candidate that they do not know them."""
    return and_(
        exists().where(Candidate.event_id == event_id).correlate_except(Candidate),
        ~has_names_to_answer(event_id, member_id, CandidateAnswer.knows.is_(False)),
    )


def is_open_to(member_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition on Pack for a member who may read it now: from briefing until the outcome."""
    is_briefed = exists().where(PanelCase.event_id == Pack.event_id, is_one_of(PanelCase.stage, PACK_OPEN))
    return and_(
        Pack.opened_at.is_not(None),
        is_briefed.correlate_except(PanelCase),
        sits_on(Pack.event_id, member_id),
        knows_nobody(Pack.event_id, member_id),
    )


def opens_papers(member_id: ColumnElement[int], _now: datetime) -> ColumnElement[bool]:
    """Return the condition on Document for papers of a pack that the member may read, and has opened."""
    opened = exists().where(
        PackPaper.document_id == Document.id,
        Pack.event_id == PackPaper.event_id,
        PackOpening.event_id == Pack.event_id,
        PackOpening.member_id == member_id,
        is_open_to(member_id),
    )
    return opened.correlate_except(PackPaper, Pack, PackOpening)


def opens_papers_to_supporters(_member_id: ColumnElement[int], _now: datetime) -> ColumnElement[bool]:
    """Return the condition on Document for supporters, who open no pack: it is in confidence."""
    return false()
