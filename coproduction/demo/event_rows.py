"""Turning the plan of an event into rows: the event, its roles, and each place with its moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from coproduction.core.dates import uk_moment, uk_period
from coproduction.demo.book import Book
from coproduction.demo.histories import Hands, Move, Span, moves_along, until_today
from coproduction.demo.plans import EventPlan, MeetingPlan, PanelPlan, RolePlan, SessionPlan, Standing
from coproduction.demo.series import series_id
from coproduction.demo.venues import venue_id
from coproduction.meetings.models import Meeting
from coproduction.panels.models import Panel
from coproduction.rosters.models import Because, SearchState, SearchStep, StandInSearch, Step
from coproduction.schedule.kinds import POLICIES
from coproduction.schedule.models import (
    Change,
    CheckInCode,
    Event,
    EventChange,
    EventRole,
    EventState,
    Part,
    Place,
    PlaceMove,
    PlaceState,
    Via,
)
from coproduction.training.models import SessionRole, TrainingSession

ASKED_BEFORE = timedelta(days=70)
ASKED_AT_LEAST = timedelta(days=11, hours=14)  # before today, so that there was time to answer
PLANNED_BEFORE = timedelta(days=14)
MOVED_DAYS_AGO = 2
SETTLING_IN = timedelta(days=1, hours=5)


@dataclass(frozen=True, slots=True)
class Written:
    """An event that is in the book: its number, whether it has been held, and when people were asked."""

    event_id: int
    plan: EventPlan
    is_held: bool
    asked_at: datetime


def write_event(book: Book, plan: EventPlan) -> int:
    """Write an event as it stands today, and return its number: what is over has been held, and people came."""
    written = _write_event(book, plan)
    _write_special(book, written)
    _write_news(book, written)
    before: int | None = None
    for role in plan.roles:
        before = _write_role(book, role, written=written, before=before)
    return written.event_id


def _write_event(book: Book, plan: EventPlan) -> Written:
    is_held = plan.ends_at <= book.now and not plan.is_cancelled
    asked_at = min(plan.starts_at - ASKED_BEFORE, book.now - ASKED_AT_LEAST)
    event_id = book.rows.add(
        Event,
        kind=plan.kind,
        title=plan.title,
        summary=plan.summary,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        format=plan.format,
        venue=plan.venue,
        venue_id=venue_id(book, plan.venue, held=plan.format),
        who_comes=plan.who_comes,
        breaks=plan.breaks,
        joining_link=plan.joining_link,
        joining_phone=plan.joining_phone,
        state=EventState.HELD if is_held else plan.state,
        cancelled_because=plan.cancelled_because,
        organiser_id=plan.organiser_id,
        sequence=int(plan.is_cancelled or plan.moved_from is not None),
        everybody_asked_at=asked_at if plan.asks_everybody else None,
        created_at=asked_at - PLANNED_BEFORE,
        changed_at=_changed_at(book, plan, asked_at),
    )
    return Written(event_id, plan, is_held, asked_at)


def _changed_at(book: Book, plan: EventPlan, asked_at: datetime) -> datetime:
    """Return when the event changed last: when it was cancelled, moved or published."""
    if plan.is_cancelled:
        return min(plan.starts_at, book.now) - timedelta(days=1)
    return book.moment(MOVED_DAYS_AGO) if plan.moved_from else asked_at


def _write_news(book: Book, written: Written) -> None:
    """Write what members see marked as changed, and the code with which they check in."""
    plan, event_id = written.plan, written.event_id
    at = _changed_at(book, plan, written.asked_at)
    if plan.is_cancelled:
        book.rows.add(EventChange, event_id=event_id, what=Change.CANCELLED, was="", at=at)
    if plan.moved_from:
        began = uk_moment(plan.day, plan.moved_from)
        was = uk_period(began, began + timedelta(minutes=plan.minutes))
        book.rows.add(EventChange, event_id=event_id, what=Change.TIME, was=was, at=at)
    if plan.check_in_code:
        book.rows.add(CheckInCode, event_id=event_id, code=plan.check_in_code, made_at=book.moment(days_ago=1))


def _write_special(book: Book, written: Written) -> None:
    match written.plan.special:
        case MeetingPlan(focus, series):
            book.rows.add(
                Meeting,
                event_id=written.event_id,
                focus=focus,
                series_id=series_id(book, series) if series else None,
                series_day=written.plan.day if series else None,
                is_by_hand=series is not None and written.plan.title != series.title,
            )
        case SessionPlan(course, team):
            book.rows.add(TrainingSession, event_id=written.event_id, course_id=book.courses[course], team=team)
        case PanelPlan(post, band, team, candidates):
            book.rows.add(Panel, event_id=written.event_id, post=post, band=band, team=team, candidates=candidates)


def _write_role(book: Book, role: RolePlan, *, written: Written, before: int | None) -> int:
    role_id = book.rows.add(
        EventRole,
        event_id=written.event_id,
        name=role.name,
        minimum=role.minimum,
        maximum=role.maximum,
        qualification_id=book.qualifications[role.requires] if role.requires else None,
        is_open=role.is_open,
        part=role.part,
        stands_by_for_id=before if role.part is Part.STANDBY else None,
    )
    if role.does:
        book.rows.add(SessionRole, role_id=role_id, does=role.does)
    ends = [_write_place(book, standing, written=written, role_id=role_id) for standing in role.standings]
    gave_up = [end.at for end in ends if end and end.after is PlaceState.STEPPED_BACK]
    is_coming = written.plan.state is EventState.PUBLISHED and written.plan.starts_at > book.now
    if gave_up and is_coming and POLICIES[written.plan.kind].finds_stand_ins and role.part is Part.PLACE:
        _write_search(book, role_id, max(gave_up), until=written.plan.starts_at)
    return role_id


def _write_search(book: Book, role_id: int, at: datetime, *, until: datetime) -> None:
    """Write that somebody was looked for when a place was given up, and that a person is to ring round."""
    search_id = book.rows.add(
        StandInSearch,
        role_id=role_id,
        state=SearchState.RINGING,
        because=Because.GIVEN_UP,
        begun_at=at,
        next_at=until,
    )
    for what in (Step.BEGUN, Step.TO_RING):
        book.rows.add(SearchStep, search_id=search_id, what=what, at=at, stood_by=False)


def _write_place(book: Book, standing: Standing, *, written: Written, role_id: int) -> Move | None:
    """Write a place and its moves, and return the last; somebody who joined after the event, or today, had none."""
    moves = _moves(book, standing, written=written)
    if not moves:
        return None
    last = moves[-1]
    place_id = book.rows.add(
        Place,
        role_id=role_id,
        event_id=written.event_id,
        member_id=standing.member_id,
        state=last.after,
        moved_at=last.at,
        moves_made=len(moves),
    )
    for move in moves:
        book.rows.add(
            PlaceMove,
            place_id=place_id,
            from_state=move.before,
            to_state=move.after,
            moved_at=move.at,
            moved_by_id=move.by,
            via=move.via,
        )
    return last


def _moves(book: Book, standing: Standing, *, written: Written) -> list[Move]:
    plan, member = written.plan, book.members[standing.member_id]
    span = Span(
        asked_at=max(written.asked_at, member.joined_at + SETTLING_IN),
        answered_by=min(plan.starts_at, book.now),
        ended_at=plan.ends_at,
        pace=_pace(standing.member_id * 53 + written.event_id * 29),
    )
    if span.asked_at >= span.answered_by:
        return []
    path = until_today(standing.path, is_held=written.is_held)
    on_the_website = member.account_id is not None and (standing.member_id + written.event_id) % 2
    hands = Hands(plan.organiser_id, member.account_id, Via.WEBSITE if on_the_website else member.via)
    return list(moves_along(path, span, hands=hands))


def _pace(number: int) -> timedelta:
    """Return how long somebody takes to answer: some days, and hours that do not lead into the night."""
    return timedelta(days=number % 4, hours=1 + number % 5)
