"""One person's asking to join: the draft, the keys that open it, what they need, who helps them, and every move."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base, enum_named
from coproduction.members.models.needs import NeedKind, SeenBy
from coproduction.notifications.models import Channel


class ApplicationState(enum.StrEnum):
    """How far an application has come. The legal moves between these are in rules/applications.py."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    MORE_INFORMATION = "more information asked"
    CHAT_OFFERED = "chat offered"
    WAITING_LIST = "waiting list"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class FilledInBy(enum.StrEnum):
    """Who fills the application in."""

    MYSELF = "myself"
    WITH_HELP = "with help"
    FOR_SOMEBODY = "for somebody else"


class ConsentWay(enum.StrEnum):
    """How somebody said yes to what a coordinator does for them: fill their application in, or change a supporter."""

    PHONE = "by phone"
    LETTER = "by letter"
    FACE_TO_FACE = "face to face"


class Consent(NamedTuple):
    """How and on which day somebody agreed to what a coordinator does for them."""

    way: ConsentWay
    on: date


class Application(Base):
    """One person's asking to join; a draft, with blanks, while they fill it in."""

    __tablename__ = "application"
    __table_args__ = (
        Index("ix_application_state_submitted_at", "state", "submitted_at"),
        Index("ix_application_state_changed_at", "state", "changed_at"),
        Index("ix_application_state_look_again_on", "state", "look_again_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.DRAFT)
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]  # when something was last answered: a draft is kept for a time after it
    passed: Mapped[list[str]] = mapped_column(default=list)  # the questions gone past, answered or left out
    submitted_at: Mapped[datetime | None]
    moved_at: Mapped[datetime | None]  # when it came to the state that it is in; never, for a draft
    look_again_on: Mapped[date | None]  # when a coordinator looks at it again, if not now
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    decision_note: Mapped[str | None]

    filled_in_by: Mapped[FilledInBy | None]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    consent_way: Mapped[ConsentWay | None]
    consent_on: Mapped[date | None]

    name: Mapped[str | None]
    known_as: Mapped[str | None]
    pronouns: Mapped[str | None]
    channel: Mapped[Channel | None]
    contact_times: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    area: Mapped[str | None]
    connection: Mapped[str | None]
    interests: Mapped[list[str] | None]
    about: Mapped[str | None]
    availability: Mapped[str | None]
    travel: Mapped[str | None]
    emergency_contact: Mapped[str | None]
    heard_from: Mapped[str | None]
    added: Mapped[str | None]  # what the applicant said after sending it, the newest last
    agreed_at: Mapped[datetime | None]

    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])
    entered_by: Mapped[Account | None] = relationship(foreign_keys=[entered_by_id])
    keys: Mapped[list[ApplicationKey]] = relationship(
        back_populates="application", order_by="ApplicationKey.id", cascade="all, delete-orphan"
    )
    needs: Mapped[list[ApplicationNeed]] = relationship(
        back_populates="application", order_by="ApplicationNeed.id", cascade="all, delete-orphan"
    )
    supporter: Mapped[ApplicationSupporter | None] = relationship(
        back_populates="application", cascade="all, delete-orphan"
    )
    moves: Mapped[list[ApplicationMove]] = relationship(back_populates="application", order_by="ApplicationMove.id")


class ApplicationKey(Base):
    """A random key that opens one application, in a link or as a code to type. Only its digest is kept."""

    __tablename__ = "application_key"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]

    application: Mapped[Application] = relationship(back_populates="keys")


class ApplicationNeed(Base):
    """Something the applicant needs in order to take part. It becomes a line of the member's needs passport."""

    __tablename__ = "application_need"
    __table_args__ = (UniqueConstraint("application_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    kind: Mapped[NeedKind]
    detail: Mapped[str] = mapped_column(default="")
    seen_by: Mapped[SeenBy] = mapped_column(default=SeenBy.COORDINATORS)

    application: Mapped[Application] = relationship(back_populates="needs")


class ApplicationSupporter(Base):
    """Whoever helps the applicant, or fills in for them, kept apart from what the applicant says of themselves."""

    __tablename__ = "application_supporter"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    name: Mapped[str]
    relation: Mapped[str] = mapped_column(default="")
    email: Mapped[str | None]
    phone: Mapped[str | None]
    has_agreement: Mapped[bool] = mapped_column(default=False)  # the person knows of this and agrees

    application: Mapped[Application] = relationship(back_populates="supporter")


class ApplicationMove(Base):
    """One step of an application: never changed, and forgotten with it. A draft that is sent makes the first."""

    __tablename__ = "application_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    from_state: Mapped[ApplicationState] = mapped_column(enum_named(ApplicationState, "from_state"))
    to_state: Mapped[ApplicationState]
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    message_key: Mapped[str | None]  # the message that told the applicant

    application: Mapped[Application] = relationship(back_populates="moves")
    moved_by: Mapped[Account | None] = relationship()
