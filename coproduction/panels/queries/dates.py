"""When a panel ends that has several dates: interviews on more than one day, and a debrief."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from coproduction.core.database import db
from coproduction.panels.kinds import DEBRIEF
from coproduction.panels.models import PanelCase, RequestedTime, TimePart
from coproduction.schedule.models import GOES_AHEAD, Event, EventState
from coproduction.schedule.queries.linked import events_following
from coproduction.schedule.rules import is_cancelled


def dates_beside(event: Event) -> list[Event]:
    """Return the other dates of the panel that are not called off, also those with a roster of their own."""
    return [date for date in events_following(event) if not is_cancelled(date)]


def last_end() -> ColumnElement[datetime]:
    """Select, beside Event, when the last of its dates ends that is not called off."""
    date = aliased(Event)
    ends = select(func.max(date.ends_at)).where(
        or_(date.id == Event.id, (date.follows_id == Event.id) & (date.state != EventState.CANCELLED))
    )
    return ends.correlate(Event).scalar_subquery()


def first_time() -> ColumnElement[datetime]:
    """Select, beside PanelCase, when the first interviews start that were asked for, or agreed."""
    first = select(func.min(RequestedTime.starts_at)).where(
        RequestedTime.case_id == PanelCase.id,
        RequestedTime.part == TimePart.INTERVIEWS,
        RequestedTime.is_proposed.is_(False),
    )
    return first.correlate(PanelCase).scalar_subquery()


def ends_at(event: Event) -> datetime:
    """Return when the last date of the panel ends."""
    return db.session.scalar(select(last_end()).where(Event.id == event.id)) or event.ends_at


def interviews_end_at(event: Event) -> datetime:
    """Return when the last interviews of the panel end: before its debrief."""
    last = select(func.max(Event.ends_at)).where(
        Event.follows_id == event.id, Event.state != EventState.CANCELLED, Event.label != DEBRIEF
    )
    return max(event.ends_at, db.session.scalar(last) or event.ends_at)


def can_be_asked(event: Event, *, now: datetime) -> bool:
    """Say whether members at this date can say now whether they know a candidate, as `takes_answers` has it."""
    return event.state in GOES_AHEAD and _goes_on(event, now=now)


def can_change_names(event: Event, *, now: datetime) -> bool:
    """Say whether the names of a panel's candidates can be changed: as long as members can be asked about them."""
    return not is_cancelled(event) and _goes_on(event, now=now)


def _goes_on(event: Event, *, now: datetime) -> bool:
    return event.ends_at > now or interviews_end_at(event) > now


def when_to_lock(event: Event) -> tuple[datetime, datetime]:
    """Return between when score sheets can lock: from the start of the last interviews until the discussion.

    That is when the debrief starts; without one after the start of the last interviews, when these end.
    """
    of_panel = (Event.follows_id == event.id) & (Event.state != EventState.CANCELLED)
    starts = select(func.max(Event.starts_at)).where(of_panel)
    interviews = db.session.scalar(starts.where(Event.label != DEBRIEF))
    debrief = db.session.scalar(starts.where(Event.label == DEBRIEF))
    last_start = max(event.starts_at, interviews or event.starts_at)
    return last_start, debrief if debrief and debrief > last_start else interviews_end_at(event)
