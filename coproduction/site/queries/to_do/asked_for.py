"""What the requests for panels and those for training have in common on the list."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import select

from coproduction.core.database import AnyRow, AnySelect
from coproduction.core.dated_settings import Number, value_of
from coproduction.core.dates import uk_moment, uk_short_date, uk_wall
from coproduction.core.working_days import working_days_before
from coproduction.panels.models import PanelCase
from coproduction.schedule.models import Event
from coproduction.site.queries.to_do.tasks import Task
from coproduction.site.rules import working_days_after
from coproduction.training.models import TrainingRequest


def with_events(request: type[PanelCase | TrainingRequest]) -> AnySelect:
    """Select the requests of which there is an event, with it, the soonest first."""
    return (
        select(request.id, Event.title, Event.starts_at)
        .join(Event, Event.id == request.event_id)
        .order_by(Event.starts_at, Event.id)
    )


def answer_due(row: AnyRow, *, days: int, now: datetime) -> date:
    """Return the day by which we answer: so many working days after they asked, today at short notice."""
    return uk_wall(now).date() if row.is_short_notice else working_days_after(row.moved_at, days)


def silent_before(answered_in: Number, *, now: datetime) -> datetime:
    """Return the moment before which they were asked whom we have waited for longer than we make them wait."""
    today = uk_wall(now).date()
    return uk_moment(working_days_before(today, value_of(answered_in, on=today)), time())


def to_move(row: AnyRow, *, what: str, why: str, now: datetime) -> Task:
    """Return the task to answer those who ask for another time than that of their event."""
    return Task(row.id, f"{what}: {row.title}", why, f"It is on {uk_short_date(row.starts_at)}", uk_wall(now).date())


def missed(row: AnyRow) -> Task:
    """Return the task to find another day for an event that nobody published in time."""
    return Task(
        row.id,
        f"Find another day, or cancel: {row.title}",
        "We said yes, and members never saw it.",
        f"It was to be on {uk_short_date(row.starts_at)}",
        uk_wall(row.starts_at).date(),
    )
