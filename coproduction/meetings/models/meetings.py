"""What is special to a meeting."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.schedule.models import Event


class Meeting(Base):
    """A meeting of the group, and what it is mainly about."""

    __tablename__ = "meeting"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    focus: Mapped[str]

    event: Mapped[Event] = relationship()
