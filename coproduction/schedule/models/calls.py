"""Members who asked to be rung about an event."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.schedule.models.places import Place

_IS_OPEN = text("done_at IS NULL")


class CallRequest(Base):
    """One wish to be rung about a place. There is one at a time for each, until somebody has rung."""

    __tablename__ = "call_request"
    __table_args__ = (
        Index("uq_call_request_one_open", "place_id", unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
        Index("ix_call_request_open", "asked_at", "id", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)

    place: Mapped[Place] = relationship()
