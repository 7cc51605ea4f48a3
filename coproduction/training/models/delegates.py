"""People from outside the group who attend a session: how it takes bookings, who booked, and what is left of it."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.training.models.sessions import TrainingSession

_HAS_TO_ANSWER = text("answer_by IS NOT NULL")


class BookingState(enum.StrEnum):
    """Where a booking stands. What follows from what stands in rules/bookings.py.

    Before it is confirmed by email a booking is `kept`, with a place, or `asked`, without one.
    """

    KEPT = "kept"
    ASKED = "asked"
    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class SessionBookings(Base):
    """How one session takes bookings. This row is locked by whoever takes or frees a place.

    `code` stands in the public address, and signed in that of the host's team. `host_seed` opens the page of who hosts
    it: their name and email are emptied with the delegates. `held` places are for the host's team up to the day
    `held_until`, that day included; those whom the host sent count against them. `needs_seen_at` is when a coordinator
    last saw to what delegates need.
    """

    __tablename__ = "session_bookings"
    __table_args__ = (
        CheckConstraint("capacity > 0", name="has_places"),
        CheckConstraint("held >= 0 AND held <= capacity", name="held_within_capacity"),
        CheckConstraint("(held = 0) = (held_until IS NULL)", name="held_until_a_day"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("training_session.event_id"), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    host_seed: Mapped[str] = mapped_column(unique=True)
    capacity: Mapped[int]
    is_open: Mapped[bool] = mapped_column(default=True)
    is_listed: Mapped[bool] = mapped_column(default=False)
    held: Mapped[int] = mapped_column(default=0)
    held_until: Mapped[date | None]
    host_name: Mapped[str] = mapped_column(default="")
    host_email: Mapped[str] = mapped_column(default="")
    joining_notes: Mapped[str] = mapped_column(default="")
    needs_seen_at: Mapped[datetime | None]

    session: Mapped[TrainingSession] = relationship()


class Delegate(Base):
    """Somebody who booked a session: no member, and no account. They are deleted some months after the session.

    Who rang may have no email address, and is told by phone. `seed` opens their own page. `turn` is their place in the
    order in which people came, counted for each session; who comes back has a new one. `answer_by` is until when they
    confirm, or say yes to a place that is kept for them. `came` is None until somebody writes it down; `certificate` is
    the code on their certificate, once they came, and `certified_course` what the course was called when they got it:
    that is printed on it. `asked_at_end` and `asked_later`: they were sent the link to say how it was.
    `answered_at_end` and `answered_later`: they did; what they said is kept apart (models/evaluation.py).
    """

    __tablename__ = "delegate"
    __table_args__ = (
        UniqueConstraint("event_id", "turn"),
        UniqueConstraint("event_id", "email"),
        CheckConstraint("(state IN ('kept', 'asked', 'offered')) = (answer_by IS NOT NULL)", name="answers_in_time"),
        CheckConstraint(
            "state NOT IN ('waiting', 'offered', 'booked') OR confirmed_at IS NOT NULL", name="confirmed_first"
        ),
        CheckConstraint("came IS NULL OR state IN ('booked')", name="came_with_a_place"),
        CheckConstraint("certificate IS NULL OR came IS NOT NULL", name="certificate_of_who_came"),
        CheckConstraint("email IS NOT NULL OR phone <> ''", name="can_be_reached"),
        CheckConstraint("(certificate IS NULL) = (certified_course IS NULL)", name="certified_for_a_course"),
        Index("ix_delegate_answer_by", "answer_by", sqlite_where=_HAS_TO_ANSWER, postgresql_where=_HAS_TO_ANSWER),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("session_bookings.event_id"))
    turn: Mapped[int]
    state: Mapped[BookingState]
    seed: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str] = mapped_column(default="")
    team: Mapped[str]
    job: Mapped[str]
    needs: Mapped[list[str]] = mapped_column(default=list)
    needs_notes: Mapped[str] = mapped_column(default="")
    needs_changed_at: Mapped[datetime | None]
    is_of_host: Mapped[bool] = mapped_column(default=False)
    booked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    answer_by: Mapped[datetime | None]
    moved_at: Mapped[datetime]
    moves_made: Mapped[int] = mapped_column(default=0)
    reminded_for: Mapped[datetime | None]  # the start of the session of which they were reminded
    came: Mapped[bool | None]
    certificate: Mapped[str | None] = mapped_column(unique=True)
    certified_course: Mapped[str | None]
    asked_at_end: Mapped[bool] = mapped_column(default=False)
    asked_later: Mapped[bool] = mapped_column(default=False)
    answered_at_end: Mapped[bool] = mapped_column(default=False)
    answered_later: Mapped[bool] = mapped_column(default=False)

    bookings: Mapped[SessionBookings] = relationship()


class DelegateCount(Base):
    """How many delegates a session had, once they are deleted: who had a place, who came, who cancelled or got none."""

    __tablename__ = "delegate_count"

    event_id: Mapped[int] = mapped_column(ForeignKey("session_bookings.event_id"), primary_key=True)
    booked: Mapped[int]
    came: Mapped[int]
    cancelled: Mapped[int]
    without_place: Mapped[int]
    counted_at: Mapped[datetime]
