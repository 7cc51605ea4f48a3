"""Training and experience: what there is, and who holds it until when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base, enum_named
from coproduction.members.models.members import Interest, Member


class Qualification(Base):
    """Training or experience that a part in an event can require, such as interview skills.

    It counts for so many `months` from the day it was achieved; None: for good. With `experience_of` it is what
    somebody did before their turns were written down here.
    """

    __tablename__ = "qualification"
    __table_args__ = (CheckConstraint("months > 0", name="lasts"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    months: Mapped[int | None]
    experience_of: Mapped[Interest | None] = mapped_column(enum_named(Interest, "experience_of"), unique=True)


class HeldQualification(Base):
    """One member's qualification. It counts from the day it was achieved until its last day, or for good.

    Before its last day somebody is reminded to renew it, unless a coordinator ended it (`is_to_renew` is off then).
    `by_attending` is there while it is held because the member was at training for it.
    """

    __tablename__ = "held_qualification"
    __table_args__ = (UniqueConstraint("member_id", "qualification_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"), index=True)
    achieved_on: Mapped[date]
    valid_until: Mapped[date | None] = mapped_column(index=True)
    is_to_renew: Mapped[bool] = mapped_column(default=True)

    member: Mapped[Member] = relationship(back_populates="qualifications")
    qualification: Mapped[Qualification] = relationship()
    by_attending: Mapped[HeldByAttending | None] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class HeldByAttending(Base):
    """That a qualification is held through being at training, from its `first_day` on, and what was held before.

    With `achieved_before` None there was nothing before: it goes if they were not there after all.
    """

    __tablename__ = "held_by_attending"

    held_id: Mapped[int] = mapped_column(ForeignKey("held_qualification.id", ondelete="CASCADE"), primary_key=True)
    first_day: Mapped[date]
    achieved_before: Mapped[date | None]
    until_before: Mapped[date | None]
