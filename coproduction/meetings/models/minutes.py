"""What came of a meeting: its minutes, what was decided, and what somebody said they would do."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.members.models import Member


class MinutesState(enum.StrEnum):
    """How far minutes have come. Members see them once they are shared."""

    DRAFT = "draft"
    SHARED = "shared"
    AGREED = "agreed"


class Minutes(Base):
    """What was said at a meeting, in Markdown, with the HTML that was made of it when it was saved."""

    __tablename__ = "minutes"
    __table_args__ = (
        CheckConstraint(
            "(state = 'agreed' AND agreed_at IS NOT NULL AND agreed_by_meeting_id IS NOT NULL) OR "
            "(state != 'agreed' AND agreed_at IS NULL AND agreed_by_meeting_id IS NULL)",
            name="says_where_agreed",
        ),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("meeting.event_id"), primary_key=True)
    text: Mapped[str]
    html: Mapped[str]
    state: Mapped[MinutesState] = mapped_column(default=MinutesState.DRAFT)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    changed_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]
    agreed_by_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.event_id"), index=True)


class Decision(Base):
    """One thing that a meeting decided."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("meeting.event_id"), index=True)
    words: Mapped[str]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)


_IS_OPEN = text("done_at IS NULL")


class ActionPoint(Base):
    """What a member or a coordinator said at a meeting that they would do by a day. It is open until it is done."""

    __tablename__ = "action_point"
    __table_args__ = (
        CheckConstraint(
            "(member_id IS NULL AND account_id IS NOT NULL) OR (member_id IS NOT NULL AND account_id IS NULL)",
            name="has_one_owner",
        ),
        Index("ix_action_point_open", "due_on", "id", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("meeting.event_id"), index=True)
    words: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)

    member: Mapped[Member | None] = relationship()
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])

    @property
    def owner_name(self) -> str:
        """Return who said that they would do it."""
        if self.member:
            return self.member.known_as
        return self.account.name if self.account else ""
