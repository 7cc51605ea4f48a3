"""What somebody says beside yes or no: where they take part, with whom, and what is different this time."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class Way(enum.StrEnum):
    """How one person takes part in one event."""

    IN_PERSON = "in person"
    ONLINE = "online"
    PHONE = "phone"


class AnswerDetail(Base):
    """How somebody takes part this once, as far as they have said. Who comes with them has no place of their own.

    `needs` are their words on what is different from what they usually need. They are deleted soon after the event.
    `goes_on_alone` says that more were wanted, and that it goes on with them as the only member, by agreement.
    """

    __tablename__ = "answer_detail"
    __table_args__ = (
        Index(
            "ix_answer_detail_alone",
            "place_id",
            sqlite_where=text("goes_on_alone = 1"),
            postgresql_where=text("goes_on_alone"),
        ),
    )

    place_id: Mapped[int] = mapped_column(ForeignKey("place.id"), primary_key=True)
    way: Mapped[Way | None]
    with_supporter: Mapped[bool | None]
    may_leave_early: Mapped[bool | None]
    needs_as_usual: Mapped[bool | None]
    needs: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime]
    agreed_alone_at: Mapped[datetime | None]  # when they said yes to being the only member
    goes_on_alone: Mapped[bool] = mapped_column(default=False)
