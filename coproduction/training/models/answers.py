"""What each trainer says about one session: whether it may be recorded, and whether they share their story sheet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base


class TrainerAnswer(Base):
    """One trainer's answers for one session. It goes when they give up their place, so that nothing is left of a yes.

    `may_be_recorded` is None until they say. Of dates that belong together, the session is the one that leads. Whoever
    has no account says it on the phone, to the coordinator `told_to`, at `told_at`.
    """

    __tablename__ = "trainer_answer"
    __table_args__ = (CheckConstraint("(told_to_id IS NULL) = (told_at IS NULL)", name="told_to_somebody_once"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("training_session.event_id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    may_be_recorded: Mapped[bool | None]
    shares_story: Mapped[bool] = mapped_column(default=False)
    told_to_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    told_at: Mapped[datetime | None]

    told_to: Mapped[Account | None] = relationship()
