"""What teams ask for: requests for training, the days that suit them, every step, and forms that are not sent yet."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.asking.drafts import Draft
from coproduction.core.database import Base, enum_named
from coproduction.schedule.models import EventFormat
from coproduction.training.models.courses import Course
from coproduction.training.models.sessions import TrainingSession


class RequestStage(enum.StrEnum):
    """How far a request has come. The legal moves between these are in rules/request_stages.py."""

    REQUESTED = "requested"
    NEEDS_INFORMATION = "needs information"
    SUGGESTED = "something else suggested"
    AGREED = "agreed to what we suggested"
    WAITING = "waiting list"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    RECRUITING = "recruiting trainers"
    READY = "trainers found"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class PartOfDay(enum.StrEnum):
    """Which part of a day suits the team."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EITHER = "either"


class TrainingRequest(Base):
    """What a team asked for, and how far it has come. Who asked and who hosts is emptied some time after it is over.

    `seed` opens the team's own page. Without a course it is for what `need` says. `owner` is the coordinator who sees
    to it. `session` is there from our yes until it is put off. What a coordinator suggests instead is a course and a
    time, together. Whoever locks both it and its event locks the event first.
    """

    __tablename__ = "training_request"
    __table_args__ = (
        CheckConstraint("course_id IS NOT NULL OR need != ''", name="says_what"),
        CheckConstraint("numbers > 0", name="has_people"),
        CheckConstraint("format = 'online' OR site != ''", name="has_site"),
        CheckConstraint(
            "(suggested_course_id IS NULL) = (suggested_starts_at IS NULL) "
            "AND (suggested_starts_at IS NULL) = (suggested_ends_at IS NULL)",
            name="suggests_all",
        ),
        Index(None, "stage", "moved_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seed: Mapped[str] = mapped_column(unique=True)
    stage: Mapped[RequestStage]
    moved_at: Mapped[datetime]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("training_session.event_id"), unique=True)
    sent_at: Mapped[datetime]
    is_short_notice: Mapped[bool]

    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"), index=True)
    need: Mapped[str] = mapped_column(default="")
    team: Mapped[str]
    audience: Mapped[str]
    numbers: Mapped[int]
    part_of_day: Mapped[PartOfDay]
    format: Mapped[EventFormat]
    site: Mapped[str] = mapped_column(default="")
    access: Mapped[list[str]] = mapped_column(default=list)
    access_notes: Mapped[str] = mapped_column(default="")
    host: Mapped[str] = mapped_column(default="")
    cost_code: Mapped[str] = mapped_column(default="")
    contact_name: Mapped[str]
    contact_email: Mapped[str] = mapped_column(index=True)
    contact_phone: Mapped[str]

    suggested_course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"), index=True)
    suggested_starts_at: Mapped[datetime | None]
    suggested_ends_at: Mapped[datetime | None]

    owner: Mapped[Account | None] = relationship()
    session: Mapped[TrainingSession | None] = relationship()
    course: Mapped[Course | None] = relationship(foreign_keys=course_id)
    suggested_course: Mapped[Course | None] = relationship(foreign_keys=suggested_course_id)
    days: Mapped[list[RequestedDay]] = relationship(
        back_populates="request", order_by="RequestedDay.day", cascade="all, delete-orphan"
    )
    moves: Mapped[list[RequestMove]] = relationship(back_populates="request", order_by="RequestMove.id")


class RequestedDay(Base):
    """A day that suits the team. `is_proposed`: they ask for it instead of what was agreed."""

    __tablename__ = "requested_day"
    __table_args__ = (UniqueConstraint("request_id", "day", "is_proposed"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("training_request.id"))
    day: Mapped[date]
    is_proposed: Mapped[bool] = mapped_column(default=False)

    request: Mapped[TrainingRequest] = relationship(back_populates="days")


class RequestMove(Base):
    """One step of a request: append-only. Without an account it is the team's, or happened by itself; with one and
    `by_team` the team rang, and that account entered it.

    `event_id` is the session that was called off with a step by which the training was put off.
    """

    __tablename__ = "training_request_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("training_request.id"), index=True)
    from_stage: Mapped[RequestStage | None] = mapped_column(enum_named(RequestStage, "from_stage"))
    to_stage: Mapped[RequestStage] = mapped_column(enum_named(RequestStage, "to_stage"))
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    by_team: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    message_key: Mapped[str | None]  # the message that told the team
    event_id: Mapped[int | None] = mapped_column(ForeignKey("training_session.event_id"), index=True)

    request: Mapped[TrainingRequest] = relationship(back_populates="moves")
    moved_by: Mapped[Account | None] = relationship()


class TrainingDraft(Draft):
    """A request for training that is being filled in."""

    __tablename__ = "training_request_draft"
