"""What is special to a meeting."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.meetings.models.series import MeetingSeries
from coproduction.schedule.models import Event


class Meeting(Base):
    """A meeting of the group, and what it is mainly about.

    In a series, `series_day` is the day that the rule gave it. `is_by_hand` says that somebody has changed it since, so
    that the series leaves it alone from then on.
    """

    __tablename__ = "meeting"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    focus: Mapped[str]
    series_id: Mapped[int | None] = mapped_column(ForeignKey("meeting_series.id"), index=True)
    series_day: Mapped[date | None]
    is_by_hand: Mapped[bool] = mapped_column(default=False)

    event: Mapped[Event] = relationship()
    series: Mapped[MeetingSeries | None] = relationship()
