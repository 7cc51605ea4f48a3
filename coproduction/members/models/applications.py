"""One person's asking to join."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.notifications.models import Channel


class ApplicationState(enum.StrEnum):
    """How far an application has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Application(Base):
    """One person's asking to join; a draft, with blanks, while they fill it in."""

    __tablename__ = "application"
    __table_args__ = (Index("ix_application_state_submitted_at", "state", "submitted_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.DRAFT)
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    decision_note: Mapped[str | None]

    name: Mapped[str | None]
    known_as: Mapped[str | None]
    channel: Mapped[Channel | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    area: Mapped[str | None]
    connection: Mapped[str | None]
    interests: Mapped[list[str] | None]
    support: Mapped[str | None]
    about: Mapped[str | None]
    agreed_at: Mapped[datetime | None]

    decided_by: Mapped[Account | None] = relationship()
