"""How a member would like to be paid, and the limits they set themselves; never the name of a benefit."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base
from coproduction.members.models.applications import ConsentWay
from coproduction.members.models.members import Member


class PaymentChoice(enum.StrEnum):
    """What a member wants done about payment (practice, section 2.3)."""

    PAID = "paid"
    EXPENSES_ONLY = "expenses only"
    LESS = "less"
    CHARITY = "charity"
    ASK = "ask me each time"


class PaymentPreference(Base):
    """The member's own instruction. The caps are whole pounds, and nobody else reads them.

    When they told a coordinator, because they had never signed in, `told_way`, `told_on` and `written_by` say how, on
    which day, and who wrote it down.
    """

    __tablename__ = "payment_preference"
    __table_args__ = (
        CheckConstraint("weekly_cap >= 0", name="weekly_cap_not_negative"),
        CheckConstraint("monthly_cap >= 0", name="monthly_cap_not_negative"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    choice: Mapped[PaymentChoice] = mapped_column(default=PaymentChoice.ASK)
    weekly_cap: Mapped[int | None]
    monthly_cap: Mapped[int | None]
    ask_first: Mapped[bool] = mapped_column(default=False)

    told_way: Mapped[ConsentWay | None]
    told_on: Mapped[date | None]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)

    member: Mapped[Member] = relationship()
    written_by: Mapped[Account | None] = relationship()
