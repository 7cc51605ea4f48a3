"""What a member's diary shows, by how they answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_period
from coproduction.members.queries.members import Reader
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.models import EventState, PlaceState
from coproduction.schedule.queries import diary as queries
from coproduction.schedule.rules import AWAITING_ANSWER
from coproduction.schedule.words import ASKED_AGAIN, OF_EVENTS, TO_MEMBERS, Tag, news_in_words

PAST_SHOWN = 10


class DiaryLine(NamedTuple):
    """One event in the member's own diary."""

    id: int
    title: str
    when: str
    where: str
    role_name: str
    answer: Tag
    news: str
    can_step_back: bool
    can_answer: bool
    is_waiting: bool


class Section(NamedTuple):
    """The events to which the member gave one answer; `empty` is said instead when there are none."""

    name: str
    title: str
    lines: list[DiaryLine]
    empty: str = ""


class Diary(NamedTuple):
    """The member's diary. `has_news` says whether anything to come is marked."""

    sections: list[Section]
    past: list[DiaryLine]
    has_news: bool


def diary_page(viewer: Reader, *, now: datetime) -> Diary:
    """Return the viewer's own diary."""
    rows = queries.diary_of(viewer, now=now)
    on = [row for row in rows if row.state != EventState.CANCELLED and not row.asked_again_at]
    asked = [row for row in rows if row.state != EventState.CANCELLED and _waits(row)]
    line = partial(_line, now=now)
    sections = [
        Section("waiting", "Waiting for your answer", [*map(line, asked)], "Nothing waits for your answer."),
        Section("going", "You are going", _of(on, line, PlaceState.HELD), "You have said yes to nothing yet."),
        Section("not-sure", "You are not sure yet", _of(on, line, PlaceState.TENTATIVE)),
        Section("forward", "You would like to come", _of(on, line, PlaceState.INTERESTED, PlaceState.WAITING)),
        Section("cancelled", "Cancelled", [line(row) for row in rows if row.state == EventState.CANCELLED]),
    ]
    return Diary(
        sections=[section for section in sections if section.lines or section.empty],
        past=[line(row)._replace(news="") for row in queries.past_of(viewer, now=now, limit=PAST_SHOWN)],
        has_news=any(row.news for row in rows),
    )


def _of(rows: Sequence[AnyRow], line: Callable[[AnyRow], DiaryLine], *states: PlaceState) -> list[DiaryLine]:
    return [line(row) for row in rows if row.my_state in states]


def _waits(row: AnyRow) -> bool:
    """Say whether the member is asked, or asked again because the event moved to a time that clashes.

    Dates for which another answer counts wait for none of their own.
    """
    return row.follows_role_id is None and _is_asked(row)


def _is_asked(row: AnyRow) -> bool:
    return row.my_state == PlaceState.OFFERED or row.asked_again_at is not None


def _answer(row: AnyRow) -> Tag:
    if row.state == EventState.CANCELLED:
        return OF_EVENTS[row.state]
    return ASKED_AGAIN if row.asked_again_at else TO_MEMBERS[row.my_state]


def _line(row: AnyRow, *, now: datetime) -> DiaryLine:
    is_open = row.state == EventState.PUBLISHED and row.starts_at > now
    return DiaryLine(
        id=row.id,
        title=row.title,
        when=uk_period(row.starts_at, row.ends_at),
        where=place_in_words(row),
        role_name=row.role_name,
        answer=_answer(row),
        news=news_in_words(row.news),
        can_step_back=is_open and row.follows_role_id is None,
        can_answer=is_open
        and row.follows_role_id is None
        and (row.my_state in AWAITING_ANSWER or row.asked_again_at is not None),
        is_waiting=row.my_state == PlaceState.WAITING,
    )
