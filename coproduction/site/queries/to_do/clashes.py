"""Members who would have to be at two events at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, exists, literal_column, or_, select
from sqlalchemy.orm import aliased

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Change, Event, EventChange, Place, PlaceState
from coproduction.schedule.rules import is_published
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead

_Other, _OtherPlace = aliased(Event, name="other"), aliased(Place, name="other_place")
_NEVER = literal_column(
    "0", Integer
)  # written into the statement, where SQLite sees that the index of moved events fits


def members_held_twice(*, viewer: Account, now: datetime) -> TaskList:
    """Return who holds places in two events that share time since one of them was moved, the soonest first.

    Nobody can take two such places, so only a moved event can be one of them: `sequence` counts its moves. What a
    coordinator allowed with a reason came later than the move, and is not asked about again.
    """
    require_staff(viewer)
    return task_list(
        "clashes",
        "Members with two events at once",
        page="rosters.show_roster",
        argument="event_id",
        rows=_held_twice().where(is_coming(viewer=viewer, now=now)),
        words=lambda row: Task(
            row.event_id,
            f"Ask {row.name} which one they can come to",
            f"{row.title} and {row.other_title} are at the same time.",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            uk_wall(row.starts_at).date(),
            f"role-{row.role_id}",
        ),
    )


def _held_twice() -> AnySelect:
    """Select each pair of events that share time and a member, once: from the moved one, or the first of two."""
    return (
        select(
            Place.event_id,
            Place.role_id,
            Member.name,
            Event.title,
            Event.starts_at,
            _Other.title.label("other_title"),
        )
        .join(Event, Event.id == Place.event_id)
        .join(_OtherPlace, and_(_OtherPlace.member_id == Place.member_id, _OtherPlace.event_id != Place.event_id))
        .join(_Other, _Other.id == _OtherPlace.event_id)
        .join(Member, Member.id == Place.member_id)
        .where(Event.sequence > _NEVER, or_(_Other.sequence == _NEVER, Event.id < _Other.id))
        .where(Place.state == PlaceState.HELD, _OtherPlace.state == PlaceState.HELD)
        .where(is_published(_Other), Event.starts_at < _Other.ends_at, Event.ends_at > _Other.starts_at)
        .where(or_(_were_held_before_the_move_of(Event), _were_held_before_the_move_of(_Other)))
        .order_by(Event.starts_at, Event.id, Member.name, Place.id, _OtherPlace.id)
    )


def _were_held_before_the_move_of(event: Any) -> ColumnElement[bool]:
    moved = exists().where(
        EventChange.event_id == event.id,
        EventChange.what == Change.TIME,
        EventChange.at > Place.moved_at,
        EventChange.at > _OtherPlace.moved_at,
    )
    return and_(event.sequence > _NEVER, moved)
