"""Days that a coordinator thinks of before choosing a date: school holidays, religious days."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class PeriodKind(enum.StrEnum):
    """Why these days matter. Bank holidays come from a library, and are not written here."""

    SCHOOL_HOLIDAY = "school holiday"
    RELIGIOUS_DAY = "religious day"
    OTHER = "other"


class KnownPeriod(Base):
    """Some days with a name, from the first to the last, both included.

    `key` is that of the religious day, of those that come with the code, whose place it takes. `is_left_out` says that
    nobody is warned of it.
    """

    __tablename__ = "known_period"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="in_order"),
        CheckConstraint("name != ''", name="has_name"),
        Index("uq_known_period_key", "key", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PeriodKind]
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date] = mapped_column(index=True)
    key: Mapped[str | None]
    is_left_out: Mapped[bool] = mapped_column(default=False)
