"""The agenda of a meeting, its papers, and when they went."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base
from coproduction.documents.models import VersionFormat


class AgendaItem(Base):
    """One thing that a meeting spends its time on, or a break. Its paper, if it has one, is a document."""

    __tablename__ = "agenda_item"
    __table_args__ = (CheckConstraint("minutes > 0", name="takes_time"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("meeting.event_id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    minutes: Mapped[int]
    owner: Mapped[str] = mapped_column(default="")
    is_break: Mapped[bool] = mapped_column(default=False)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)


class PaperSending(Base):
    """Papers of a meeting went to everybody with a part in it, once. `reason` says why they went without Easy Read."""

    __tablename__ = "paper_sending"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("meeting.event_id"), index=True)
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")


class SentPaper(Base):
    """One paper of a meeting in one format, and a sending with which it went: again once its file was replaced."""

    __tablename__ = "sent_paper"

    event_id: Mapped[int] = mapped_column(ForeignKey("meeting.event_id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, index=True)
    format: Mapped[VersionFormat] = mapped_column(primary_key=True)
    sending_id: Mapped[int] = mapped_column(ForeignKey("paper_sending.id"), primary_key=True, index=True)
