"""People who help a member, with that member's permission, and what the member lets each of them see and do."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.members.models.applications import ConsentWay
from coproduction.members.models.members import Member


class Grant(enum.StrEnum):
    """One thing that a member lets a supporter see or do."""

    SEE_EVENTS = "see events"
    ANSWER = "answer"
    SEE_DETAILS = "see details"
    SEE_NEEDS = "see needs"
    GET_COPIES = "get copies"


class Supporter(Base):
    """Somebody who helps a member. Removed, the row stays as history, and lets nobody in.

    When a coordinator added them, or let them do more, `consent_way`, `consent_on` and `consent_by` say how and when
    the member agreed last, and who wrote it down. The audit trail keeps each.
    """

    __tablename__ = "supporter"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str]
    relation: Mapped[str] = mapped_column(default="")
    email: Mapped[str | None]
    phone: Mapped[str | None]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    consent_way: Mapped[ConsentWay | None]
    consent_on: Mapped[date | None]
    consent_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)

    member: Mapped[Member] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])
    added_by: Mapped[Account | None] = relationship(foreign_keys=[added_by_id])
    consent_by: Mapped[Account | None] = relationship(foreign_keys=[consent_by_id])
    grants: Mapped[list[SupporterGrant]] = relationship(
        back_populates="supporter", order_by="SupporterGrant.allowed", cascade="all, delete-orphan"
    )


class SupporterGrant(Base):
    """One thing that the member allows the supporter."""

    __tablename__ = "supporter_grant"

    supporter_id: Mapped[int] = mapped_column(ForeignKey("supporter.id"), primary_key=True)
    allowed: Mapped[Grant] = mapped_column(primary_key=True)

    supporter: Mapped[Supporter] = relationship(back_populates="grants")
