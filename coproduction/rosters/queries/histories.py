"""What members did in a year, beside whom a proposal is fair; and when they cannot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, not_, or_, select

from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.members.models import AwayDate
from coproduction.rosters import rules
from coproduction.rosters.proposals.problem import History, Taken, Time, taken_by
from coproduction.rosters.queries.dates import TURN_ID
from coproduction.rosters.queries.turns import history_of, last_turns, stands_in, turns_of
from coproduction.schedule.models import (
    GOES_AHEAD,
    Event,
    EventFormat,
    EventKind,
    EventRole,
    Place,
    PlaceState,
)
from coproduction.schedule.rules import AWAITING_ANSWER, overlaps, takes_part_from_home


class Past(NamedTuple):
    """The turns of one member that count for fairness, and what is said of them beside the name."""

    turns: int
    history: History


NOTHING = Past(0, History())


def pasts(kind: EventKind, role_ids: Collection[int], *, since: datetime, now: datetime) -> Mapping[int, Past]:
    """Return what members did at events of this kind, by member: offers count as well as places held.

    What stands in these roles is no turn yet, because a proposal counts it by itself; it is said beside the name.
    """
    last = {row.member_id: uk_wall(row.starts_at).date() for row in _rows_of(last_turns(kind, now=now))}
    counted = {row.member_id: row for row in _rows_of(turns_of(kind, stands_in(role_ids), since=since, now=now))}
    found = {member_id: Past(0, History(day)) for member_id, day in last.items()}
    for member_id, row in counted.items():
        found[member_id] = Past(row.turns, history_of(row, last.get(member_id)))
    return found


def _rows_of(counted: Subquery) -> Sequence[AnyRow]:
    return db.session.execute(select(counted)).all()


def taken_times(
    first: datetime,
    last: datetime,
    *,
    events: Collection[Event],
    role_ids: Collection[int],
) -> Mapping[int, tuple[Taken, ...]]:
    """Return when members cannot between two moments: they are away, or hold a place or an offer elsewhere. By member.

    Elsewhere than in these roles of these events, or at a date that shares a roster with them. It is a turn if they
    were chosen, once for all dates that share a roster, and stays one when they have been there. An offer counts for
    what people are chosen for.
    """
    found: defaultdict[int, list[Taken]] = defaultdict(list)
    for member_id, away in _away(first, last):
        found[member_id].append(Taken(away))
    turns: defaultdict[tuple[int, int], list[Time]] = defaultdict(list)
    elsewhere = _held(first, last).where(not_(stands_in(role_ids)), not_(_shares_a_roster(events)))
    for member_id, turn_id, is_turn, *time_and_site in db.session.execute(elsewhere):
        time_there = Time(*time_and_site)
        if is_turn:
            turns[member_id, turn_id].append(time_there)
        else:
            found[member_id].append(Taken(time_there))
    for (member_id, _), times in turns.items():
        found[member_id] += taken_by(times)
    return {member_id: tuple(times) for member_id, times in found.items()}


def _away(first: datetime, last: datetime) -> Iterator[tuple[int, Time]]:
    """Yield the members who are away between two moments, each with when: whole days by UK clocks."""
    away = select(AwayDate.member_id, AwayDate.starts_on, AwayDate.ends_on).where(
        AwayDate.starts_on <= uk_wall(last).date(), AwayDate.ends_on >= uk_wall(first).date()
    )
    for member_id, starts_on, ends_on in db.session.execute(away.order_by(AwayDate.id)):
        yield member_id, Time(uk_moment(starts_on, time()), uk_moment(ends_on + timedelta(days=1), time()))


def _held(first: datetime, last: datetime) -> Select[Any]:
    """Select the places and offers that take time between two moments, with the turn that each belongs to."""
    is_chosen = rules.is_chosen_for()
    counts = and_(is_one_of(Place.state, (*AWAITING_ANSWER, PlaceState.ATTENDED)), is_chosen)
    return (
        select(Place.member_id, TURN_ID, is_chosen, Event.starts_at, Event.ends_at, _SITE, Event.venue_id)
        .join(Event, Place.event_id == Event.id)
        .join(EventRole, Place.role_id == EventRole.id)
        .where(or_(Place.state == PlaceState.HELD, counts))
        .where(is_one_of(Event.state, GOES_AHEAD), overlaps(first, last))
        .order_by(Place.id)
    )


def _shares_a_roster(events: Collection[Event]) -> ColumnElement[bool]:
    return and_(EventRole.follows_role_id.is_not(None), Event.follows_id.in_([event.id for event in events]))


# The site of whoever holds a place: the empty word for who stays at home.
_SITE = case((or_(Event.format == EventFormat.ONLINE, takes_part_from_home()), ""), else_=Event.venue)


def time_of(event: Event) -> Time:
    """Return when an event is, and its site: the empty word where nobody has to travel."""
    site = "" if event.format is EventFormat.ONLINE else event.venue
    return Time(event.starts_at, event.ends_at, site, event.venue_id)
