"""Training and experience: what there is, and who holds it until when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base, enum_named
from coproduction.members.models.members import Interest, Member


class Qualification(Base):
    """Training or experience that a part in an event can require, such as interview skills.

    With `experience_of` it is what somebody did before their turns were written down here.
    """

    __tablename__ = "qualification"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    experience_of: Mapped[Interest | None] = mapped_column(enum_named(Interest, "experience_of"), unique=True)


class HeldQualification(Base):
    """One member's qualification. It counts from the day it was achieved until its last day, or for good."""

    __tablename__ = "held_qualification"
    __table_args__ = (UniqueConstraint("member_id", "qualification_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"), index=True)
    achieved_on: Mapped[date]
    valid_until: Mapped[date | None]

    member: Mapped[Member] = relationship(back_populates="qualifications")
    qualification: Mapped[Qualification] = relationship()
