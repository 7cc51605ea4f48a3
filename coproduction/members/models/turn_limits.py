"""How often a member takes part at the most: nobody may ask them more often."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class TurnLimits(Base):
    """The most times that a member is chosen for something, and the clear days that they rest between two.

    None is no limit. Nobody else reads them: what they lead to is all that others learn.
    """

    __tablename__ = "turn_limits"
    __table_args__ = (
        CheckConstraint("weekly >= 0", name="weekly_not_negative"),
        CheckConstraint("monthly >= 0", name="monthly_not_negative"),
        CheckConstraint("rest_days >= 0", name="rest_days_not_negative"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    weekly: Mapped[int | None]
    monthly: Mapped[int | None]
    rest_days: Mapped[int | None]
