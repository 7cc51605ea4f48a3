"""What is done for trainers after a session, what they say of it, and which figures everybody may read."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.members.models import Member


class AfterStep(enum.StrEnum):
    """What coordinators do for the trainers of each session."""

    DEBRIEF = "debrief"
    CHECK_IN = "check-in"


class Feeling(enum.StrEnum):
    """How a session was for a trainer."""

    GOOD = "good"
    MIXED = "mixed"
    HARD = "hard"


class StepDone(Base):
    """A coordinator did this after a session."""

    __tablename__ = "training_step_done"

    event_id: Mapped[int] = mapped_column(ForeignKey("training_session.event_id"), primary_key=True)
    step: Mapped[AfterStep] = mapped_column(primary_key=True)
    done_at: Mapped[datetime]
    done_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)

    done_by: Mapped[Account] = relationship()


class TrainerFeedback(Base):
    """A trainer was asked how a session was for them, and what they said: for coordinators. Deleted some months later.

    Nobody has to answer. Whoever has no account says it on the phone, to the coordinator `told_to`, at `said_at`.
    """

    __tablename__ = "trainer_feedback"
    __table_args__ = (
        UniqueConstraint("event_id", "member_id"),
        CheckConstraint("(feeling IS NULL) = (said_at IS NULL)", name="said_at_a_time"),
        CheckConstraint("told_to_id IS NULL OR said_at IS NOT NULL", name="told_at_a_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("training_session.event_id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    feeling: Mapped[Feeling | None]
    words: Mapped[str] = mapped_column(default="")
    wants_call: Mapped[bool] = mapped_column(default=False)
    said_at: Mapped[datetime | None]
    told_to_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)

    member: Mapped[Member] = relationship()
    told_to: Mapped[Account | None] = relationship()


class AgreedFigure(Base):
    """One figure of a year that everybody may read, as it was when a coordinator agreed to it."""

    __tablename__ = "agreed_figure"

    year: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str]
    agreed_at: Mapped[datetime]
    agreed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
