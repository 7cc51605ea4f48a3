"""What came of a panel, and what people thought of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class Outcome(Base):
    """What came of it, in words that name nobody, and what the team says to the members.

    `told_by_id` is the coordinator who entered it; None if the team did.
    """

    __tablename__ = "outcome"

    event_id: Mapped[int] = mapped_column(ForeignKey("panel.event_id"), primary_key=True)
    words: Mapped[str]
    to_members: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime] = mapped_column(index=True)
    told_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)


class OutcomeCorrection(Base):
    """What was said of an outcome before it was corrected: append-only. The outcome says what holds now.

    `corrected_by_id` is the coordinator who corrected it; None if the team did.
    """

    __tablename__ = "outcome_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("panel.event_id"), index=True)
    words: Mapped[str]
    to_members: Mapped[str]
    corrected_at: Mapped[datetime]
    corrected_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)


class PanelFeedback(Base):
    """How a member says that it went. Coordinators read it; the team only what a coordinator passes on.

    Whose it was is forgotten together with the pack.
    """

    __tablename__ = "panel_feedback"
    __table_args__ = (UniqueConstraint("event_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("panel.event_id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    words: Mapped[str]
    may_be_passed_on: Mapped[bool] = mapped_column(default=False)
    given_at: Mapped[datetime]
    passed_on_at: Mapped[datetime | None]
