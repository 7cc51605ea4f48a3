"""Meetings that repeat by a rule."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base
from coproduction.core.recurrence import Repeats
from coproduction.schedule.models import EventFormat


class MeetingSeries(Base):
    """The rule by which meetings repeat, and what each of them is like unless somebody changes it by hand.

    Times are those of the UK's clocks, in summer and in winter. `months_off` are numbers of months, `left_out` are days
    (in ISO form) that the rule gives and that nobody wanted.
    """

    __tablename__ = "meeting_series"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="in_order"),
        CheckConstraint("ends > starts", name="ends_after_start"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="is_weekday"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    focus: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    repeats: Mapped[Repeats]
    weekday: Mapped[int]
    nth: Mapped[int]
    first_day: Mapped[date]
    last_day: Mapped[date]
    months_off: Mapped[list[str]] = mapped_column(default=list)
    left_out: Mapped[list[str]] = mapped_column(default=list)
    starts: Mapped[time]
    ends: Mapped[time]
    format: Mapped[EventFormat]
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"), index=True)
    joining_link: Mapped[str] = mapped_column(default="")
    joining_phone: Mapped[str] = mapped_column(default="")
    who_comes: Mapped[str] = mapped_column(default="")
    breaks: Mapped[str] = mapped_column(default="")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    made_at: Mapped[datetime]
