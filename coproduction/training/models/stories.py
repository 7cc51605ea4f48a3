"""What a trainer shares of their own story, and what not: private to them."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class Recording(enum.StrEnum):
    """Whether a trainer may be recorded, as they think of it in general. Each session asks them again."""

    YES = "yes"
    NO = "no"
    ASK = "ask me each time"


class StorySheet(Base):
    """One member's sheet. Nobody reads it but them, and those with whom they share it for one session."""

    __tablename__ = "story_sheet"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    shares: Mapped[str] = mapped_column(default="")
    keeps_private: Mapped[str] = mapped_column(default="")
    recording: Mapped[Recording]
    changed_at: Mapped[datetime]
