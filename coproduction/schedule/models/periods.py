"""Days that a coordinator thinks of before choosing a date: school holidays, religious days."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class PeriodKind(enum.StrEnum):
    """Why these days matter. Bank holidays come from a library, and are not written here."""

    SCHOOL_HOLIDAY = "school holiday"
    RELIGIOUS_DAY = "religious day"
    OTHER = "other"


class KnownPeriod(Base):
    """Some days with a name, from the first to the last, both included."""

    __tablename__ = "known_period"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="in_order"),
        CheckConstraint("name != ''", name="has_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[PeriodKind]
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date] = mapped_column(index=True)
