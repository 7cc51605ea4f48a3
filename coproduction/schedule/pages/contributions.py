"""The record of what a member has taken part in: a year at a time, with totals, and nothing that was missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import require_own_or_staff
from coproduction.schedule.queries.contributions import contributions_of
from coproduction.schedule.words import COUNTED


class Contribution(NamedTuple):
    """One thing that the member took part in."""

    day: str
    title: str
    role_name: str


class Year(NamedTuple):
    """What the member took part in during one year, with how many of each kind, in words."""

    number: int
    total: str
    lines: list[Contribution]


def record_of(viewer: Member, *, now: datetime) -> list[Year]:
    """Return the viewer's record, the newest year first. A year is one of the UK's calendar."""
    rows = contributions_of(viewer, now=now)
    by_year = groupby(rows, key=lambda row: uk_wall(row.starts_at).year)
    return [_year(number, list(of_year)) for number, of_year in by_year]


def record_for(member: Member, *, viewer: Account, now: datetime) -> list[Year]:
    """Return the record of a member for a coordinator, who prints it for them. Nobody else gets another's."""
    require_own_or_staff(member, viewer)
    return record_of(member, now=now)


def _year(number: int, rows: Sequence[AnyRow]) -> Year:
    lines = [Contribution(uk_short_date(row.starts_at), row.title, row.role_name) for row in rows]
    return Year(number, _total(rows), lines)


def _total(rows: Sequence[AnyRow]) -> str:
    """Say how many of each kind: '3 meetings and 1 interview panel'."""
    counted = Counter(row.kind for row in rows)
    words = [
        f"{counted[kind]} {one if counted[kind] == 1 else many}"
        for kind, (one, many) in COUNTED.items()
        if counted[kind]
    ]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
