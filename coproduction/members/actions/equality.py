"""Counting equality answers, and nothing else: no row, no audit entry and no log line tells who gave which."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from coproduction.core.database import Base, db
from coproduction.members.kinds.equality import COUNTED
from coproduction.members.models import EqualityCount, EqualityTicket
from coproduction.members.rules import digest_of


def count_answers(ticket: str, given: Mapping[str, str], *, year: int) -> None:
    """Add one to the number of each answer in that year, at most once for each ticket; of no answer nothing is kept.

    `given` holds the name of an answer by the name of its question; what is not offered is left out. The rows are
    taken in one order, so that two forms sent at once wait for each other and both count.
    """
    if not given:
        return
    used = _insert(EqualityTicket).values(digest=digest_of(ticket)).on_conflict_do_nothing()
    if db.session.scalar(used.returning(EqualityTicket.digest)) is None:
        return
    offered = {question.name: question.options for question in COUNTED}
    for question, answer in sorted(given.items()):
        if answer in offered.get(question, ()):
            _add_one(year, question, answer)


def _add_one(year: int, question: str, answer: str) -> None:
    first = _insert(EqualityCount).values(year=year, question=question, answer=answer, given=1)
    db.session.execute(
        first.on_conflict_do_update(
            index_elements=["year", "question", "answer"], set_={"given": EqualityCount.given + 1}
        )
    )


def _insert(table: type[Base]) -> Any:
    """Return the INSERT of this database: both have ON CONFLICT, each in its own class."""
    dialect = sqlite if db.session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table)
