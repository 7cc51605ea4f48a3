"""Proposals for more panels than one page can wait for, and what coordinators change in any before it is sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.core.database import Base

_IS_WANTED = text("made_at IS NULL")


class WantedProposal(Base):
    """A proposal for all open panels between two UK days, which the worker makes. It is kept for some days.

    `made` is empty until then, and stays so if it could not be made. Then it holds what the proposal is: whom to ask
    (role and member), how the turns of how many `days` are spread (turns, members before, members after), how many
    places stay free, and which engine made it.
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


class ProposalDraft(Base):
    """What one coordinator has changed in a proposal, until the members are asked. It is kept for some days.

    `about` says of what: an event, the panels between two UK days, or a proposal that the worker made. `hours` and
    `asks_next` are what they have typed for the offers.
    """

    __tablename__ = "proposal_draft"
    __table_args__ = (UniqueConstraint("account_id", "about"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    about: Mapped[str]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    wanted_id: Mapped[int | None] = mapped_column(ForeignKey("wanted_proposal.id"), index=True)
    first: Mapped[date | None]
    last: Mapped[date | None]
    hours: Mapped[int | None]
    asks_next: Mapped[bool | None]
    changed_at: Mapped[datetime] = mapped_column(index=True)

    choices: Mapped[list[DraftChoice]] = relationship(
        back_populates="draft", order_by="DraftChoice.id", cascade="all, delete-orphan"
    )


class DraftChoice(Base):
    """One member for one role, whom the coordinator keeps in the proposal, or leaves out of the event.

    With `by_name` they put the member in themselves. `set_aside` is what stood in the way then, in words, and `reason`
    why they chose them all the same.
    """

    __tablename__ = "draft_choice"
    __table_args__ = (UniqueConstraint("draft_id", "role_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("proposal_draft.id"))
    role_id: Mapped[int] = mapped_column(ForeignKey("event_role.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    is_kept: Mapped[bool]
    by_name: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    set_aside: Mapped[list[str]] = mapped_column(default=list)

    draft: Mapped[ProposalDraft] = relationship(back_populates="choices")
