"""What members do at a session: as each course plans it, and as the roles of a session have it."""

from __future__ import annotations

import enum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.members.models import Qualification
from coproduction.schedule.models import EventRole, Part
from coproduction.training.models.courses import Course


class Duty(enum.StrEnum):
    """What somebody in a role does at a session. How duties differ stands in kinds.py."""

    LEADS = "leads"
    CO_DELIVERS = "co-delivers"
    SHADOWS = "shadows"
    OBSERVES = "observes"
    SUPPORTS = "supports"
    HOSTS = "hosts"
    ATTENDS = "attends"
    OTHER = "other"


class CourseRole(Base):
    """A role that sessions of a course have from the start, in its place in the course's plan."""

    __tablename__ = "course_role"
    __table_args__ = (
        UniqueConstraint("course_id", "name"),
        CheckConstraint("minimum >= 0", name="minimum_not_negative"),
        CheckConstraint("maximum IS NULL OR (maximum > 0 AND maximum >= minimum)", name="maximum_not_below_minimum"),
        CheckConstraint("part IN ('place', 'shadow')", name="no_standby"),
        CheckConstraint(
            "part IN ('place') OR (minimum = 0 AND maximum IS NOT NULL AND NOT is_open)", name="beyond_the_minimum"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    position: Mapped[int]
    name: Mapped[str]
    does: Mapped[Duty]
    part: Mapped[Part] = mapped_column(default=Part.PLACE)
    minimum: Mapped[int]
    maximum: Mapped[int | None]
    is_open: Mapped[bool] = mapped_column(default=False)
    qualification_id: Mapped[int | None] = mapped_column(ForeignKey("qualification.id"), index=True)

    course: Mapped[Course] = relationship()
    qualification: Mapped[Qualification | None] = relationship()


class SessionRole(Base):
    """What somebody in this role of a training session does."""

    __tablename__ = "session_role"

    role_id: Mapped[int] = mapped_column(ForeignKey("event_role.id"), primary_key=True)
    does: Mapped[Duty]

    role: Mapped[EventRole] = relationship()
