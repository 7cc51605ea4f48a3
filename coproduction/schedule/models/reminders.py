"""Reminders that were written, so that none is written twice."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base

_IS_LAST = text("turn = 'second'")


class Turn(enum.StrEnum):
    """Which of the two reminders of an event it is."""

    FIRST = "first"
    SECOND = "second"


class Reminder(Base):
    """One reminder to the member of a place, of the event at the time that it then had. `key` is its message's."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("place_id", "turn", "for_start"),
        Index("ix_reminder_last", "for_start", sqlite_where=_IS_LAST, postgresql_where=_IS_LAST),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"))
    turn: Mapped[Turn]
    for_start: Mapped[datetime]
    written_at: Mapped[datetime]
    key: Mapped[str] = mapped_column(unique=True)
