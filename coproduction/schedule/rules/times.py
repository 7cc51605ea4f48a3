"""Which events are still to come or under way, and which share time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, not_, or_, select
from sqlalchemy.orm import aliased

from coproduction.core.database import UTCDateTime, is_one_of
from coproduction.schedule.models import AnswerDetail, Event, EventFormat, EventState, Place, PlaceState, Way
from coproduction.schedule.rules.events import is_published
from coproduction.schedule.rules.linked import is_apart_from, is_with, leader_id_of
from coproduction.schedule.rules.places import AWAITING_ANSWER

LONGEST = timedelta(hours=24)  # that an event may last; longer ones are several events


def has_not_ended() -> ColumnElement[bool]:
    """Return the condition for events that have not ended, with the parameters of `at`.

    What has not ended cannot have begun longer ago than an event may last. Said too, it lets the index on the start
    find the first of them without reading the past.
    """
    return and_(
        Event.ends_at > bindparam("now", type_=UTCDateTime()),
        Event.starts_at > bindparam("earliest_start", type_=UTCDateTime()),
    )


def at(now: datetime) -> dict[str, Any]:
    """Return the parameters of `has_not_ended` at a moment."""
    return {"now": now, "earliest_start": now - LONGEST}


def overlaps(start: datetime, end: datetime) -> ColumnElement[bool]:
    """Return the condition for events that share time with the period. Times are compared, not dates."""
    return and_(Event.starts_at < end, Event.ends_at > start)


def held_at_the_time_of(event: Event, *, since: datetime | None = None) -> ColumnElement[bool]:
    """Return the condition, on Place and Event together, for places held in other events that share time with this.

    Or with an event that shares its roster; with `since`, only if that starts later.
    """
    return and_(Place.state == PlaceState.HELD, _at_the_time_of(event, since=since))


def asked_at_the_time_of(event: Event) -> ColumnElement[bool]:
    """Return the same condition for offers that wait for an answer."""
    return and_(is_one_of(Place.state, AWAITING_ANSWER), _at_the_time_of(event))


def _at_the_time_of(event: Event, *, since: datetime | None = None) -> ColumnElement[bool]:
    one = aliased(Event)
    dates = select(one.id).where(
        is_with(leader_id_of(event), event=one),
        one.state != EventState.CANCELLED,
        one.starts_at < Event.ends_at,
        one.ends_at > Event.starts_at,
    )
    if since:
        dates = dates.where(one.starts_at > since)
    return and_(_is_beside(event), dates.correlate(Event).exists())


def held_elsewhere(event: Event, start: datetime, *, end: datetime) -> ColumnElement[bool]:
    """Return such a condition for the time that the event would have, which may be another than it has."""
    return and_(Place.state == PlaceState.HELD, _is_beside(event), overlaps(start, end))


def _is_beside(event: Event) -> ColumnElement[bool]:
    """Return the condition, on Place and Event together, for places in events with another roster than this."""
    return and_(
        Place.event_id == Event.id,
        is_apart_from(leader_id_of(event)),
        is_published(),
    )


def held_out_of_reach(event: Event, travel: timedelta) -> ColumnElement[bool]:
    """Return the condition, on Place and Event together, for places at other sites too shortly before or after this.

    Those that share time with it are not among them. Nobody travels who takes part online or by phone.
    """
    return and_(Place.state == PlaceState.HELD, _is_out_of_reach(event, travel))


def asked_out_of_reach(event: Event, travel: timedelta) -> ColumnElement[bool]:
    """Return the same condition for offers that wait for an answer."""
    return and_(is_one_of(Place.state, AWAITING_ANSWER), _is_out_of_reach(event, travel))


def _is_out_of_reach(event: Event, travel: timedelta) -> ColumnElement[bool]:
    if event.format is EventFormat.ONLINE:
        return false()
    away_from_it = Event.venue != event.venue
    if event.venue_id:
        away_from_it = and_(away_from_it, Event.venue_id.is_distinct_from(event.venue_id))
    return and_(
        _is_beside(event),
        overlaps(event.starts_at - travel, event.ends_at + travel),
        or_(Event.ends_at <= event.starts_at, Event.starts_at >= event.ends_at),
        Event.format != EventFormat.ONLINE,
        away_from_it,
        not_(takes_part_from_home()),
    )


def takes_part_from_home() -> ColumnElement[bool]:
    """Return the condition, on Place, for whoever has said that they take part online or by phone."""
    from_home = AnswerDetail.way.in_((Way.ONLINE, Way.PHONE))
    return exists().where(AnswerDetail.place_id == Place.id, from_home).correlate(Place)
