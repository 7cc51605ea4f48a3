"""The courses that the group offers."""

from __future__ import annotations

import enum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.members.models import Qualification


class CourseMode(enum.StrEnum):
    """How a course can be given."""

    IN_PERSON = "in person"
    ONLINE = "online"
    BOTH = "both"


class Course(Base):
    """A course that the group offers: its usual length in minutes, and from how many to how many can attend.

    `slug` stands in its address and stays as it is, whatever the course is called later. With `is_on_request` teams
    read of it and can ask for it. A course `is_for_members` who come to learn; whoever has been there holds what it
    `grants`. What is not `is_offered` any more stays for the sessions that were held.
    """

    __tablename__ = "course"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="takes_time"),
        CheckConstraint("delegates > 0", name="has_delegates"),
        CheckConstraint("fewest_delegates > 0 AND fewest_delegates <= delegates", name="fewest_not_above_most"),
        CheckConstraint("NOT is_for_members OR NOT is_on_request", name="for_members_or_teams"),
        CheckConstraint("grants_id IS NULL OR is_for_members", name="grants_to_members"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    aim: Mapped[str] = mapped_column(default="")
    audience: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int]
    fewest_delegates: Mapped[int] = mapped_column(default=1)
    delegates: Mapped[int]
    mode: Mapped[CourseMode] = mapped_column(default=CourseMode.BOTH)
    is_on_request: Mapped[bool] = mapped_column(default=False)
    is_for_members: Mapped[bool] = mapped_column(default=False)
    grants_id: Mapped[int | None] = mapped_column(ForeignKey("qualification.id"), index=True)
    is_offered: Mapped[bool] = mapped_column(default=True)

    grants: Mapped[Qualification | None] = relationship()
