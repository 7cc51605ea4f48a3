"""What is special to an interview panel."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.schedule.models import Event


class Panel(Base):
    """An interview panel: the post, its band, the team that recruits and how many candidates they expect."""

    __tablename__ = "panel"
    __table_args__ = (CheckConstraint("candidates > 0", name="has_candidates"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    post: Mapped[str]
    band: Mapped[str]
    team: Mapped[str]
    candidates: Mapped[int]

    event: Mapped[Event] = relationship()
