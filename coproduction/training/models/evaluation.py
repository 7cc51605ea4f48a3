"""What staff who attended training say of it: numbers and words, each apart from whoever said them.

Nothing here leads to a delegate. Of a delegate is only kept that they answered. Their numbers and their words are rows
of their own, which share nothing with each other, with an id that is drawn at random. The rows of a session have no
time, and all of them are written anew, in the order of their ids, with each answer: so neither where a row stands
in its table nor the transaction that wrote it tells which came last. On SQLite the tables have no hidden row number.
"""

from __future__ import annotations

import enum
import secrets
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coproduction.accounts.models import Account
from coproduction.core.database import Base


class Round(enum.StrEnum):
    """When delegates are asked. What is asked, and how long, stands in rules/evaluation.py."""

    END = "end"
    LATER = "later"


class WordsState(enum.StrEnum):
    """Whether a coordinator has read the words, and whether others may."""

    NEW = "new"
    APPROVED = "approved"
    HIDDEN = "hidden"


def random_id() -> str:
    """Return an id that tells nothing of when it was made."""
    return secrets.token_hex(16)


class EvaluationRound(Base):
    """One round of a session, since its first delegate was asked. Once it `is_closed`, no answer comes any more.

    There is no time of closing: it would be the time of the last answer.
    """

    __tablename__ = "evaluation_round"

    event_id: Mapped[int] = mapped_column(ForeignKey("training_session.event_id"), primary_key=True)
    round: Mapped[Round] = mapped_column(primary_key=True)
    is_closed: Mapped[bool] = mapped_column(default=False, index=True)


class EvaluationScore(Base):
    """What one delegate ticked at the end of a session, from 1 to 5; whose it is nobody knows."""

    __tablename__ = "evaluation_score"
    __table_args__ = (
        CheckConstraint("usefulness BETWEEN 1 AND 5", name="usefulness_to_five"),
        CheckConstraint("before BETWEEN 1 AND 5", name="before_to_five"),
        CheckConstraint("after BETWEEN 1 AND 5", name="after_to_five"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=random_id)
    event_id: Mapped[int] = mapped_column(ForeignKey("training_session.event_id"), index=True)
    usefulness: Mapped[int]
    before: Mapped[int]
    after: Mapped[int]


class EvaluationWords(Base):
    """What one delegate wrote; whose it is nobody knows. What a coordinator took out of it is not kept.

    `may_quote`: whoever wrote it lets everybody read it. `is_quoted`: a coordinator shows it to everybody.
    """

    __tablename__ = "evaluation_words"
    __table_args__ = (
        ForeignKeyConstraint(["event_id", "round"], ["evaluation_round.event_id", "evaluation_round.round"]),
        CheckConstraint("(state = 'new') = (read_at IS NULL)", name="read_once_known"),
        CheckConstraint("(state = 'hidden') = (reason <> '')", name="hidden_for_a_reason"),
        CheckConstraint("NOT is_quoted OR (may_quote AND state = 'approved')", name="quoted_as_agreed"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(primary_key=True, default=random_id)
    event_id: Mapped[int] = mapped_column(index=True)
    round: Mapped[Round]
    words: Mapped[str]
    may_quote: Mapped[bool] = mapped_column(default=False)
    is_quoted: Mapped[bool] = mapped_column(default=False)
    state: Mapped[WordsState] = mapped_column(default=WordsState.NEW, index=True)
    reason: Mapped[str] = mapped_column(default="")
    read_at: Mapped[datetime | None]
    read_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)

    read_by: Mapped[Account | None] = relationship()
