"""The turns of members, and the order of turns: one way to count and to order for lists, searches and proposals."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Subquery, and_, func, not_, or_, select

from coproduction.core.database import is_one_of
from coproduction.members.models import Member
from coproduction.rosters import rules
from coproduction.schedule.models import Event, EventKind, Part, Place, PlaceMove, PlaceState
from coproduction.schedule.rules import took_part

# Somebody into whose record another was merged has the turns of both.
_OWNER = func.coalesce(Member.merged_into_id, Member.id)


def stands_in(role_ids: Collection[int]) -> ColumnElement[bool]:
    """Return the condition for places that stand in these roles' rosters already."""
    return and_(Place.role_id.in_(role_ids), is_one_of(Place.state, rules.STANDING))


def stands_at(event_id: int) -> ColumnElement[bool]:
    """Return the condition for places that stand in a roster of the event already."""
    return and_(Place.event_id == event_id, is_one_of(Place.state, rules.STANDING))


def turns_of(kind: EventKind, standing: ColumnElement[bool], *, since: datetime) -> Subquery:
    """Return the turns at events of a kind, by `member_id`: what counts for fairness, and what is said beside a name.

    `turns` are the events to which somebody was asked or at which they were given a place: not moves, so somebody asked
    twice for one event was asked once. What stands already (`standing`) is none yet. `offered` and `held` are said
    beside the name. What we took back counts against nobody.
    """
    offered, held = PlaceMove.to_state == PlaceState.OFFERED, PlaceMove.to_state == PlaceState.HELD
    number = func.count(Place.event_id.distinct())
    return (
        select(
            _OWNER.label("member_id"),
            number.filter(or_(offered, held), not_(standing)).label("turns"),
            number.filter(offered).label("offered"),
            number.filter(held, Place.state.in_(rules.KEPT)).label("held"),
        )
        .join(Place, PlaceMove.place_id == Place.id)
        .join(Event, Place.event_id == Event.id)
        .join(Member, Place.member_id == Member.id)
        .where(PlaceMove.moved_at > since, Event.kind == kind, Place.state != PlaceState.RELEASED)
        .group_by(_OWNER)
        .subquery("turns_of")
    )


def last_turns(kind: EventKind, *, now: datetime) -> Subquery:
    """Return when members had a place at an event of a kind last, by `member_id`: as `starts_at`.

    To stand by, or to watch, is none: nobody is experienced by that.
    """
    return (
        select(_OWNER.label("member_id"), func.max(Event.starts_at).label("starts_at"))
        .join(Place, Place.member_id == Member.id)
        .join(Event, took_part(kind, (Part.PLACE,), before=now))
        .group_by(_OWNER)
        .subquery("last_turns")
    )


class Order(NamedTuple):
    """What is joined to put members in the order of turns, and what they are then ordered by."""

    counted: Subquery
    last: Subquery
    turns: ColumnElement[int]

    def by(self, rank: ColumnElement[int]) -> tuple[Any, ...]:
        """Return the order: the fewest turns first; then by rank; then whose last turn is longest ago.

        Proposals do the same: they hand a place on by rank among those who have as many turns.
        """
        return self.turns, rank, func.date(self.last.c.starts_at).asc().nulls_first(), Member.id


def in_order_at(event: Event, *, since: datetime, now: datetime) -> Order:
    """Return the order of turns for a roster of the event."""
    counted = turns_of(event.kind, stands_at(event.id), since=since)
    return Order(counted, last_turns(event.kind, now=now), func.coalesce(counted.c.turns, 0))
