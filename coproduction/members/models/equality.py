"""Equality answers: only how often each was given in a year, with no link to anybody."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class EqualityCount(Base):
    """How many people gave this answer to this question in this year. There is no row for a person anywhere."""

    __tablename__ = "equality_count"
    __table_args__ = (CheckConstraint("given > 0", name="was_given"),)

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[str] = mapped_column(primary_key=True)
    given: Mapped[int]


class EqualityTicket(Base):
    """A random ticket that was used up, so that one form counts once. No other row knows whose it was, or when."""

    __tablename__ = "equality_ticket"

    digest: Mapped[str] = mapped_column(primary_key=True)
