"""The places that events are held in, with what is known of getting in and taking part there."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class Venue(Base):
    """A venue, used again and again. Each access fact is yes, no, or None for what nobody has checked."""

    __tablename__ = "venue"
    __table_args__ = (CheckConstraint("name != ''", name="has_name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    step_free: Mapped[bool | None]
    hearing_loop: Mapped[bool | None]
    parking: Mapped[bool | None]
    changing_places: Mapped[bool | None]
    quiet_room: Mapped[bool | None]
    map_link: Mapped[str] = mapped_column(default="")
    directions: Mapped[str] = mapped_column(default="")
    access_notes: Mapped[str] = mapped_column(default="")
    checked_on: Mapped[date | None]
    is_used: Mapped[bool] = mapped_column(default=True)
    added_at: Mapped[datetime]

    @property
    def words(self) -> str:
        """Return the venue as it stands in lists, messages and calendars."""
        return f"{self.name}, {self.address}" if self.address else self.name
