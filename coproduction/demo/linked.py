"""The dates of the demonstration group's panels that share one roster: before, on another day, and after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from coproduction.core.database import AnyRow, db
from coproduction.demo.book import Book
from coproduction.panels.models import Panel
from coproduction.schedule.models import Event, EventRole, EventState, Part, Place, PlaceState
from coproduction.schedule.rules import CAME_OR_NOT, title_of

HALF_AN_HOUR, A_DAY = timedelta(minutes=30), timedelta(days=1)
Span = tuple[datetime, datetime]


def write_dates_of_panels(book: Book, *, two_days: str) -> None:
    """Write a pre-meet and a debrief of half an hour for each panel, and a second day for the post that takes two."""
    book.rows.write()
    panels = db.session.execute(
        select(*Event.__table__.columns, Panel.post)
        .join(Panel, Panel.event_id == Event.id)
        .order_by(Event.starts_at, Event.id)
    ).all()
    for panel in panels:
        for label, span in _dates(panel, takes_two=panel.post == two_days):
            _write_date(book, panel, label, span=span)
    db.session.execute(update(Event).where(Event.id.in_([panel.id for panel in panels])).values(is_followed=True))
    book.rows.write()


def _dates(panel: AnyRow, *, takes_two: bool) -> Iterator[tuple[str, Span]]:
    yield "Pre-meet", (panel.starts_at - HALF_AN_HOUR, panel.starts_at)
    over = panel.ends_at
    if takes_two:
        over += A_DAY
        yield "Interviews, day 2", (panel.starts_at + A_DAY, over)
    yield "Debrief", (over, over + HALF_AN_HOUR)


def _write_date(book: Book, panel: AnyRow, label: str, *, span: Span) -> None:
    known = {column.name: getattr(panel, column.name) for column in Event.__table__.columns}
    starts_at, ends_at = span
    is_over = ends_at <= book.now
    state = EventState.PUBLISHED if panel.state is EventState.HELD and not is_over else panel.state
    own = {"title": title_of(label, panel.title), "follows_id": panel.id, "label": label, "state": state}
    event_id = book.rows.add(Event, **{**known, **own, "starts_at": starts_at, "ends_at": ends_at})
    mirrors: dict[int | None, int] = {None: 0}
    for role in _rows_of(EventRole, EventRole.event_id == panel.id):
        mirrors[role.id] = _write_role(book, role, event_id=event_id, mirrors=mirrors)
    for place in _rows_of(Place, Place.event_id == panel.id):
        _write_place(book, place, event_id=event_id, role_id=mirrors[place.role_id], is_over=is_over)


def _write_role(book: Book, role: AnyRow, *, event_id: int, mirrors: dict[int | None, int]) -> int:
    own = {
        "event_id": event_id,
        "follows_role_id": role.id,
        "minimum": 0,
        "maximum": None if role.part is Part.PLACE else role.maximum,
        "stands_by_for_id": mirrors[role.stands_by_for_id] or None,
    }
    return book.rows.add(EventRole, **{**_values(EventRole, role), **own})


def _write_place(book: Book, place: AnyRow, *, event_id: int, role_id: int, is_over: bool) -> None:
    state = PlaceState.HELD if place.state in CAME_OR_NOT and not is_over else place.state
    own = {"event_id": event_id, "role_id": role_id, "state": state, "offer_ends_at": None, "note": ""}
    book.rows.add(Place, **{**_values(Place, place), **own})


def _rows_of(model: Any, *conditions: Any) -> list[AnyRow]:
    columns = model.__table__.columns
    return list(db.session.execute(select(*columns).where(*conditions).order_by(columns.id)))


def _values(model: Any, row: AnyRow) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in model.__table__.columns}
