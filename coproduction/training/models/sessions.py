"""The sessions in which members deliver a course."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.schedule.models import Event
from coproduction.training.models.courses import Course


class TrainingSession(Base):
    """One session of a course, for one team. `with_staff`: a member of staff delivers it too, beside the members.

    `briefing` is what a coordinator writes for those who deliver it. A cancelled session that `is_put_off` may come
    again on another day.
    """

    __tablename__ = "training_session"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    team: Mapped[str]
    with_staff: Mapped[bool] = mapped_column(default=False)
    briefing: Mapped[str] = mapped_column(default="")
    is_put_off: Mapped[bool] = mapped_column(default=False)

    event: Mapped[Event] = relationship()
    course: Mapped[Course] = relationship()
