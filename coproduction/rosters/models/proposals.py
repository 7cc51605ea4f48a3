"""Proposals for more panels than one page can wait for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import Base

_IS_WANTED = text("made_at IS NULL")


class WantedProposal(Base):
    """A proposal for all open panels between two UK days, which the worker makes. It is kept for some days.

    `made` is empty until then, and stays so if it could not be made. Then it holds what the proposal is: whom to ask
    (role and member), how the turns are spread (turns, members before, members after), how many places stay free, and
    which engine made it.
    """

    __tablename__ = "wanted_proposal"
    __table_args__ = (Index("ix_wanted_proposal_open", "id", sqlite_where=_IS_WANTED, postgresql_where=_IS_WANTED),)

    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[date]
    last: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    made_at: Mapped[datetime | None]
    made: Mapped[dict[str, Any]] = mapped_column(default=dict)
