"""Somebody who would like to talk before they ask to join."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.notifications.models import Channel


class ChatRequest(Base):
    """A stranger who asked for a chat, and when a coordinator had it with them, or put it away for ever."""

    __tablename__ = "chat_request"
    __table_args__ = (Index("ix_chat_request_held_at_asked_at", "held_at", "asked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[str]
    channel: Mapped[Channel]
    reach: Mapped[str]  # the email address, phone number or address that the channel goes to
    times: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    held_at: Mapped[datetime | None]
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    was_stopped: Mapped[bool] = mapped_column(default=False)  # put away then and not held: they had died

    held_by: Mapped[Account | None] = relationship()
