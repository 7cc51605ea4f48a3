"""Equality numbers as they may be shown: of years that are over, and never so small that they lead to somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members import rules
from coproduction.members.kinds.equality import COUNTED, EqualityQuestion
from coproduction.members.models import EqualityCount


class Line(NamedTuple):
    """One answer: about how many gave it, and what percentage that is; None where it is too few to show."""

    words: str
    about: int | None
    percentage: int | None


class EqualityTable(NamedTuple):
    """One question's answers. `lines` is empty when there are too few to show anything."""

    short: str
    lines: Sequence[Line]


def years_shown(*, viewer: Account, today: date) -> Sequence[int]:
    """Return the years whose numbers can be looked at, the newest first."""
    rules.require_staff(viewer)
    years = db.session.scalars(select(EqualityCount.year).distinct().order_by(EqualityCount.year.desc())).all()
    return [year for year in years if rules.is_published(year, today=today)]


def equality_tables(year: int, *, viewer: Account, today: date) -> Sequence[EqualityTable]:
    """Return what may be shown of a year's answers, question by question; nothing while the year goes on."""
    rules.require_staff(viewer)
    if not rules.is_published(year, today=today):
        return []
    counted: dict[str, dict[str, int]] = {}
    rows = db.session.execute(
        select(EqualityCount.question, EqualityCount.answer, EqualityCount.given).where(EqualityCount.year == year)
    )
    for question, answer, given in rows:
        counted.setdefault(question, {})[answer] = given
    return [_table(question, counted.get(question.name, {})) for question in COUNTED]


def _table(question: EqualityQuestion, given: Mapping[str, int]) -> EqualityTable:
    shown = rules.published([given.get(answer, 0) for answer in question.options])
    numbers = [about for about in shown if about is not None]
    if not numbers:
        return EqualityTable(question.short, [])
    whole = sum(numbers) if len(numbers) == len(shown) else None
    lines = [
        Line(words, about, round(100 * about / whole) if whole and about is not None else None)
        for words, about in zip(question.options.values(), shown, strict=True)
    ]
    return EqualityTable(question.short, lines)
