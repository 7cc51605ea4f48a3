"""How members come to deliver training: what coordinators say of each step, beside what is counted."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base


class PathStep(enum.StrEnum):
    """The steps of a trainer, in their order. What counts towards each stands in rules/path.py."""

    OBSERVE = "observe"
    SHADOW = "shadow"
    CO_DELIVER = "co-deliver"
    LEAD = "lead"


class PathMark(Base):
    """What a coordinator said of one step of a member: append-only, and the last of a step stands.

    `counted` is how many times they had done it then. With a `reason` it was set otherwise than counted.
    """

    __tablename__ = "path_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    step: Mapped[PathStep]
    is_done: Mapped[bool]
    counted: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)

    by: Mapped[Account] = relationship()
