"""A member's own scores. Nobody else reads them; of a sheet that its member shares, others see totals."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class ScoreSheet(Base):
    """One member's sheet for one panel: whether they have locked it, and whether they share their totals."""

    __tablename__ = "score_sheet"

    event_id: Mapped[int] = mapped_column(ForeignKey("pack.event_id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    locked_at: Mapped[datetime | None]
    shared_at: Mapped[datetime | None]


class Score(Base):
    """What one member thought of one candidate's answer to one question."""

    __tablename__ = "score"
    __table_args__ = (CheckConstraint("score >= 0", name="score_not_negative"),)

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("pack_question.id"), primary_key=True, index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    score: Mapped[int | None]
    notes: Mapped[str] = mapped_column(default="")
