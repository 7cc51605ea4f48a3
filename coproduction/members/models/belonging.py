"""The life of a membership: every move, the induction, yearly reviews, and leaving."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base, enum_named
from coproduction.members.models.members import Member, MemberState


class MembershipMove(Base):
    """One step of a membership: append-only. The first, from nothing, is the day it began."""

    __tablename__ = "membership_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    from_state: Mapped[MemberState | None] = mapped_column(enum_named(MemberState, "from_state"))
    to_state: Mapped[MemberState]
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    message_key: Mapped[str | None]  # the message that told the member

    member: Mapped[Member] = relationship()
    moved_by: Mapped[Account | None] = relationship()


class InductionStep(enum.StrEnum):
    """What is done with a new member, in the order in which it usually happens."""

    WELCOME_CHAT = "welcome chat"
    CONFIDENTIALITY = "confidentiality agreement"
    NEEDS_REVIEWED = "needs reviewed"
    BUDDY = "buddy"


class InductionDone(Base):
    """A step of the induction that was done: when, and who wrote it down."""

    __tablename__ = "induction_done"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    step: Mapped[InductionStep] = mapped_column(primary_key=True)
    done_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)

    member: Mapped[Member] = relationship()
    recorded_by: Mapped[Account] = relationship()


class MembershipReview(Base):
    """A yearly talk with a member about how it goes."""

    __tablename__ = "membership_review"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    held_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)

    member: Mapped[Member] = relationship()
    recorded_by: Mapped[Account] = relationship()


class Departure(Base):
    """How a member leaves: from which day, and what they would like from us afterwards."""

    __tablename__ = "departure"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    leaves_on: Mapped[date] = mapped_column(index=True)
    wants_exit_talk: Mapped[bool] = mapped_column(default=False)
    wants_reference: Mapped[bool] = mapped_column(default=False)
    keeps_in_touch: Mapped[bool] = mapped_column(default=False)
    reference_given_at: Mapped[datetime | None]
    exit_talk_held_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()
