"""What one member has said, opened and written inside panels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.panels.models import CandidateAnswer, PackHandover, PackOpening, PanelFeedback, Score, ScoreSheet

Own = CandidateAnswer | PackHandover | PackOpening | ScoreSheet | Score | PanelFeedback
# Each table, with what it has at most one row of for a member.
KEYS: Mapping[type[Own], tuple[str, ...]] = {
    CandidateAnswer: ("candidate_id",),
    PackHandover: ("event_id",),
    PackOpening: ("event_id",),
    ScoreSheet: ("event_id",),
    Score: ("candidate_id", "question_id"),
    PanelFeedback: ("event_id",),
}


def rows_of(table: type[Own], member_id: int) -> dict[tuple[Any, ...], Own]:
    """Return a member's rows of the table, by what each is about."""
    rows: Iterable[Own] = db.session.scalars(select(table).where(table.member_id == member_id))
    return {tuple(getattr(row, name) for name in KEYS[table]): row for row in rows}
