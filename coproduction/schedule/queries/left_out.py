"""Who has not been asked to an event to which everybody was: whoever joined, or came to like such, since then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import AwayDate, HeldQualification, Interest, Member, MemberInterest
from coproduction.members.rules import is_asked_to_things, require_staff
from coproduction.schedule.kinds import POLICIES
from coproduction.schedule.models import LIVE_STATES, Event, EventKind, EventRole, Place, PlaceState
from coproduction.schedule.rules import is_published, overlaps

# What everybody is asked to who likes it.
LIKED: Mapping[EventKind, Interest] = {
    kind: policy.interest for kind, policy in POLICIES.items() if policy.seen_by_all and policy.interest
}
FEW = 1000  # members whom a statement names one by one


class LeftOut(NamedTuple):
    """To how many events of a kind how many members could be asked still, and when the first of these is."""

    kind: EventKind
    events: int
    members: int
    first_at: datetime


def left_out(*, now: datetime) -> list[LeftOut]:
    """Return, by kind, how many members could be asked now to how many events to come: six statements at most.

    These are the members whom `people.members_to_be_invited` finds for each of the events. Those who like such are
    counted, and only who is in the way is looked at: to compare everybody with each event takes many times as long.
    """
    asked = _events_asked_to(now)
    if not asked:
        return []
    busy, holds = _who_is_busy(asked), _who_holds(asked)
    interests = {LIKED[event.kind] for event in asked}
    likes = _who_likes(interests, set().union(*busy.values(), *holds.values()))
    of_kinds = [[event for event in asked if event.kind is kind] for kind in sorted({event.kind for event in asked})]
    found = (_left_out_of(own, likes[LIKED[own[0].kind]], busy=busy, holds=holds) for own in of_kinds)
    return [each for each in found if each]


def events_asked_to(kind: EventKind, *, viewer: Account, now: datetime) -> Sequence[Event]:
    """Return the events to come of a kind to which everybody was asked, soonest first. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        select(Event)
        .where(_asked_everybody(now), Event.kind == kind)
        .order_by(Event.starts_at, Event.id)
        .options(selectinload(Event.roles), joinedload(Event.organiser))
    ).all()


def _asked_everybody(now: datetime) -> ColumnElement[bool]:
    return and_(Event.everybody_asked_at.is_not(None), is_published(), Event.starts_at > now)


class _Likes(NamedTuple):
    """How many like such events, and who of those who were looked at does."""

    number: int
    known: set[int]


def _left_out_of(
    own: Sequence[AnyRow], likes: _Likes, *, busy: Mapping[int, set[int]], holds: Mapping[int, set[int]]
) -> LeftOut | None:
    """Count who is free: of the holders of what an event asks for who is not busy, else all but who is."""
    free = {each.id: likes.known & holds[each.id] - busy[each.id] for each in own if each.id in holds}
    full = {each.id: likes.known & busy[each.id] for each in own if each.id not in holds}
    some = [each for each in own if (free[each.id] if each.id in holds else len(full[each.id]) < likes.number)]
    named: set[int] = set().union(*free.values())
    members = likes.number - len(set.intersection(*full.values()) - named) if full else len(named)
    return LeftOut(own[0].kind, len(some), members, some[0].starts_at) if some else None


def _events_asked_to(now: datetime) -> Sequence[AnyRow]:
    """Return the events to come to which everybody was asked, soonest first, with their open role."""
    role = aliased(EventRole)
    first = select(func.min(role.id)).where(role.event_id == Event.id, role.is_open).correlate(Event).scalar_subquery()
    return db.session.execute(
        select(Event.id, Event.kind, Event.starts_at, Event.ends_at)
        .add_columns(EventRole.id.label("role_id"), EventRole.qualification_id)
        .join(EventRole, EventRole.id == first)
        .where(_asked_everybody(now), Event.kind.in_(LIKED))
        .order_by(Event.starts_at, Event.id)
    ).all()


def _events_at_the_time(asked: Sequence[AnyRow]) -> Mapping[int, Sequence[int]]:
    """Return the published events that share time with each of these, by its id."""
    at_a_time = or_(*(overlaps(event.starts_at, event.ends_at) for event in asked))
    others = db.session.execute(
        select(Event.id, Event.starts_at, Event.ends_at)
        .where(is_published(), Event.ends_at > asked[0].starts_at, at_a_time)
        .order_by(Event.id)
    ).all()
    return {
        event.id: [
            other.id
            for other in others
            if other.id != event.id and other.starts_at < event.ends_at and other.ends_at > event.starts_at
        ]
        for event in asked
    }


def _who_likes(interests: Collection[Interest], looked_at: Collection[int]) -> Mapping[Interest, _Likes]:
    """Return who likes such and is asked to things."""
    liking = select(MemberInterest.interest, func.count(Member.id)).join(Member, Member.id == MemberInterest.member_id)
    liking = liking.where(is_asked_to_things(), is_one_of(MemberInterest.interest, interests))
    numbers = dict(db.session.execute(liking.group_by(MemberInterest.interest)).all())
    known: defaultdict[Interest, set[int]] = defaultdict(set)
    named = liking.where(Member.id.in_(looked_at)) if len(looked_at) <= FEW else liking
    for interest, member_id in db.session.execute(named.with_only_columns(MemberInterest.interest, Member.id)):
        known[interest].add(member_id)
    return {interest: _Likes(numbers.get(interest, 0), known[interest]) for interest in interests}


def _who_holds(asked: Sequence[AnyRow]) -> Mapping[int, set[int]]:
    """Return who holds on the day what the role asks for, by the event; only of events that ask for something."""
    wanted = {event.qualification_id for event in asked if event.qualification_id}
    if not wanted:
        return {}
    held = select(HeldQualification).where(HeldQualification.qualification_id.in_(wanted))
    rows = db.session.scalars(held.options(raiseload("*", sql_only=True))).all()
    return {
        event.id: {
            each.member_id
            for each in rows
            if each.qualification_id == event.qualification_id and _counts(each, _day(event.starts_at))
        }
        for event in asked
        if event.qualification_id
    }


def _who_is_busy(asked: Sequence[AnyRow]) -> Mapping[int, set[int]]:
    """Return who is away, or elsewhere, or has a part, or had that to which everybody was asked, by the event."""
    away, takes_part = _who_is_away(asked), _who_takes_part(asked)
    return {event.id: away[event.id] | takes_part[event.id] for event in asked}


def _who_is_away(asked: Sequence[AnyRow]) -> Mapping[int, set[int]]:
    days = {event.id: (_day(event.starts_at), _day(event.ends_at)) for event in asked}
    first, last = min(first for first, _ in days.values()), max(last for _, last in days.values())
    away = select(AwayDate.member_id, AwayDate.starts_on, AwayDate.ends_on)
    rows = db.session.execute(away.where(AwayDate.starts_on <= last, AwayDate.ends_on >= first)).all()
    return {
        event_id: {member_id for member_id, starts_on, ends_on in rows if starts_on <= last and ends_on >= first}
        for event_id, (first, last) in days.items()
    }


def _who_takes_part(asked: Sequence[AnyRow]) -> Mapping[int, set[int]]:
    """Return who has or had the part to which everybody was asked, or has another, or is elsewhere, by the event."""
    elsewhere = _events_at_the_time(asked)
    roles = {event.id: event.role_id for event in asked}
    ids = {*roles, *chain.from_iterable(elsewhere.values())}
    is_live, is_held = is_one_of(Place.state, LIVE_STATES), is_one_of(Place.state, [PlaceState.HELD])
    columns = Place.event_id, Place.role_id, Place.member_id, is_live.label("is_live"), is_held.label("is_held")
    has_part: defaultdict[int, set[int]] = defaultdict(set)
    is_there: defaultdict[int, set[int]] = defaultdict(set)
    for event_id, role_id, member_id, lives, holds in db.session.execute(
        select(*columns).where(Place.event_id.in_(ids))
    ):
        if lives or roles.get(event_id) == role_id:
            has_part[event_id].add(member_id)
        if holds:
            is_there[event_id].add(member_id)
    return {
        event_id: has_part[event_id].union(*(is_there[other] for other in others))
        for event_id, others in elsewhere.items()
    }


def _counts(held: HeldQualification, day: date) -> bool:
    return held.achieved_on <= day and (held.valid_until is None or held.valid_until >= day)


def _day(moment: datetime) -> date:
    return uk_wall(moment).date()
