"""The candidates of a panel, and whether members know them. Both are deleted soon after the outcome."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base

# A number that was one candidate's, or one question's, is nobody else's: a page that was open may still send it.
NEVER_AGAIN = {"sqlite_autoincrement": True}


class Candidate(Base):
    """Somebody who is interviewed. Their number stays theirs when others come or go."""

    __tablename__ = "candidate"
    __table_args__ = (UniqueConstraint("event_id", "number"), UniqueConstraint("event_id", "name"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("panel.event_id"))
    number: Mapped[int]
    name: Mapped[str]
    entered_at: Mapped[datetime]


class CandidateAnswer(Base):
    """What one member said of one candidate: whether they know them. Coordinators alone see it."""

    __tablename__ = "candidate_answer"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    knows: Mapped[bool]
    answered_at: Mapped[datetime]
