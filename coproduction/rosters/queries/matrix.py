"""Many events beside many members: what each has to do with each, in as many statements for few as for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, exists, not_, or_, select, true
from sqlalchemy.orm import joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.core.paging import Page
from coproduction.members.models import Member
from coproduction.members.rules import (
    asks_to_be_asked_first,
    interested_in,
    is_asked_to_things,
    require_staff,
    stands_alone,
)
from coproduction.rosters.queries.availability import Said, is_to_come, said_about
from coproduction.rosters.queries.conflicts import conflicts_with
from coproduction.rosters.queries.dates import dates_of
from coproduction.rosters.queries.limits import limits_around, turns_of
from coproduction.rosters.rules import days_to_come, holds_a_place_then, lacks_for_all
from coproduction.schedule.kinds import POLICIES
from coproduction.schedule.models import Event, EventKind, EventRole, Place
from coproduction.schedule.queries import locks
from coproduction.schedule.rules import away_then, is_live

MOST_EVENTS, ROWS = 10, 25


Pairs = Collection[tuple[int, int]]  # an event and a member, by their ids


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of some members and some events, by event and member.

    `lacking` are those who do not hold what any of the event's roles asks for. `barred` are those whom no reason lets
    us ask. Of nobody is said why.
    """

    places: Mapping[tuple[int, int], Sequence[Place]]
    said: Said
    away: Pairs
    elsewhere: Pairs
    lacking: Pairs
    barred: Pairs
    asked_first: Pairs


def events_between(
    first: date, last: date, *, kind: EventKind, viewer: Account, now: datetime
) -> tuple[Sequence[Event], date | None]:
    """Return the events of a kind to come for which people are chosen, with their roles, and from when there are more.

    Drafts too; not those that share another's roster; soonest first. As many as are shown, or all of one day, if that
    has more: or the last of them would never be reached.
    """
    require_staff(viewer)
    found = db.session.scalars(_events(first, last, kind=kind, now=now).limit(MOST_EVENTS + 1)).all()
    if len(found) <= MOST_EVENTS:
        return found, None
    day, next_day = (uk_wall(found[number].starts_at).date() for number in (0, MOST_EVENTS))
    if day < next_day:
        return found[:MOST_EVENTS], next_day
    later = db.session.scalars(_events(day + timedelta(days=1), last, kind=kind, now=now).limit(1)).first()
    next_from = uk_wall(later.starts_at).date() if later else None
    return db.session.scalars(_events(day, day, kind=kind, now=now)).all(), next_from


def _events(first: date, last: date, *, kind: EventKind, now: datetime) -> Select[Event]:
    is_chosen = exists().where(
        EventRole.event_id == Event.id, not_(EventRole.is_open), EventRole.follows_role_id.is_(None)
    )
    return (
        select(Event)
        .where(
            Event.kind == kind,
            is_to_come(now),
            Event.starts_at >= uk_moment(first, time()),
            Event.starts_at < uk_moment(last + timedelta(days=1), time()),
            is_chosen,
        )
        .order_by(Event.starts_at, Event.id)
        .options(selectinload(Event.roles).joinedload(EventRole.qualification), raiseload("*", sql_only=True))
    )


def members_for(
    events: Sequence[Event], *, kind: EventKind, viewer: Account, page: int = 1, size: int | None = ROWS
) -> Page[Member]:
    """Return a page of those who like such events and are asked to things, or have a part in one of these; by name.

    All of them without a `size`.
    """
    require_staff(viewer)
    interest = POLICIES[kind].interest
    likes_it = interested_in(interest) if interest else true()
    has_a_part = exists().where(
        Place.member_id == Member.id, Place.event_id.in_([event.id for event in events]), is_live()
    )
    found = select(Member).where(stands_alone(), or_(is_asked_to_things() & likes_it, has_a_part))
    ordered = found.order_by(Member.name, Member.id).options(raiseload("*", sql_only=True))
    if size is None:
        return Page(db.session.scalars(ordered).all())
    rows = db.session.scalars(ordered.limit(size + 1).offset((page - 1) * size)).all()
    return Page(rows[:size], page, has_next=len(rows) > size)


def known_of(events: Sequence[Event], member_ids: Collection[int], *, viewer: Account, now: datetime) -> Known:
    """Return what is known of these members and these events, and of the dates that share their rosters."""
    require_staff(viewer)
    event_ids = [event.id for event in events]
    places: defaultdict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in db.session.scalars(_places(event_ids, member_ids).options(raiseload("*", sql_only=True))):
        places[place.event_id, place.member_id].append(place)
    away, elsewhere, lacking = _in_the_way(events, member_ids, now=now)
    barred, asked_first = _told_us(events, member_ids, now=now)
    return Known(places, said_about(event_ids, viewer=viewer), away, elsewhere, lacking, barred, asked_first)


def places_of(event_id: int, member_id: int) -> Sequence[Place]:
    """Return the member's places in the event as they are now, with their roles. For a caller that has locked them."""
    found = _places([event_id], [member_id]).execution_options(populate_existing=True)
    return db.session.scalars(found).all()


def lock_roles(event: Event) -> Sequence[EventRole]:
    """Return the roles of the event for which people are chosen, locked in one order, as answers lock them."""
    return list(locks.lock_roles([role.id for role in event.roles]).values())


def _places(event_ids: Collection[int], member_ids: Collection[int]) -> Select[Place]:
    return (
        select(Place)
        .where(Place.event_id.in_(event_ids), Place.member_id.in_(member_ids))
        .order_by(Place.id)
        .options(joinedload(Place.role))
    )


def _in_the_way(events: Sequence[Event], member_ids: Collection[int], *, now: datetime) -> Sequence[Pairs]:
    """Return who is away, who has a place elsewhere, and who lacks what is asked for, by the rules of a role's list."""
    days = {event_id: days_to_come(dates, now=now) for event_id, dates in dates_of(events, now=now).items()}
    conditions = [rule(event) for rule in (away_then, holds_a_place_then) for event in events]
    conditions += [lacks_for_all(event, days[event.id]) for event in events]
    rows = db.session.execute(select(Member.id, *conditions).where(Member.id.in_(member_ids)).order_by(Member.id)).all()
    return [
        {(event.id, row[0]) for row in rows for at, event in enumerate(events, start=first) if row[at]}
        for first in range(1, 1 + len(conditions), len(events))
    ]


def _told_us(events: Sequence[Event], member_ids: Collection[int], *, now: datetime) -> tuple[Pairs, Pairs]:
    """Return who told us that they cannot come to which event, or take no more then; and who is asked first."""
    limits, turns = limits_around(events, now=now), turns_of(events)
    own = {event.id: limits.own_words(turns[event.id]) for event in events}
    always = select(Member.id).where(asks_to_be_asked_first(), Member.id.in_(member_ids)).order_by(Member.id)
    first = set(db.session.scalars(always))
    barred = {*conflicts_with(events), *((event.id, one) for event in events for one in own[event.id].at_limit)}
    return barred, {(event.id, one) for event in events for one in first.union(own[event.id].over_cap)}
