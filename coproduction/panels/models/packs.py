"""What members read before a panel, and who has opened it. It is deleted soon after the outcome."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base
from coproduction.panels.models.candidates import NEVER_AGAIN
from coproduction.panels.models.panels import Panel


class Pack(Base):
    """What is in the pack beside its questions and papers. Members see it from `opened_at` on.

    Score sheets lock by themselves at `locks_at`, or before the discussion starts. `brought_from_id` is the panel that
    was put off, from which all of it came, until somebody has looked through it.
    """

    __tablename__ = "pack"
    __table_args__ = (CheckConstraint("highest_score > 0", name="has_scores"),)

    event_id: Mapped[int] = mapped_column(ForeignKey(Panel.event_id), primary_key=True)
    post: Mapped[str] = mapped_column(default="")
    timings: Mapped[str] = mapped_column(default="")
    joining: Mapped[str] = mapped_column(default="")
    scoring: Mapped[str] = mapped_column(default="")
    highest_score: Mapped[int] = mapped_column(default=5)
    locks_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    brought_from_id: Mapped[int | None] = mapped_column(ForeignKey(Panel.event_id), index=True)


class PackQuestion(Base):
    """One question that candidates are asked, and scored by."""

    __tablename__ = "pack_question"
    __table_args__ = (UniqueConstraint("event_id", "position"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey(Pack.event_id))
    position: Mapped[int]
    words: Mapped[str]


class PackPaper(Base):
    """A document that belongs to the pack, and to nothing else.

    `names_nobody` is what a coordinator says of it who has looked: no candidate is named in it. Only then may it stay
    for another day of the panel.
    """

    __tablename__ = "pack_paper"

    event_id: Mapped[int] = mapped_column(ForeignKey(Pack.event_id), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True, index=True)
    names_nobody: Mapped[bool] = mapped_column(default=False)


class PackOpening(Base):
    """When a member opened the pack for the first time."""

    __tablename__ = "pack_opening"

    event_id: Mapped[int] = mapped_column(ForeignKey(Pack.event_id), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    opened_at: Mapped[datetime]


class HandedOver(enum.StrEnum):
    """How a member who does not open the pack online gets it from us."""

    POSTED = "posted"
    READ_OUT = "read out"


class PackHandover(Base):
    """How a member got the pack from us, who wrote that down, and when. Taken back, there is none."""

    __tablename__ = "pack_handover"

    event_id: Mapped[int] = mapped_column(ForeignKey(Pack.event_id), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    way: Mapped[HandedOver]
    noted_at: Mapped[datetime]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
