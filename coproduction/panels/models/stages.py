"""How far a panel has come, from the day it is asked for, and every step it took."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base, enum_named
from coproduction.panels.models.panels import Panel


class PanelStage(enum.StrEnum):
    """How far a panel has come. The legal moves between these are in rules/stages.py."""

    REQUESTED = "requested"
    NEEDS_INFORMATION = "needs information"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RECRUITING = "recruiting members"
    ROSTERED = "rostered"
    BRIEFED = "briefed"
    HELD = "held"
    OUTCOME_SHARED = "outcome shared"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class PanelCase(Base):
    """One panel from request to outcome. It may be asked for before it has an event, or made without a request.

    `owner` is the coordinator who sees to it; nobody yet for a request that nobody has taken up. `few_because` is why
    a coordinator agreed that it may have so few members. `notice_days` are the working days from the day on which its
    dates were chosen until the first interviews, `lead_days` those that we asked for then, `is_short_notice` says that
    they were fewer, and `short_because` is why a coordinator agreed to that; none are known of some old panels.
    Whoever locks both it and its event locks the event first.
    """

    __tablename__ = "panel_case"
    __table_args__ = (Index(None, "stage", "moved_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("panel.event_id"), unique=True)
    stage: Mapped[PanelStage]
    moved_at: Mapped[datetime]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    few_because: Mapped[str] = mapped_column(default="")
    lead_days: Mapped[int | None]
    notice_days: Mapped[int | None]
    is_short_notice: Mapped[bool] = mapped_column(default=False)
    short_because: Mapped[str] = mapped_column(default="")

    panel: Mapped[Panel | None] = relationship()
    owner: Mapped[Account | None] = relationship()
    moves: Mapped[list[PanelMove]] = relationship(back_populates="case", order_by="PanelMove.id")


class PanelMove(Base):
    """One step of a panel: append-only. Without an account it is the recruiting manager's, or happened by itself.

    `event_id` is the event that was called off with a step by which the panel was put off.
    """

    __tablename__ = "panel_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("panel_case.id"), index=True)
    from_stage: Mapped[PanelStage | None] = mapped_column(enum_named(PanelStage, "from_stage"))
    to_stage: Mapped[PanelStage] = mapped_column(enum_named(PanelStage, "to_stage"))
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    by_manager: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    message_key: Mapped[str | None]  # the message that told the recruiting manager
    event_id: Mapped[int | None] = mapped_column(ForeignKey("panel.event_id"), index=True)

    case: Mapped[PanelCase] = relationship(back_populates="moves")
    moved_by: Mapped[Account | None] = relationship()
