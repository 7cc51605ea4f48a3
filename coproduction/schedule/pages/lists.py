"""What lists of events and a month show."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_period, uk_wall
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.models import EventState, PlaceState
from coproduction.schedule.rules import AWAITING_ANSWER
from coproduction.schedule.words import ASKED_AGAIN, OF_KINDS, TO_MEMBERS, Tag, news_in_words


class Line(NamedTuple):
    """One event in a list. Lines are made by the dozen on each visit: a named tuple takes least."""

    id: int
    title: str
    starts_at: datetime
    when: str
    where: str
    kind: Tag
    is_cancelled: bool
    answer: Tag | None
    news: str
    can_step_back: bool
    can_answer: bool
    is_waiting: bool


def lines(rows: Sequence[AnyRow], *, now: datetime) -> list[Line]:
    """Return the events of a list as they are drawn."""
    return [_line(row, row.starts_at > now) for row in rows]


@lru_cache(maxsize=4096)  # a line hangs on the values in its row alone, and the same ones stand in many lists
def _line(row: AnyRow, is_to_come: bool) -> Line:
    is_cancelled = row.state == EventState.CANCELLED
    is_open = bool(row.my_state) and is_to_come and row.state == EventState.PUBLISHED
    return Line(
        id=row.id,
        title=row.title,
        starts_at=row.starts_at,
        when=uk_period(row.starts_at, row.ends_at),
        where=place_in_words(row),
        kind=OF_KINDS[row.kind],
        is_cancelled=is_cancelled and not row.news,  # what is new says so too
        answer=_answer(row) if row.my_state and not is_cancelled else None,
        news=news_in_words(row.news),
        can_step_back=is_open,
        can_answer=is_open and (row.my_state in AWAITING_ANSWER or row.asked_again_at is not None),
        is_waiting=row.my_state == PlaceState.WAITING,
    )


def _answer(row: AnyRow) -> Tag:
    return ASKED_AGAIN if row.asked_again_at else TO_MEMBERS[row.my_state]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month's page."""

    date: date
    in_month: bool
    lines: list[Line]


def weeks_of_month(rows: Sequence[AnyRow], *, year: int, number: int, now: datetime) -> list[list[Day]]:
    """Return the month as weeks of days, Monday first, each with its events."""
    by_day: dict[date, list[AnyRow]] = {}
    for row in rows:
        by_day.setdefault(uk_wall(row.starts_at).date(), []).append(row)
    return [
        [Day(day, day.month == number, lines(by_day.get(day, []), now=now)) for day in week]
        for week in calendar.Calendar().monthdatescalendar(year, number)
    ]
