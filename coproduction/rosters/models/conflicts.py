"""Who cannot sit on a panel. That it is so, never why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class DeclaredConflict(Base):
    """A member told us that they cannot take part in this event. No detail is asked, and none has a place here."""

    __tablename__ = "declared_conflict"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    declared_at: Mapped[datetime]
