"""What is arranged so that one member can take part in one event, and every step on the way."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base, enum_named
from coproduction.members.models import Member, NeedKind
from coproduction.schedule.models.events import Event


class ArrangementState(enum.StrEnum):
    """How far an arrangement has come. The legal moves between these are in rules/arrangements.py."""

    TO_BOOK = "to book"
    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    CHECK_AGAIN = "check again"
    CANNOT_BE_MET = "cannot be met"
    TO_CANCEL = "to cancel"
    NOT_NEEDED = "no longer needed"


class LateChoice(enum.StrEnum):
    """What was decided about an arrangement whose deadline had passed."""

    BOOK_ANYWAY = "book anyway"
    AGREED = "agreed something else"


_IS_TO_BOOK = text("state IN ('to book')")
_IS_THIS_TIME = text("kind IS NULL")
_IS_WITH_SUPPLIER = text("state IN ('requested', 'check again', 'to cancel')")


class Arrangement(Base):
    """One thing that one member needs at one event. It is never deleted while the event is to come.

    Without a kind it is what they said is different this time; their words stay beside their answer.
    `book_by` is the UK day by which it must be booked. `instead` is what was agreed with the member in its place.
    `cost` is in pence.
    """

    __tablename__ = "arrangement"
    __table_args__ = (
        UniqueConstraint("event_id", "member_id", "kind"),
        CheckConstraint("cost IS NULL OR cost >= 0", name="cost_not_negative"),
        # Two without a kind do not count as the same to the constraint above.
        Index(
            "uq_arrangement_this_time",
            "event_id",
            "member_id",
            unique=True,
            sqlite_where=_IS_THIS_TIME,
            postgresql_where=_IS_THIS_TIME,
        ),
        Index("ix_arrangement_to_book", "book_by", "id", sqlite_where=_IS_TO_BOOK, postgresql_where=_IS_TO_BOOK),
        Index(
            "ix_arrangement_with_supplier",
            "event_id",
            "id",
            sqlite_where=_IS_WITH_SUPPLIER,
            postgresql_where=_IS_WITH_SUPPLIER,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    kind: Mapped[NeedKind | None]
    state: Mapped[ArrangementState]
    book_by: Mapped[date]
    late_choice: Mapped[LateChoice | None]
    instead: Mapped[str] = mapped_column(default="")
    supplier: Mapped[str] = mapped_column(default="")
    cost: Mapped[int | None]
    reference: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    made_at: Mapped[datetime]
    moved_at: Mapped[datetime]

    event: Mapped[Event] = relationship()
    member: Mapped[Member] = relationship()
    owner: Mapped[Account] = relationship()
    moves: Mapped[list[ArrangementMove]] = relationship(back_populates="arrangement", order_by="ArrangementMove.id")


class ArrangementMove(Base):
    """One step of an arrangement: append-only, and forgotten with it."""

    __tablename__ = "arrangement_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    arrangement_id: Mapped[int] = mapped_column(ForeignKey("arrangement.id"), index=True)
    from_state: Mapped[ArrangementState | None] = mapped_column(enum_named(ArrangementState, "from_state"))
    to_state: Mapped[ArrangementState]
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")

    arrangement: Mapped[Arrangement] = relationship(back_populates="moves")
