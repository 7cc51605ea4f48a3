"""Parts in coming events that need people, or a choice between them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ScalarSelect, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect, is_one_of
from coproduction.core.dated_settings import number, value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventRole, Place, PlaceState
from coproduction.schedule.rules import is_settled
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead, people, waited

WEEKS_AHEAD = number(
    "to-do-weeks-ahead", "How far ahead the to-do list looks for missing people", unit="weeks", seed=8, highest=104
)
PARTS = (EventRole.id, EventRole.event_id, EventRole.name.label("role_name"), Event.title, Event.starts_at)


def short_roles(*, viewer: Account, now: datetime) -> TaskList:
    """Return the parts in events of the coming weeks that too few people hold, the soonest event first.

    Not where it goes on with one member alone, by agreement.
    """
    require_staff(viewer)
    until = now + timedelta(weeks=value_of(WEEKS_AHEAD, on=uk_wall(now).date()))
    return task_list(
        "short-roles",
        "Events that need more people",
        page="rosters.show_role",
        argument="role_id",
        rows=_short().where(is_coming(viewer=viewer, now=now), Event.starts_at <= until),
        words=lambda row: Task(
            row.id,
            f"{row.role_name} for {row.title}",
            f"{row.held} of {row.minimum} found. {_answers_missing(row.asked, row.not_sure)}",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            uk_wall(row.starts_at).date(),
        ),
    )


def _short() -> AnySelect:
    """Select the parts that too few people hold, with how many hold them, are asked and are not sure."""
    held = _places_in(PlaceState.HELD)
    return (
        select(
            *PARTS,
            EventRole.minimum,
            held.label("held"),
            _places_in(PlaceState.OFFERED).label("asked"),
            _places_in(PlaceState.TENTATIVE).label("not_sure"),
        )
        .join(Event, Event.id == EventRole.event_id)
        .where(EventRole.minimum > 0, held < EventRole.minimum, ~is_settled())
        .order_by(Event.starts_at, Event.id, EventRole.id)
    )


def unchosen_members(*, viewer: Account, now: datetime) -> TaskList:
    """Return the parts that members put themselves forward for and that nobody has chosen for, longest wait first."""
    require_staff(viewer)
    return task_list(
        "choices",
        "Members who wait for your choice",
        page="rosters.show_roster",
        argument="event_id",
        rows=_unchosen().where(is_coming(viewer=viewer, now=now)),
        words=lambda row: Task(
            row.event_id,
            f"Choose for {row.role_name}, {row.title}",
            f"{people(row.interested)} put themselves forward. The event is {ahead(row.starts_at, now=now)}.",
            f"Waiting {waited(row.first_at, now=now)}",
            uk_wall(row.starts_at).date(),
            f"role-{row.id}",
        ),
    )


def _unchosen() -> AnySelect:
    """Select the parts that members put themselves forward for, with how many they are and since when."""
    first = func.min(Place.moved_at)
    return (
        select(*PARTS, func.count(Place.id).label("interested"), first.label("first_at"))
        .join(EventRole, EventRole.id == Place.role_id)
        .join(Event, Event.id == Place.event_id)
        .where(is_one_of(Place.state, [PlaceState.INTERESTED]), EventRole.follows_role_id.is_(None))
        .group_by(*PARTS)
        .order_by(first, EventRole.id)
    )


def _places_in(state: PlaceState) -> ScalarSelect[int]:
    """Count the places of a role in this state, by the index that has nothing else in it."""
    counted = select(func.count()).select_from(Place).where(Place.role_id == EventRole.id, Place.state == state)
    return counted.correlate(EventRole).scalar_subquery()


def _answers_missing(asked: int, not_sure: int) -> str:
    if not asked and not not_sure:
        return "Nobody else has been asked."
    words = [f"{people(asked)} to answer"] if asked else []
    if not_sure:
        words.append(f"{people(not_sure)} not sure")
    return f"{', '.join(words)}."
