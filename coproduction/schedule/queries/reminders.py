"""Who is to be reminded of an event now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from sqlalchemy import and_, exists, not_, or_, select
from sqlalchemy.orm import joinedload

from coproduction.core.database import db, is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import belongs, is_asked_to_things
from coproduction.schedule.kinds.reminders import LEADS, MOST
from coproduction.schedule.models import (
    Event,
    EventChange,
    EventRole,
    Place,
    PlaceState,
    Reminder,
    Turn,
)
from coproduction.schedule.queries.news import TOLD
from coproduction.schedule.rules import is_published

SAME_EVENT = timedelta(days=1)  # moved by less, it is still the one that somebody was reminded of
COMING = (PlaceState.HELD, PlaceState.TENTATIVE)


def coming_events(*, now: datetime) -> Sequence[Event]:
    """Return the events, in the order of their ids, that are near enough for a reminder of any kind."""
    return db.session.scalars(
        select(Event)
        .where(is_published(), Event.starts_at > now, Event.starts_at < now + timedelta(MOST + 1))
        .order_by(Event.id)
    ).all()


def turn_at(event: Event, *, now: datetime) -> tuple[Turn, datetime] | None:
    """Return which reminder's time it is, and since when: the later one if both are due, None before the first."""
    today, leads = uk_wall(now).date(), LEADS[event.kind]
    for turn, lead in ((Turn.SECOND, leads.second), (Turn.FIRST, leads.first)):
        since = _before(event, days=value_of(lead, on=today))
        if since <= now:
            return turn, since
    return None


def places_to_remind(event: Event, turn: Turn, *, since: datetime) -> Sequence[Place]:
    """Return the places of those who come or have not answered, and were not reminded yet of the event as it is.

    Whoever was asked, answered or was told of a change after the reminder's time has just heard of it. Who rests is not
    chased, and who has left or died is told nothing.
    """
    near = and_(
        Reminder.for_start > event.starts_at - SAME_EVENT,
        Reminder.for_start < event.starts_at + SAME_EVENT,
    )
    is_kept = and_(EventRole.is_open, Place.offer_ends_at.is_not(None))
    waits = and_(Place.state == PlaceState.OFFERED, not_(is_kept), is_asked_to_things())
    return db.session.scalars(
        select(Place)
        .join(Member, Member.id == Place.member_id)
        .join(EventRole, EventRole.id == Place.role_id)
        .where(
            Place.event_id == event.id,
            or_(and_(is_one_of(Place.state, COMING), belongs()), waits),
            Place.moved_at < since,
            ~exists().where(EventChange.event_id == event.id, EventChange.what.in_(TOLD), EventChange.at > since),
            ~exists().where(Reminder.place_id == Place.id, Reminder.turn == turn, near),
        )
        .order_by(Place.id)
        .options(joinedload(Place.member), joinedload(Place.role).joinedload(EventRole.event))
    ).all()


def _before(event: Event, *, days: int) -> datetime:
    """Return the moment so many days before, when the UK's clocks show the time at which the event starts."""
    wall = uk_wall(event.starts_at)
    at: time = wall.time()
    return uk_moment(wall.date() - timedelta(days=days), at)
