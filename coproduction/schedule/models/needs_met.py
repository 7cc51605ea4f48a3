"""Whether people had what they needed at an event: their answers, and how much had been arranged in time."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.members.models import Member
from coproduction.schedule.models.events import Event


class Met(enum.StrEnum):
    """Whether somebody had what they needed."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class NeedsMet(Base):
    """One member is asked one question after an event. Some weeks later nobody can tell who answered."""

    __tablename__ = "needs_met"
    __table_args__ = (UniqueConstraint("event_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    met: Mapped[Met | None]
    words: Mapped[str] = mapped_column(default="")

    event: Mapped[Event] = relationship()
    member: Mapped[Member | None] = relationship()


class NeedsArranged(Base):
    """How many things people needed at an event that is over, and how many of them had been confirmed."""

    __tablename__ = "needs_arranged"
    __table_args__ = (CheckConstraint("confirmed >= 0 AND confirmed <= needed", name="confirmed_are_needed"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    needed: Mapped[int]
    confirmed: Mapped[int]

    event: Mapped[Event] = relationship()
