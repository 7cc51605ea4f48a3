"""The search for somebody who steps in, and every step of it."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base
from coproduction.members.models import Member
from coproduction.schedule.models import EventRole


class SearchState(enum.StrEnum):
    """How far a search has come. Nobody more is asked by itself where a person is to ring."""

    LOOKING = "looking"
    RINGING = "ringing"
    FOUND = "found"
    STOPPED = "stopped"
    OVER = "over"


class Because(enum.StrEnum):
    """Why a search began."""

    GIVEN_UP = "given up"
    NO_YES = "no yes"
    BY_HAND = "by hand"


class Pace(enum.StrEnum):
    """How members are asked."""

    IN_TURN = "in turn"
    AT_ONCE = "at once"


class Step(enum.StrEnum):
    """What happened in a search."""

    BEGUN = "begun"
    GIVEN_UP = "given up"
    ASK_FIRST = "ask first"
    ASKED = "asked"
    PASSED_OVER = "passed over"
    SAID_YES = "said yes"
    SAID_NO = "said no"
    NOT_SURE = "not sure"
    NO_ANSWER = "no answer"
    THANKED = "thanked"
    STANDS_BY = "stands by"
    TO_RING = "to ring"
    STOPPED = "stopped"


_IS_LIVE = text("state IN ('looking', 'ringing')")
_IS_DUE = text("next_at IS NOT NULL")


class StandInSearch(Base):
    """A search for people for one role, of which there is one at a time.

    `next_at` is when the worker looks at it again, and None when there is nothing to do. Without a pace it is that
    which fits how near the event is. `failures` are those in a row, of which the last was the last look.
    """

    __tablename__ = "stand_in_search"
    __table_args__ = (
        Index("uq_stand_in_search_one_live", "role_id", unique=True, sqlite_where=_IS_LIVE, postgresql_where=_IS_LIVE),
        Index("ix_stand_in_search_due", "next_at", "id", sqlite_where=_IS_DUE, postgresql_where=_IS_DUE),
        CheckConstraint("state NOT IN ('looking', 'ringing') OR ended_at IS NULL", name="live_has_no_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    role_id: Mapped[int] = mapped_column(ForeignKey("event_role.id"), index=True)
    state: Mapped[SearchState] = mapped_column(default=SearchState.LOOKING)
    because: Mapped[Because]
    pace: Mapped[Pace | None]
    begun_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)

    role: Mapped[EventRole] = relationship()
    steps: Mapped[list[SearchStep]] = relationship(back_populates="search", order_by="SearchStep.id")


class SearchStep(Base):
    """One step of a search: append-only. `until` is by when whoever was asked is to answer.

    `stood_by` says of whoever was asked that they stood by for the role.
    """

    __tablename__ = "search_step"
    __table_args__ = (Index("ix_search_step_search_id_member_id", "search_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    search_id: Mapped[int] = mapped_column(ForeignKey("stand_in_search.id"))
    what: Mapped[Step]
    at: Mapped[datetime]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    until: Mapped[datetime | None]
    stood_by: Mapped[bool] = mapped_column(default=False)

    search: Mapped[StandInSearch] = relationship(back_populates="steps")
    member: Mapped[Member | None] = relationship()
