"""Events as members see them: the schedule, one month, one event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_moment
from coproduction.members.models import Member
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventKind, EventRole, Place

_LINE = (
    Event.id,
    Event.kind,
    Event.title,
    Event.starts_at,
    Event.ends_at,
    Event.format,
    Event.venue,
    Event.state,
)


def _lines_for(viewer: Member) -> Select[Any]:
    """Select the events that the viewer may know of, each with the state of the viewer's own live place."""
    mine = and_(Place.event_id == Event.id, Place.member_id == viewer.id, rules.is_live())
    return (
        select(*_LINE, Place.state.label("my_state"))
        .outerjoin(Place, mine)
        .where(rules.visible_to(viewer))
        .order_by(Event.starts_at, Event.id)
    )


def upcoming_events(
    *, viewer: Member, now: datetime, kind: EventKind | None = None, limit: int = 25, offset: int = 0
) -> Sequence[Row[Any]]:
    """Return the events that have not ended, soonest first, with the viewer's own answer in `my_state`."""
    lines = _lines_for(viewer).where(Event.ends_at > now)
    if kind:
        lines = lines.where(Event.kind == kind)
    return db.session.execute(lines.limit(limit).offset(offset)).all()


def events_between(first: date, last: date, *, viewer: Member) -> Sequence[Row[Any]]:
    """Return the events that start on the UK days from `first` up to, not including, `last`."""
    return db.session.execute(
        _lines_for(viewer).where(
            Event.starts_at >= uk_moment(first, time()),
            Event.starts_at < uk_moment(last, time()),
        )
    ).all()


def find_event(event_id: int, *, viewer: Member | Account) -> Event | None:
    """Return the event with its roles and who to ask, or None if the viewer may not know of it."""
    return db.session.scalar(
        select(Event)
        .where(Event.id == event_id, rules.visible_to(viewer))
        .options(
            joinedload(Event.organiser),
            selectinload(Event.roles).joinedload(EventRole.qualification),
            raiseload("*", sql_only=True),
        )
    )


def find_role(role_id: int, *, viewer: Member | Account) -> EventRole | None:
    """Return the role with its event and what it requires, or None if the viewer may not know of it."""
    return db.session.scalar(
        select(EventRole)
        .join(EventRole.event)
        .where(EventRole.id == role_id, rules.visible_to(viewer))
        .options(
            joinedload(EventRole.event).joinedload(Event.organiser),
            joinedload(EventRole.qualification),
            raiseload("*", sql_only=True),
        )
    )


def role_named(event: Event, name: str) -> EventRole | None:
    """Return the event's role of that name."""
    return db.session.scalar(select(EventRole).where(EventRole.event_id == event.id, EventRole.name == name))
