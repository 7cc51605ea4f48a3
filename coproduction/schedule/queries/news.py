"""What is new about events to a member: since they last said that they have seen it, and since their own answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Label, bindparam, case, exists, func, or_, select

from coproduction.core.database import AnyRow, Together, UTCDateTime, as_word, db, read_rows
from coproduction.members.models import Member
from coproduction.schedule.models import Change, Event, EventChange, NewsSeen, Place

TOLD = (Change.TIME, Change.PLACE, Change.JOINING)  # what everybody with a part is told at once
NEW_FOR = timedelta(days=14)  # to somebody who has never said that they have seen what is new
_VIEWER = bindparam("viewer_id", type_=Integer)


def _seen_until() -> ColumnElement[datetime]:
    said = select(NewsSeen.seen_until).where(NewsSeen.member_id == _VIEWER).scalar_subquery()
    return func.coalesce(said, bindparam("new_since", type_=UTCDateTime()), type_=UTCDateTime())


def since(now: datetime) -> dict[str, Any]:
    """Return the parameter of `news` at a moment."""
    return {"new_since": now - NEW_FOR}


def news() -> Label[str | None]:
    """Select, beside Event and the viewer's own Place if they have one, all that is new in one text, a space after
    each word; None if nothing is. Whoever answered, or was asked, after a change has been told of it.
    """
    words = (
        select(Together(as_word(EventChange.what) + " "))
        .where(
            EventChange.event_id == Event.id,
            EventChange.at > _seen_until(),
            or_(Place.moved_at.is_(None), EventChange.at > Place.moved_at),
        )
        .correlate(Event, Place)
    )
    return words.scalar_subquery().label("news")


def changes_made(event_ids: Collection[int], *, now: datetime) -> dict[int, dict[Change, str]]:
    """Return, by event, what has just been changed that everybody with a part is told of, and what it was."""
    found = db.session.scalars(
        select(EventChange)
        .where(EventChange.event_id.in_(event_ids), EventChange.at == now, EventChange.what.in_(TOLD))
        .order_by(EventChange.id)
    )
    by_event: dict[int, dict[Change, str]] = {event_id: {} for event_id in event_ids}
    for change in found:
        by_event[change.event_id][change.what] = change.was
    return by_event


def changes_of_led(event_ids: Collection[int], *, now: datetime) -> list[tuple[int, str, dict[Change, str]]]:
    """Return what has just been changed at dates that share these events' rosters: the lead, the label, and what.

    That a date is new, or called off, as well: it is told as a change of the event that leads.
    """
    found = db.session.execute(
        select(Event.follows_id, Event.label, EventChange.what, EventChange.was)
        .join(EventChange, EventChange.event_id == Event.id)
        .where(Event.follows_id.in_(event_ids), ~Event.has_own_roster, EventChange.at == now)
        .order_by(Event.starts_at, Event.id, EventChange.id)
    )
    by_date: dict[tuple[int | None, str], dict[Change, str]] = {}
    for lead_id, label, what, was in found:
        by_date.setdefault((lead_id, label), {})[what] = was
    return [(lead_id, label, changes) for (lead_id, label), changes in by_date.items() if lead_id]


def has_led_changed(event_id: int, since: datetime) -> bool:
    """Say whether anything has been changed from that moment on at a date that shares the event's roster."""
    changed = exists().where(
        EventChange.event_id == Event.id, Event.follows_id == event_id, ~Event.has_own_roster, EventChange.at >= since
    )
    return bool(db.session.scalar(select(changed)))


def changes_since(event_id: int, since: datetime) -> dict[Change, str]:
    """Return what has been changed from that moment on that everybody with a part is told of, and what it was."""
    found = db.session.scalars(
        select(EventChange)
        .where(EventChange.event_id == event_id, EventChange.at >= since, EventChange.what.in_(TOLD))
        .order_by(EventChange.id.desc())
    )
    return {change.what: change.was for change in found}


_CHANGES = (
    select(
        as_word(EventChange.what),
        EventChange.was,
        EventChange.at,
        case((EventChange.at > _seen_until(), 1), else_=0).label("is_new"),
    )
    .where(EventChange.event_id == bindparam("event_id", type_=Integer), EventChange.what != Change.PUBLISHED)
    .order_by(EventChange.at.desc(), EventChange.id)
    .limit(bindparam("limit", type_=Integer))
)


def changes_of(event_id: int, *, viewer: Member, now: datetime, limit: int = 10) -> Sequence[AnyRow]:
    """Return what has changed since the event was published, the newest first, of an event found for the viewer."""
    return read_rows(_CHANGES, {"event_id": event_id, "viewer_id": viewer.id, "limit": limit, **since(now)})
