"""Courses, and the sessions in which members deliver them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.schedule.models import Event


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


class TrainingSession(Base):
    """One session of a course, for one team."""

    __tablename__ = "training_session"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    team: Mapped[str]

    event: Mapped[Event] = relationship()
    course: Mapped[Course] = relationship()
