"""What has changed about an event since members were told of it, and until when a member has seen what is new."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class Change(enum.StrEnum):
    """What is new about an event."""

    PUBLISHED = "published"
    TIME = "time"
    PLACE = "place"
    JOINING = "joining"
    CANCELLED = "cancelled"


class EventChange(Base):
    """One thing that changed about an event, and in words what it was before."""

    __tablename__ = "event_change"
    __table_args__ = (Index("ix_event_change_event_id_at", "event_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    what: Mapped[Change]
    was: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class NewsSeen(Base):
    """Until when a member has seen what is new. They say so themselves: to open a page is not to have seen it."""

    __tablename__ = "news_seen"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    seen_until: Mapped[datetime]
