"""A spreadsheet of members on its way in: kept, matched and checked before anything is changed."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base


class ImportState(enum.StrEnum):
    """How far an import has come."""

    UPLOADED = "uploaded"
    FINISHED = "finished"


class MemberImport(Base):
    """One uploaded spreadsheet, which the worker brings in once that is confirmed.

    Its rows hold people's details, so they go when it is finished, or after a day.
    """

    __tablename__ = "member_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(index=True)
    file_name: Mapped[str]
    state: Mapped[ImportState] = mapped_column(default=ImportState.UPLOADED)
    sheet: Mapped[dict[str, Any]]  # "columns": their headings; "rows": number and cells of each, all as text
    matching: Mapped[dict[str, Any]]  # number of their column: field of ours
    total: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    confirmed_at: Mapped[datetime | None] = mapped_column(index=True)  # since then it waits for the worker
    welcome: Mapped[bool] = mapped_column(default=False)  # whoever is new is welcomed
    problem: Mapped[str] = mapped_column(default="")  # why it could not be brought in

    uploaded_by: Mapped[Account] = relationship()
