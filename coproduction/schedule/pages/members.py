"""What the members' pages show: lists, a month, one event, their own places."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_datetime, uk_period, uk_wall
from coproduction.members.models import Member
from coproduction.members.queries.members import Reader
from coproduction.schedule import rules
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.facts import Fact, OwnPart, facts_of, part_of
from coproduction.schedule.models import AnswerDetail, Event, EventRole, EventState, Place, PlaceState
from coproduction.schedule.pages.arrangements import OwnArrangements, arranged_for, own_standing
from coproduction.schedule.pages.changes import ChangeLine, change_lines
from coproduction.schedule.pages.venues import VenuePart, venue_part, what_to_expect
from coproduction.schedule.queries import events as queries
from coproduction.schedule.queries import places as place_queries
from coproduction.schedule.queries import waiting
from coproduction.schedule.queries.attendance import code_of
from coproduction.schedule.queries.management import RoleStanding, standings
from coproduction.schedule.words import (
    ASKED_AGAIN,
    OF_EVENTS,
    OF_KINDS,
    TO_MEMBERS,
    TOLD_US,
    WAYS,
    WHERE,
    Tag,
    kind_beside,
    news_in_words,
    rule_of_list,
)


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


def lines(rows: Sequence[AnyRow]) -> list[Line]:
    """Return the events of a list as they are drawn."""
    return list(map(_line, rows))


@lru_cache(maxsize=4096)  # a line hangs on the values in its row alone, and the same ones stand in many lists
def _line(row: AnyRow) -> Line:
    return Line(
        id=row.id,
        title=row.title,
        starts_at=row.starts_at,
        when=uk_period(row.starts_at, row.ends_at),
        where=row.venue or WHERE[row.format],
        kind=OF_KINDS[row.kind],
        is_cancelled=row.state == EventState.CANCELLED,
        answer=TO_MEMBERS[row.my_state] if row.my_state else None,
        news=news_in_words(row.news),
    )


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a month's page."""

    date: date
    in_month: bool
    lines: list[Line]


def month(rows: Sequence[AnyRow], *, year: int, number: int) -> list[list[Day]]:
    """Return the month as weeks of days, Monday first, each with its events."""
    by_day: dict[date, list[AnyRow]] = {}
    for row in rows:
        by_day.setdefault(uk_wall(row.starts_at).date(), []).append(row)
    return [
        [Day(day, day.month == number, lines(by_day.get(day, []))) for day in week]
        for week in calendar.Calendar().monthdatescalendar(year, number)
    ]


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role on an event's page, and what the member can do about it."""

    id: int
    name: str
    places: str
    requires: str
    can_take: bool
    can_put_forward: bool
    can_wait: bool
    rule: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event's page for one member."""

    event: Event
    kind: Tag | None
    when: str
    where: str
    state: Tag
    is_open: bool
    is_cancelled: bool
    shows_joining: bool
    mine: Place | None
    my_role: str
    answer: Tag | None
    is_asked_again: bool
    answered_by: str | None
    told_us: str
    said: list[str]
    can_answer: bool
    can_say_more: bool
    can_step_back: bool
    turn: str
    is_waiting: bool
    can_check_in: bool
    latest: Place | None
    is_to_be_rung: bool
    can_ask_for_call: bool
    roles: list[RoleLine]
    facts: Sequence[Fact]
    part: OwnPart | None
    expected: Sequence[Fact]
    venue: VenuePart | None
    arranged: OwnArrangements | None
    changes: list[ChangeLine]


def event_page(event_id: int, *, viewer: Member, now: datetime) -> EventPage | None:
    """Return the event's page for the viewer, or None if they may not know of the event."""
    event = queries.find_event(event_id, viewer=viewer)
    if event is None:
        return None
    places = place_queries.places_at(event.id, viewer=viewer)
    standing = {role.role_id: role for role in standings([event.id])[event.id]}
    own = next((own for own in places if rules.is_live_state(own.place.state)), None)
    newest = own or max(places, key=lambda own: own.place.moved_at, default=None)
    mine, latest = own and own.place, newest and newest.place
    is_open = rules.is_open_for_answers(event, now=now)
    return EventPage(
        event=event,
        kind=kind_beside(event.title, event.kind),
        when=uk_period(event.starts_at, event.ends_at),
        where=place_in_words(event),
        state=OF_EVENTS[event.state],
        is_open=is_open,
        is_cancelled=event.state is EventState.CANCELLED,
        shows_joining=bool(latest and latest.state in (*rules.COMING, PlaceState.ATTENDED)),
        mine=mine,
        my_role=_name_of_role(event, latest),
        answer=_answer(latest) if latest else None,
        is_asked_again=bool(is_open and mine and mine.asked_again_at),
        answered_by=newest.answered_by if newest else None,
        told_us=TOLD_US.get(newest.via, "") if newest else "",
        said=_all_said(own.detail, event) if own else [],
        can_answer=bool(is_open and mine and rules.waits_for_answer(mine)),
        can_say_more=bool(is_open and mine and rules.can_answer(mine)),
        can_step_back=bool(is_open and mine and not rules.waits_for_answer(mine)),
        turn=_turn(mine) if is_open and mine else "",
        can_check_in=bool(mine and rules.can_check_in(mine, event, now=now) and code_of(event.id)),
        is_waiting=bool(mine and mine.state is PlaceState.WAITING),
        latest=latest,
        is_to_be_rung=bool(newest and newest.is_to_be_rung),
        can_ask_for_call=bool(is_open and newest and not newest.is_to_be_rung),
        roles=[_role_line(role, standing[role.id], is_free=is_open and not mine, now=now) for role in event.roles],
        facts=facts_of(event),
        part=part_of(event),
        expected=what_to_expect(event),
        venue=venue_part(event),
        arranged=arranged_for(event.id, viewer.id) if mine and mine.state in rules.COMING else None,
        changes=change_lines(event.id, viewer=viewer, now=now),
    )


def _answer(place: Place) -> Tag:
    return ASKED_AGAIN if place.asked_again_at else TO_MEMBERS[place.state]


def said_in_words(detail: AnswerDetail | None, event: Event) -> list[str]:
    """Return what somebody said beside their answer, for whoever sees the answer: all but what they need."""
    way = rules.way_of(detail, event)
    words = [f"{WAYS[way]}."] if way and (detail or len(rules.ways_of(event)) > 1) else []
    if detail and detail.with_supporter:
        words.append("With a supporter or an assistant.")
    if detail and detail.may_leave_early:
        words.append("Might need to leave early.")
    return words


def _all_said(detail: AnswerDetail | None, event: Event) -> list[str]:
    needs = [f"Different this time: {detail.needs}"] if detail and detail.needs else []
    return [*said_in_words(detail, event), *needs]


def _name_of_role(event: Event, place: Place | None) -> str:
    return next((role.name for role in event.roles if place and role.id == place.role_id), "")


def _turn(place: Place) -> str:
    """Say where a place stands in its waiting list, or until when it is kept for its member."""
    if rules.is_kept(place) and place.offer_ends_at:
        return f"You waited for this place. We keep it for you until {uk_datetime(place.offer_ends_at)}."
    if place.state is PlaceState.WAITING:
        return f"You are number {waiting.position_of(place)} on the waiting list."
    return ""


def _role_line(role: EventRole, standing: RoleStanding, *, is_free: bool, now: datetime) -> RoleLine:
    taken = standing.held + standing.kept
    is_full = not rules.has_room(role, taken)
    has_list = rules.has_waiting_list(role)
    return RoleLine(
        id=role.id,
        name=role.name,
        places=_places(role.maximum, taken),
        requires=role.qualification.name if role.qualification else "",
        can_take=is_free and role.is_open and not is_full,
        can_put_forward=is_free and not role.is_open and not is_full,
        can_wait=is_free and has_list and is_full,
        rule=rule_of_list(waiting.hours_of(role, on=uk_wall(now).date())) if has_list else "",
    )


def _places(maximum: int | None, held: int) -> str:
    if maximum is None:
        return "There is room for everybody"
    left = max(0, maximum - held)
    if not left:
        return "All places are taken"
    return f"{left} of {maximum} place{'s' if maximum > 1 else ''} free"


class PlaceLine(NamedTuple):
    """One of the member's own places, for their home page."""

    place_id: int
    event_id: int
    title: str
    when: str
    where: str
    kind: Tag | None
    role_name: str
    state: Tag
    waits_for_answer: bool
    can_step_back: bool
    arranged: str = ""


def my_places(*, viewer: Member | Reader, now: datetime) -> list[PlaceLine]:
    """Return the viewer's live places in events to come, soonest first, with how much is arranged for each."""
    lines = place_lines(place_queries.my_places(viewer=viewer, now=now), words=TO_MEMBERS, now=now)
    arranged = own_standing(viewer=viewer, now=now) if lines else {}
    return [line._replace(arranged=arranged.get(line.event_id, "")) for line in lines]


def place_lines(rows: Sequence[AnyRow], *, words: Mapping[PlaceState, Tag], now: datetime) -> list[PlaceLine]:
    """Return places as they are drawn, their states in the words for whoever reads them."""
    return [
        PlaceLine(
            place_id=row.place_id,
            event_id=row.event_id,
            title=row.title,
            when=uk_period(row.starts_at, row.ends_at),
            where=row.venue or WHERE[row.format],
            kind=kind_beside(row.title, row.kind),
            role_name=row.role_name,
            state=words[row.state],
            waits_for_answer=row.state in rules.AWAITING_ANSWER or row.asked_again_at is not None,
            can_step_back=row.starts_at > now,
        )
        for row in rows
    ]


def answer_page(place: Place) -> dict[str, Any]:
    """Return what the page on which one offer is answered shows: the event and the answer so far, nothing else."""
    event = place.role.event
    return {
        "event": event,
        "role": place.role,
        "when": uk_period(event.starts_at, event.ends_at),
        "where": place_in_words(event),
        "answer": TO_MEMBERS[place.state],
    }
