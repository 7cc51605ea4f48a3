"""The courses that the group offers."""

from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class Course(Base):
    """A course that the group offers: its usual length in minutes and how many can attend."""

    __tablename__ = "course"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="takes_time"),
        CheckConstraint("delegates > 0", name="has_delegates"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    minutes: Mapped[int]
    delegates: Mapped[int]
