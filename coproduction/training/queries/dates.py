"""The dates of a session to which its delegates come: itself, and those that follow it, whoever trains on them.

What trainers have for themselves, such as a pre-meet or a debrief, is none of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from coproduction.core.database import db
from coproduction.schedule.models import Event, EventState
from coproduction.schedule.rules import is_of_set, set_id_of
from coproduction.training.models import BookingState, Delegate, SessionBookings


def last_end_of(event_id: int | InstrumentedAttribute[int]) -> ScalarSelect[datetime]:
    """Return when the last of these dates ends that is not called off, as a column: beside that of its id too."""
    dated = aliased(Event)
    ends = select(func.max(dated.ends_at, type_=Event.ends_at.type))
    return (
        ends.where(_has_delegates(event_id, date=dated), dated.state != EventState.CANCELLED)
        .correlate_except(dated)
        .scalar_subquery()
    )


def dates_of(event_id: int) -> Sequence[Event]:
    """Return the dates to which its delegates come and that are not called off, the first one first."""
    return db.session.scalars(
        select(Event)
        .where(_has_delegates(event_id), Event.state != EventState.CANCELLED)
        .order_by(Event.starts_at, Event.id)
    ).all()


def dates_shown(events: Sequence[Event]) -> Mapping[int, Sequence[Event]]:
    """Return, by the id of each session, itself and the other dates to which its delegates come, the first one first.

    Without other dates that are called off. Nothing is read for a session of one date.
    """
    found = {event.id: [event] for event in events}
    followed = [event.id for event in events if event.is_followed]
    others = select(Event).where(
        Event.follows_id.in_(followed), ~Event.is_members_only, Event.state != EventState.CANCELLED
    )
    for date in db.session.scalars(others.order_by(Event.id)) if followed else ():
        found[set_id_of(date)].append(date)
    return {number: sorted(dates, key=lambda date: (date.starts_at, date.id)) for number, dates in found.items()}


def dates_with(event: Event) -> Sequence[Event]:
    """Return the session and the other dates to which its delegates come, the first one first."""
    return dates_shown([event])[event.id]


def dates_in_calendar(event: Event) -> Sequence[Event]:
    """Return the same dates, and those of them that were called off after people knew of them."""
    if not event.is_followed:
        return [event]
    known = select(Event).where(_has_delegates(event.id), ~Event.never_shown)
    return db.session.scalars(known.order_by(Event.starts_at, Event.id)).all()


def changes_of(event: Event) -> int:
    """Count how often the session or one of its dates was changed, so that each change is told once."""
    if not event.is_followed:
        return event.sequence
    return db.session.scalar(select(func.sum(Event.sequence)).where(is_of_set(event.id))) or 0


def date_with_code(event: Event, *, now: datetime) -> Event:
    """Return the date of the session whose code is on the screen: the first that is not over, or else the last."""
    dates = dates_of(event.id) or [event]
    return next((date for date in dates if date.ends_at > now), dates[-1])


def last_end(event_id: int) -> datetime | None:
    """Return when the last of these dates ends that is not called off; None if all are."""
    return db.session.scalar(select(last_end_of(event_id)))


def days_to_remind_of(until: datetime, *, now: datetime) -> Mapping[int, datetime]:
    """Return, by session, when a date begins by then of which somebody with a place has not been reminded.

    A date that follows another one sooner than that is left out: the reminder of the other names all dates.
    """
    dated, shortly = aliased(Event), until - now
    is_new = or_(Delegate.reminded_for.is_(None), Delegate.reminded_for != dated.starts_at)
    unheard = exists().where(
        Delegate.event_id == SessionBookings.event_id, Delegate.state == BookingState.BOOKED, is_new
    )
    rows = db.session.execute(
        select(SessionBookings.event_id, dated.starts_at, unheard.correlate(SessionBookings, dated))
        .join(dated, _has_delegates(SessionBookings.event_id, date=dated))
        .where(dated.state == EventState.PUBLISHED, dated.starts_at > now - shortly, dated.starts_at <= until)
        .order_by(SessionBookings.event_id, dated.starts_at)
    ).all()
    before: dict[int, datetime] = {}
    found: dict[int, datetime] = {}
    for event_id, start, is_unheard in rows:
        follows_soon = event_id in before and start - before[event_id] < shortly
        before[event_id] = start
        if start > now and is_unheard and not follows_soon:
            found.setdefault(event_id, start)
    return found


def _has_delegates(event_id: int | InstrumentedAttribute[int], *, date: type[Event] = Event) -> ColumnElement[bool]:
    """Return the condition for the dates of a session to which its delegates come."""
    return and_(is_of_set(event_id, event=date), ~date.is_members_only)
