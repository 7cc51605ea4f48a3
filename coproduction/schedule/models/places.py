"""A member's part in one event role, and every move it has made."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base, enum_named
from coproduction.members.models import Member
from coproduction.schedule.models.events import EventRole


class PlaceState(enum.StrEnum):
    """Where a place stands. The legal moves between these are in rules.py."""

    INTERESTED = "interested"
    OFFERED = "offered"
    TENTATIVE = "tentative"
    WAITING = "waiting"
    HELD = "held"
    DECLINED = "declined"
    LAPSED = "lapsed"
    STEPPED_BACK = "stepped back"
    RELEASED = "released"
    ATTENDED = "attended"
    APOLOGIES = "apologies"
    ABSENT = "absent"


LIVE_STATES = (
    PlaceState.INTERESTED,
    PlaceState.OFFERED,
    PlaceState.TENTATIVE,
    PlaceState.WAITING,
    PlaceState.HELD,
)
_IS_LIVE = text("state IN ('interested', 'offered', 'tentative', 'waiting', 'held')")
_IS_WAITING, _IS_KEPT = text("state IN ('waiting')"), text("offer_ends_at IS NOT NULL")
_IS_OFFERED, _IS_INTERESTED = text("state IN ('offered')"), text("state IN ('interested')")


class Via(enum.StrEnum):
    """How an answer reached us. A supporter answers on the website, for the member and as themselves."""

    WEBSITE = "website"
    EMAIL = "email"
    PHONE = "phone"
    LETTER = "letter"
    AUTOMATIC = "automatic"
    SUPPORTER = "supporter"


class Check(enum.StrEnum):
    """What is checked when a member says yes, unless a coordinator set it aside with the offer."""

    QUALIFICATION = "qualification"
    CLASH = "clash"


class Place(Base):
    """One member's part in one event role. It is never deleted; giving it up changes its state.

    `asked_again_at` stands as long as we wait for a new answer, because the event moved to a time that clashes, or
    does not offer any more how they take part. The place stays theirs. `stood_aside` is true for good where it came to
    light that they were not to take part, whatever is written of who came. It says no more of why, and nobody reads it.
    """

    __tablename__ = "place"
    __table_args__ = (
        ForeignKeyConstraint(["role_id", "event_id"], ["event_role.id", "event_role.event_id"]),
        UniqueConstraint("role_id", "member_id"),
        Index(
            "uq_place_one_live_per_event",
            "event_id",
            "member_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        Index("ix_place_offered", "moved_at", "id", sqlite_where=_IS_OFFERED, postgresql_where=_IS_OFFERED),
        Index("ix_place_interested", "role_id", sqlite_where=_IS_INTERESTED, postgresql_where=_IS_INTERESTED),
        # The order of a waiting list.
        Index("ix_place_waiting", "role_id", "moved_at", "id", sqlite_where=_IS_WAITING, postgresql_where=_IS_WAITING),
        Index("ix_place_kept", "role_id", "offer_ends_at", sqlite_where=_IS_KEPT, postgresql_where=_IS_KEPT),
        Index("ix_place_role_id_state", "role_id", "state"),
        Index("ix_place_event_id_state", "event_id", "state"),
        Index("ix_place_member_id_state", "member_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    role_id: Mapped[int]
    event_id: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    state: Mapped[PlaceState]
    note: Mapped[str] = mapped_column(default="")
    moved_at: Mapped[datetime]
    moves_made: Mapped[int] = mapped_column(default=0)
    asked_again_at: Mapped[datetime | None]
    stood_aside: Mapped[bool] = mapped_column(default=False)
    offer_ends_at: Mapped[datetime | None]  # until when a place is kept for somebody from the waiting list

    role: Mapped[EventRole] = relationship()
    member: Mapped[Member] = relationship()
    moves: Mapped[list[PlaceMove]] = relationship(back_populates="place", order_by="PlaceMove.id")


class PlaceMove(Base):
    """One move of a place: append-only, because offers made count in fairness as much as places held.

    `is_no_turn` is true where somebody gave up what they could not do. It says no more of why, and nobody reads it.
    """

    __tablename__ = "place_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), index=True)
    from_state: Mapped[PlaceState | None] = mapped_column(enum_named(PlaceState, "from_state"))
    to_state: Mapped[PlaceState]
    moved_at: Mapped[datetime]
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    via: Mapped[Via]
    reason: Mapped[str] = mapped_column(default="")
    set_aside: Mapped[list[str]] = mapped_column(default=list)
    is_no_turn: Mapped[bool] = mapped_column(default=False)

    place: Mapped[Place] = relationship(back_populates="moves")
