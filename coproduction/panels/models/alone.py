"""What was asked of, and said by, the only member left on a panel that was to have more."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.panels.models.panels import Panel
from coproduction.schedule.models import Place, Via


class AloneState(enum.StrEnum):
    """How far it is: they were asked, agree, would rather not, or are not the only one any more."""

    ASKED = "asked"
    AGREES = "agrees"
    RATHER_NOT = "rather not"
    OVER = "over"


class AloneStep(Base):
    """One step of asking the only member whether they agree to be alone: append-only. The last of a panel counts.

    `reason` is why a coordinator thinks that the panel may go on with one. Whose place it is nobody outside the group
    is told.
    """

    __tablename__ = "alone_step"
    __table_args__ = (Index(None, "event_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(Panel.event_id))
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    state: Mapped[AloneState]
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    via: Mapped[Via]
    reason: Mapped[str] = mapped_column(default="")

    place: Mapped[Place] = relationship()
    by: Mapped[Account | None] = relationship()
