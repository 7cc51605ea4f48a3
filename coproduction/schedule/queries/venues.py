"""Venues: those that an event can be held in, and how often each will be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import raiseload

from coproduction.accounts.models import Account
from coproduction.core.database import db, is_one_of
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventState, Venue

TO_COME = (EventState.DRAFT, EventState.PUBLISHED)


class UsedVenue(NamedTuple):
    """A venue, and how many events to come are held there."""

    venue: Venue
    events: int


def all_venues() -> Sequence[Venue]:
    """Return every venue by name, those that are used no more last: what a coordinator can choose from."""
    return db.session.scalars(select(Venue).order_by(Venue.is_used.desc(), Venue.name, Venue.id)).all()


def used_venues(*, viewer: Account, now: datetime) -> list[UsedVenue]:
    """Return every venue in the same order, with the number of events to come. For coordinators."""
    require_staff(viewer)
    to_come = and_(Event.venue_id == Venue.id, is_one_of(Event.state, TO_COME), Event.starts_at > now)
    rows = db.session.execute(
        select(Venue, func.count(Event.id))
        .outerjoin(Event, to_come)
        .group_by(Venue.id)
        .order_by(Venue.is_used.desc(), Venue.name, Venue.id)
        .options(raiseload("*", sql_only=True))
    )
    return [UsedVenue(*row) for row in rows]


def find_venue(venue_id: int, *, viewer: Account) -> Venue | None:
    """Return the venue, or None if there is none of that id. For coordinators."""
    require_staff(viewer)
    return db.session.get(Venue, venue_id)


def venue_numbered(venue_id: int) -> Venue | None:
    """Return the venue of that id."""
    return db.session.get(Venue, venue_id)


def venue_called(words: str) -> Venue | None:
    """Return the venue with that name, or with that name and address; capitals make no difference."""
    whole = Venue.name + ", " + Venue.address
    return db.session.scalar(
        select(Venue)
        .where(or_(func.lower(Venue.name) == words.lower(), func.lower(whole) == words.lower()))
        .order_by(Venue.is_used.desc(), Venue.id)
        .limit(1)
    )


def lock_venue(venue_id: int) -> Venue:
    """Return the venue as it is now, and make everybody else who changes it wait."""
    return db.session.scalars(
        select(Venue).where(Venue.id == venue_id).with_for_update().execution_options(populate_existing=True)
    ).one()


def events_to_come_at(venue: Venue, *, now: datetime) -> Sequence[Event]:
    """Return the events to come that are held at the venue, locked, in the order of their ids."""
    return db.session.scalars(
        select(Event)
        .where(Event.venue_id == venue.id, is_one_of(Event.state, TO_COME), Event.starts_at > now)
        .order_by(Event.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
