"""Restricted notes: a worry about somebody's safety, which the safeguarding lead alone opens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.members.models.members import Member


class RestrictedNote(Base):
    """One note about a member. Whoever writes it cannot read it again, unless they are the safeguarding lead."""

    __tablename__ = "restricted_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    words: Mapped[str]
    settled_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship()
    written_by: Mapped[Account] = relationship()
