"""A person in the group, what they take part in, and when they are away."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.core.dates import uk_short_date
from coproduction.members.models.applications import Application
from coproduction.notifications.models import Channel

if TYPE_CHECKING:
    from coproduction.members.models.needs import Need
    from coproduction.members.models.qualifications import HeldQualification


class MemberState(enum.StrEnum):
    """Where a membership stands. The legal moves between these are in rules/belonging.py."""

    INDUCTION = "induction"
    PROBATION = "probation"
    ACTIVE = "active"
    PAUSED = "paused"
    LEAVING = "leaving"
    LEFT = "left"
    DIED = "died"


class Interest(enum.StrEnum):
    """What a member likes to take part in."""

    MEETINGS = "meetings"
    TRAINING = "training"
    PANELS = "panels"
    NATIONAL = "national groups"


class Member(Base):
    """A person in the group. They may have no email and no account."""

    __tablename__ = "member"
    __table_args__ = (
        Index("ix_member_state_name", "state", "name", "id"),
        Index("ix_member_name_id", "name", "id"),
        # Partial, or SQLite would look for those who were not merged, nearly everybody, by it.
        Index(
            "ix_member_merged_into_id",
            "merged_into_id",
            sqlite_where=text("merged_into_id IS NOT NULL"),
            postgresql_where=text("merged_into_id IS NOT NULL"),
        ),
        # Partial, because hardly anybody waits to be told.
        Index(
            "ix_member_untold_since",
            "untold_since",
            "id",
            sqlite_where=text("untold_since IS NOT NULL"),
            postgresql_where=text("untold_since IS NOT NULL"),
        ),
        CheckConstraint("channel != 'email' OR email IS NOT NULL", name="email_to_write_to"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), unique=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"), unique=True)
    state: Mapped[MemberState] = mapped_column(default=MemberState.ACTIVE)
    name: Mapped[str]
    known_as: Mapped[str]
    pronouns: Mapped[str | None]
    channel: Mapped[Channel]
    contact_times: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    area: Mapped[str | None]
    availability: Mapped[str | None]
    travel: Mapped[str | None]
    emergency_contact: Mapped[str | None]
    remarks: Mapped[str | None]  # what the group's own list said when it was brought in
    joined_on: Mapped[date]
    probation_ends_on: Mapped[date | None]
    term_ends_on: Mapped[date | None] = mapped_column(index=True)
    terms: Mapped[int] = mapped_column(default=1)  # how many terms they have been given, this one included
    review_due_on: Mapped[date | None] = mapped_column(index=True)
    buddy_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    forgotten_at: Mapped[datetime | None]  # when what names them was deleted; they had left, or died
    untold_since: Mapped[datetime | None]  # came with a group's list then, and nobody told them that we hold it

    account: Mapped[Account | None] = relationship()
    application: Mapped[Application | None] = relationship()
    interests: Mapped[list[MemberInterest]] = relationship(
        back_populates="member", order_by="MemberInterest.interest", cascade="all, delete-orphan"
    )
    needs: Mapped[list[Need]] = relationship(back_populates="member", order_by="Need.id")
    away_dates: Mapped[list[AwayDate]] = relationship(back_populates="member", order_by="AwayDate.starts_on")
    qualifications: Mapped[list[HeldQualification]] = relationship(
        back_populates="member", order_by="HeldQualification.id"
    )


class MemberInterest(Base):
    """One thing a member likes to take part in."""

    __tablename__ = "member_interest"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    interest: Mapped[Interest] = mapped_column(primary_key=True)

    member: Mapped[Member] = relationship(back_populates="interests")


class AwayDate(Base):
    """Days on which a member cannot be asked to anything, first and last day included."""

    __tablename__ = "away_date"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="in_order"),
        Index("ix_away_date_member_id_ends_on", "member_id", "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    member: Mapped[Member] = relationship(back_populates="away_dates")

    @property
    def in_words(self) -> str:
        """Write the days: '1 February 2027 to 14 February 2027', or one day alone."""
        first, last = uk_short_date(self.starts_on), uk_short_date(self.ends_on)
        return first if first == last else f"{first} to {last}"
