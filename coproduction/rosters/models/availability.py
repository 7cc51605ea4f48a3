"""Asking members when they could take part, before anybody is chosen, and what they say."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.members.models import Member
from coproduction.schedule.models import Event, Via


class CanCome(enum.StrEnum):
    """What a member says of one date."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


class AvailabilityRound(Base):
    """One question to many members about the dates of some events. `words` are the coordinator's own.

    Answers are taken until `closed_at`, and until an event begins. `answer_by` is the UK day that members are asked
    for: whoever answers later, or never, is treated no worse.
    """

    __tablename__ = "availability_round"

    id: Mapped[int] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(default="")
    answer_by: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    asked_by: Mapped[Account] = relationship()
    dates: Mapped[list[AvailabilityDate]] = relationship(back_populates="round")


class AvailabilityDate(Base):
    """One event of a question."""

    __tablename__ = "availability_date"

    round_id: Mapped[int] = mapped_column(ForeignKey("availability_round.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True, index=True)

    round: Mapped[AvailabilityRound] = relationship(back_populates="dates")
    event: Mapped[Event] = relationship()


class Availability(Base):
    """One event that one member was asked about, last in this round, and what they said, if they have.

    `for_start` is when the event was to start as they answered: what is said of another time counts no more.
    """

    __tablename__ = "availability"
    __table_args__ = (
        UniqueConstraint("event_id", "member_id"),
        CheckConstraint("(said IS NULL) = (for_start IS NULL)", name="said_of_a_time"),
        Index("ix_availability_member_id_round_id", "member_id", "round_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("availability_round.id"), index=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    asked_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    said: Mapped[CanCome | None]
    for_start: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    via: Mapped[Via | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)

    event: Mapped[Event] = relationship()
    member: Mapped[Member] = relationship()
