"""The private address at which a member's own calendar reads their events."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class CalendarFeed(Base):
    """A member's calendar address. What opens it is made from `seed` and the site's secret key, and is not kept here:
    whoever reads this table cannot read anybody's calendar.
    """

    __tablename__ = "calendar_feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), unique=True)
    seed: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
