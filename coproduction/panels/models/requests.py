"""What a recruiting manager asks for: the request, the times they would like, and a form that is not sent yet."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.asking.drafts import Draft
from coproduction.core.database import Base
from coproduction.panels.models.stages import PanelCase
from coproduction.schedule.models import EventFormat


class Say(enum.StrEnum):
    """How much members have to say in the decision."""

    EQUAL = "equal"
    SOME = "some"
    ADVICE = "advice"


class TimePart(enum.StrEnum):
    """What a time is for."""

    PRE_MEET = "pre-meet"
    INTERVIEWS = "interviews"


class PanelRequest(Base):
    """What the recruiting manager asked for. The contact details are emptied some time after it is over.

    `seed` opens their own page. `proposed_shortlisting_on` is the day of the shortlisting that they ask for, or None,
    beside the other times that they propose instead of what was agreed.
    """

    __tablename__ = "panel_request"
    __table_args__ = (
        CheckConstraint("candidates > 0", name="has_candidates"),
        CheckConstraint("members > 0", name="has_members"),
        CheckConstraint("shadows >= 0", name="shadows_not_negative"),
        CheckConstraint("format = 'online' OR site != ''", name="has_site"),
        Index("ix_panel_request_contact_email", "contact_email"),
    )

    case_id: Mapped[int] = mapped_column(ForeignKey("panel_case.id"), primary_key=True)
    seed: Mapped[str] = mapped_column(unique=True)
    sent_at: Mapped[datetime] = mapped_column(index=True)

    post: Mapped[str]
    band: Mapped[str]
    team: Mapped[str]
    candidates: Mapped[int]
    shortlisting_on: Mapped[date | None]
    proposed_shortlisting_on: Mapped[date | None]
    format: Mapped[EventFormat]
    site: Mapped[str] = mapped_column(default="")
    access: Mapped[list[str]] = mapped_column(default=list)
    access_notes: Mapped[str] = mapped_column(default="")
    members: Mapped[int]
    has_chair: Mapped[bool] = mapped_column(default=False)
    shadows: Mapped[int] = mapped_column(default=0)
    say: Mapped[Say]
    say_notes: Mapped[str] = mapped_column(default="")
    budget_code: Mapped[str] = mapped_column(default="")
    contact_name: Mapped[str]
    contact_email: Mapped[str]
    contact_phone: Mapped[str]

    case: Mapped[PanelCase] = relationship()
    times: Mapped[list[RequestedTime]] = relationship(
        back_populates="request", order_by="RequestedTime.starts_at", cascade="all, delete-orphan"
    )


class RequestedTime(Base):
    """A time that the manager would like. `is_proposed`: they ask for it instead of what was agreed."""

    __tablename__ = "requested_time"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="ends_after_start"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("panel_request.case_id"), index=True)
    part: Mapped[TimePart]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    is_proposed: Mapped[bool] = mapped_column(default=False)

    request: Mapped[PanelRequest] = relationship(back_populates="times")


class RequestDraft(Draft):
    """A request that is being filled in."""

    __tablename__ = "panel_request_draft"
