"""The turns of members, and the order of turns: one way to count and to order for lists, searches and proposals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Label, Subquery, and_, exists, func, not_, or_, select
from sqlalchemy.orm import aliased

from coproduction.core.database import AnyRow, is_one_of
from coproduction.members.models import Member
from coproduction.rosters import rules
from coproduction.rosters.proposals.problem import History
from coproduction.schedule.models import Event, EventKind, EventRole, EventState, Part, Place, PlaceMove, PlaceState
from coproduction.schedule.rules import took_part

# Somebody into whose record another was merged has the turns of both.
_OWNER = func.coalesce(Member.merged_into_id, Member.id)
# What is counted beside a name, as `History` calls it.
COUNTED = ("offered", "held", "stood_by", "watched", "to_come")


def stands_in(role_ids: Collection[int]) -> ColumnElement[bool]:
    """Return the condition for places that stand in these roles' rosters already."""
    return and_(Place.role_id.in_(role_ids), is_one_of(Place.state, rules.STANDING))


def stands_at(event_id: int) -> ColumnElement[bool]:
    """Return the condition for places that stand in a roster of the event already."""
    return and_(Place.event_id == event_id, is_one_of(Place.state, rules.STANDING))


def turns_of(kind: EventKind, standing: ColumnElement[bool], *, since: datetime, now: datetime) -> Subquery:
    """Return the turns at events of a kind, by `member_id`: what counts for fairness, and what is said beside a name.

    `turns` are the events to which somebody was asked or at which they have a part, standing by and watching too: not
    moves, so somebody asked twice for one event was asked once. What stands already (`standing`) is none yet. `offered`
    counts by when they were asked, all else by when the event was. What was cancelled, or we took back, or they could
    not do, counts against nobody; nor do dates that share another's roster, which are one turn with it.
    """
    number, is_kept = func.count(Place.event_id.distinct()), is_one_of(Place.state, rules.KEPT)
    to_come = and_(Place.state == PlaceState.HELD, Event.ends_at > now, EventRole.part == Part.PLACE)
    return (
        select(
            _OWNER.label("member_id"),
            number.filter(or_(PlaceMove.id.is_not(None), is_kept), not_(standing)).label("turns"),
            number.filter(PlaceMove.to_state == PlaceState.OFFERED).label("offered"),
            *(number.filter(took_part(kind, (part,), before=now)).label(name) for part, name in _THERE_AS.items()),
            number.filter(to_come).label("to_come"),
        )
        .select_from(Place)
        .join(Event, Place.event_id == Event.id)
        .join(EventRole, Place.role_id == EventRole.id)
        .join(Member, Place.member_id == Member.id)
        .outerjoin(PlaceMove, and_(PlaceMove.place_id == Place.id, PlaceMove.moved_at > since, _IS_TURN))
        .where(Event.kind == kind, Event.state != EventState.CANCELLED, Event.starts_at > since)
        .where(Place.state != PlaceState.RELEASED, not_(_could_not()), EventRole.follows_role_id.is_(None))
        .group_by(_OWNER)
        .subquery("turns_of")
    )


_THERE_AS = {Part.PLACE: "held", Part.STANDBY: "stood_by", Part.SHADOW: "watched"}
_IS_TURN = is_one_of(PlaceMove.to_state, (PlaceState.OFFERED, PlaceState.HELD))


def _could_not() -> ColumnElement[bool]:
    """Return the condition for places that somebody gave up last because they could not."""
    last = aliased(PlaceMove)
    return exists().where(last.place_id == Place.id, last.moved_at == Place.moved_at, last.is_no_turn)


def history_of(row: AnyRow, last_turn: date | None) -> History:
    """Return what is said beside the name of whom a row of turns is about."""
    return History(last_turn, **{name: getattr(row, name) for name in COUNTED})


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

    def beside(self) -> Sequence[Label[Any]]:
        """Return what is read to be said beside the name."""
        counted = [func.coalesce(self.counted.c[name], 0).label(name) for name in COUNTED]
        return [*counted, self.last.c.starts_at.label("last_turn")]

    def by(self, rank: ColumnElement[int]) -> tuple[Any, ...]:
        """Return the order: the fewest turns first; then by rank; then whose last turn is longest ago.

        Proposals do the same: they hand a place on by rank among those who have as many turns.
        """
        return self.turns, rank, func.date(self.last.c.starts_at).asc().nulls_first(), Member.id


def in_order_at(event: Event, *, since: datetime, now: datetime) -> Order:
    """Return the order of turns for a roster of the event."""
    counted = turns_of(event.kind, stands_at(event.id), since=since, now=now)
    return Order(counted, last_turns(event.kind, now=now), func.coalesce(counted.c.turns, 0))
