"""What a member wants to be paid for one place, if they said so before they took it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class PlaceFee(Base):
    """The fee that a member chose for a place, in whole pounds: none, less, or all of it. Expenses are apart."""

    __tablename__ = "place_fee"
    __table_args__ = (CheckConstraint("pounds >= 0", name="pounds_not_negative"),)

    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True)
    pounds: Mapped[int]
    chosen_at: Mapped[datetime]
