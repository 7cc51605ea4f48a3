"""How far the panels of the demonstration have come: their stages, and when members were told the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import exists, func, select

from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.demo.book import Book
from coproduction.demo.notice import ONE_STEP, notice_given
from coproduction.panels.models import (
    Panel,
    PanelCase,
    PanelMove,
    PanelStage,
)
from coproduction.schedule.models import Event, EventRole, EventState, Place
from coproduction.schedule.rules import SEATED

TOLD_AFTER = timedelta(days=4)
BRIEFED_DAYS_AGO = 3


class Standing(NamedTuple):
    """A panel as it is in the book, with whether it has enough people."""

    event: AnyRow
    has_enough: bool


def panels_by_day() -> Iterator[Standing]:
    """Yield the panels, soonest first."""
    seated = (
        select(func.count())
        .where(Place.role_id == EventRole.id, is_one_of(Place.state, SEATED))
        .correlate(EventRole)
        .scalar_subquery()
    )
    lacks = exists().where(EventRole.event_id == Event.id, EventRole.minimum > seated)
    rows = db.session.execute(
        select(
            Event.id,
            Event.state,
            Event.starts_at,
            Event.ends_at,
            Event.created_at,
            Event.changed_at,
            Event.organiser_id,
            lacks.label("lacks"),
        )
        .join(Panel, Panel.event_id == Event.id)
        .order_by(Event.starts_at, Event.id)
    )
    for row in rows:
        yield Standing(row, row.state in (EventState.PUBLISHED, EventState.HELD) and not row.lacks)


def write_case(book: Book, panel: Standing, *, is_briefed: bool) -> None:
    """Write the panel's case with each step that it took."""
    steps = list(_steps(book, panel, is_briefed=is_briefed))
    event = panel.event
    case_id = book.rows.add(
        PanelCase,
        event_id=event.id,
        stage=steps[-1][0],
        moved_at=steps[-1][1],
        owner_id=event.organiser_id,
        **notice_given(event.starts_at, chosen_at=min(event.created_at - ONE_STEP, book.now)),
    )
    before = None
    for stage, at in steps:
        book.rows.add(
            PanelMove,
            case_id=case_id,
            from_stage=before,
            to_stage=stage,
            moved_at=at,
            moved_by_id=event.organiser_id,
            by_manager=False,
            reason="",
            message_key=None,
        )
        before = stage


def _steps(book: Book, panel: Standing, *, is_briefed: bool) -> Iterator[tuple[PanelStage, datetime]]:
    event = panel.event
    yield PanelStage.ACCEPTED, event.created_at
    if event.state is EventState.DRAFT:
        return
    asked_at = min(event.created_at + timedelta(days=14), book.now)
    yield PanelStage.RECRUITING, asked_at
    if event.state is EventState.CANCELLED:
        yield PanelStage.CANCELLED, event.changed_at
        return
    if panel.has_enough:
        yield PanelStage.ROSTERED, max(asked_at, min(event.starts_at, book.now) - timedelta(days=5))
    if is_briefed:
        yield PanelStage.BRIEFED, book.moment(BRIEFED_DAYS_AGO)
    if event.state is EventState.HELD:
        yield PanelStage.HELD, event.ends_at
    if event.state is EventState.HELD and time_of_outcome(event) <= book.now:
        yield PanelStage.OUTCOME_SHARED, time_of_outcome(event)


def time_of_outcome(event: AnyRow) -> datetime:
    """Return when members were told what came of a panel, or will be."""
    told: datetime = event.ends_at + TOLD_AFTER
    return told
