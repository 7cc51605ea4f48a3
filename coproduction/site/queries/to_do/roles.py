"""Parts in coming events that need people, or a choice between them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect
from coproduction.core.dated_settings import number, value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.schedule.models import Event, EventRole, Place, PlaceState
from coproduction.site.queries.to_do.events import coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead, people, waited

WEEKS_AHEAD = number(
    "to-do-weeks-ahead", "How far ahead the to-do list looks for missing people", unit="weeks", seed=8, highest=104
)


def short_roles(*, viewer: Account, now: datetime) -> TaskList:
    """Return the parts in events of the coming weeks that too few people hold, the soonest event first."""
    until = now + timedelta(weeks=value_of(WEEKS_AHEAD, on=uk_wall(now).date()))
    soon = coming(viewer=viewer, now=now).where(Event.starts_at <= until)
    short = _roles_with(
        held=_number_of(PlaceState.HELD),
        asked=_number_of(PlaceState.OFFERED),
        not_sure=_number_of(PlaceState.TENTATIVE),
    )
    return task_list(
        "short-roles",
        "Events that need more people",
        page="rosters.show_role",
        argument="role_id",
        rows=short.where(EventRole.event_id.in_(soon)).having(_number_of(PlaceState.HELD) < EventRole.minimum),
        words=lambda row: Task(
            row.id,
            f"{row.role_name} for {row.title}",
            f"{row.held} of {row.minimum} found. {_answers_missing(row.asked, row.not_sure)}",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
        ),
    )


def unchosen_members(*, viewer: Account, now: datetime) -> TaskList:
    """Return the parts that members put themselves forward for and that nobody has chosen for, longest wait first."""
    first = func.min(Place.moved_at)
    waiting = _roles_with(interested=func.count(Place.id), first_at=first)
    return task_list(
        "choices",
        "Members who wait for your choice",
        page="rosters.show_roster",
        argument="event_id",
        rows=waiting.where(Place.event_id.in_(coming(viewer=viewer, now=now)), Place.state == PlaceState.INTERESTED)
        .order_by(None)
        .order_by(first, EventRole.id),
        words=lambda row: Task(
            row.event_id,
            f"Choose for {row.role_name}, {row.title}",
            f"{people(row.interested)} put themselves forward. The event is {ahead(row.starts_at, now=now)}.",
            f"Waiting {waited(row.first_at, now=now)}",
            f"role-{row.id}",
        ),
    )


def _roles_with(**counts: ColumnElement[Any]) -> AnySelect:
    """Select roles of events with something counted over their places, the soonest event first."""
    about = (
        EventRole.id,
        EventRole.event_id,
        EventRole.name.label("role_name"),
        EventRole.minimum,
        Event.title,
        Event.starts_at,
    )
    return (
        select(*about, *(count.label(name) for name, count in counts.items()))
        .join(Event, Event.id == EventRole.event_id)
        .outerjoin(Place, Place.role_id == EventRole.id)
        .group_by(EventRole.id, EventRole.event_id, EventRole.name, EventRole.minimum, Event.title, Event.starts_at)
        .order_by(Event.starts_at, EventRole.id)
    )


def _number_of(state: PlaceState) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((Place.state == state, 1), else_=0)), 0)


def _answers_missing(asked: int, not_sure: int) -> str:
    if not asked and not not_sure:
        return "Nobody else has been asked."
    words = [f"{people(asked)} to answer"] if asked else []
    if not_sure:
        words.append(f"{people(not_sure)} not sure")
    return f"{', '.join(words)}."
