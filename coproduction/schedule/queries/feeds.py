"""What a member's calendar address leads to: whose it is, whether anything changed, and the events.

While what all of it hangs on is the same, so is the calendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, String, and_, bindparam, case, cast, func, not_, or_, select
from sqlalchemy.sql.expression import SQLColumnExpression

from coproduction.core.database import AnyRow, AnySelect, Together, UTCDateTime, as_word, db, is_one_of, read_rows
from coproduction.members.models import Member, MemberState
from coproduction.members.queries.members import Reader
from coproduction.schedule import rules
from coproduction.schedule.models import CalendarFeed, Event, EventState, Place, PlaceState

KEPT_FOR = timedelta(days=30)  # that something cancelled or given up stays, for calendars to hear of it
TOOK_PART = (PlaceState.HELD, PlaceState.ATTENDED, PlaceState.ABSENT)
_SEED = bindparam("seed", type_=String)
_VIEWER = bindparam("viewer_id", type_=Integer)
_RECENT = bindparam("recent", type_=UTCDateTime())


class Opened(NamedTuple):
    """Whose calendar a key opens, and what all in it hangs on."""

    member_id: int
    state: MemberState
    stamps: str


def _is_shown() -> ColumnElement[bool]:
    """Return the condition for what stands in a calendar: what somebody takes part in stays, the rest goes in time."""
    is_on = Event.state != EventState.CANCELLED
    return or_(
        and_(is_on, is_one_of(Place.state, TOOK_PART)),
        and_(is_on, rules.is_live(), Event.ends_at > _RECENT),
        and_(not_(is_on), rules.is_live(), Event.changed_at > _RECENT),
        and_(not_(rules.is_live()), Place.moved_at > _RECENT),
    )


def _is_near() -> ColumnElement[bool]:
    """Return the condition for what a calendar is made of: with each that is shown, what else stood in that event."""
    return and_(
        Event.state != EventState.DRAFT,
        Event.never_shown.is_(False),
        or_(is_one_of(Place.state, TOOK_PART), Event.ends_at > _RECENT, Place.moved_at > _RECENT),
    )


def _of(member_id: ColumnElement[int], *columns: SQLColumnExpression[Any]) -> AnySelect:
    """Select these of the places that a member's calendar is made of."""
    return (
        select(*columns)
        .select_from(Place)
        .join(Event, Event.id == Place.event_id)
        .where(Place.member_id == member_id, _is_near())
    )


def _opened() -> AnySelect:
    """Select whose calendar it is, and what tells two states of it apart for the least that a database can do.

    Every move of a place counts it up, every change of an event has its moment, and time alone only makes fewer shown.
    """
    return (
        select(
            Member.id,
            Member.state,
            Together(cast(Event.changed_at, String)),
            func.sum(Place.moves_made),
            func.sum(case((_is_shown(), 1), else_=0)),
        )
        .select_from(CalendarFeed)
        .join(Member, Member.id == CalendarFeed.member_id)
        .outerjoin(Place, Place.member_id == Member.id)
        .outerjoin(Event, and_(Event.id == Place.event_id, _is_near()))
        .where(CalendarFeed.seed == _SEED)
        .group_by(Member.id)
    )


_OPENED = _opened()
_ENTRIES = _of(
    _VIEWER,
    Event.id,
    Event.title,
    Event.summary,
    Event.starts_at,
    Event.ends_at,
    as_word(Event.format),
    Event.venue,
    Event.joining_link,
    Event.joining_phone,
    as_word(Event.state),
    Event.cancelled_because,
    Event.sequence,
    Event.changed_at,
    as_word(Place.state).label("my_state"),
    Place.asked_again_at,
    Place.moves_made,
    Place.moved_at,
    case((rules.is_live(), 1), else_=0).label("is_live"),
    case((_is_shown(), 1), else_=0).label("is_shown"),
).order_by(Event.starts_at, Event.id, Place.id)

_ENTRIES_OF_EVENT = _ENTRIES.where(Event.id == bindparam("event_id", type_=Integer))


def opened_by(seed: str, *, now: datetime) -> Opened | None:
    """Return whose calendar the seed stands for, and what it hangs on; None if the address was replaced or stopped."""
    rows = read_rows(_OPENED, {"seed": seed, "recent": now - KEPT_FOR})
    return Opened(rows[0][0], rows[0][1], str(rows[0][2:])) if rows else None


def entries_of(member_id: int, *, now: datetime) -> Sequence[AnyRow]:
    """Return the places that a member's calendar is made of, by event and soonest first, for whoever has its key."""
    return read_rows(_ENTRIES, {"viewer_id": member_id, "recent": now - KEPT_FOR})


def places_for_file(event_id: int, *, viewer: Member, now: datetime) -> Sequence[AnyRow]:
    """Return the viewer's own places in one event, with the same columns."""
    asked = {"viewer_id": viewer.id, "recent": now - KEPT_FOR, "event_id": event_id}
    return read_rows(_ENTRIES_OF_EVENT, asked)


def feed_of(viewer: Member | Reader) -> CalendarFeed | None:
    """Return the viewer's calendar address, if they have asked for one."""
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.member_id == viewer.id))
