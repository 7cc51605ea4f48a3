"""What a coordinator searches members for, kept so that the words stand in no address and no log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base


class MemberSearch(Base):
    """One search of one coordinator, opened by a random key. It goes after a day."""

    __tablename__ = "member_search"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    searched_at: Mapped[datetime] = mapped_column(index=True)
    asked: Mapped[dict[str, Any]]  # "words", "area", "need": what was typed or chosen
