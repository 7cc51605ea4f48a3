"""The short code with which members check in at an event."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class CheckInCode(Base):
    """What the coordinator shows in the room on the day. There is one for an event."""

    __tablename__ = "check_in_code"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    code: Mapped[str]
    made_at: Mapped[datetime]
