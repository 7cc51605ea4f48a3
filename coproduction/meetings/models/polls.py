"""Finding a date: the times that are proposed, and what suits whom."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.schedule.models import EventFormat


class Suits(enum.StrEnum):
    """What a member says to one proposed time."""

    YES = "yes"
    IF_NEED_BE = "if need be"
    NO = "no"


class Poll(Base):
    """A meeting that looks for its date. `event_id` is the draft that was made of one of the times.

    `ended_at` is when a coordinator stopped looking, and no meeting came of it.
    """

    __tablename__ = "poll"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    focus: Mapped[str]
    minutes: Mapped[int]
    format: Mapped[EventFormat]
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    options: Mapped[list[PollOption]] = relationship(back_populates="poll", order_by="PollOption.starts_at")


class PollOption(Base):
    """One proposed time. It is never deleted: one that is proposed no more keeps its answers, and may come back."""

    __tablename__ = "poll_option"
    __table_args__ = (UniqueConstraint("poll_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"))
    starts_at: Mapped[datetime]
    is_proposed: Mapped[bool] = mapped_column(default=True)

    poll: Mapped[Poll] = relationship(back_populates="options")


class PollAnswer(Base):
    """What one member says to one time. A new answer takes the place of the old one."""

    __tablename__ = "poll_answer"
    __table_args__ = (UniqueConstraint("option_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    option_id: Mapped[int] = mapped_column(ForeignKey("poll_option.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    said: Mapped[Suits]
    answered_at: Mapped[datetime]
