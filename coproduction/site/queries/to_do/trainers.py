"""Sessions near by that have not got the trainers they need."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, select

from coproduction.accounts.models import Account
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.schedule.models import Event, EventKind, EventRole
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead
from coproduction.training.kinds import TRAINERS_DAYS
from coproduction.training.models import SessionRole, TrainingSession
from coproduction.training.rules.roles import is_short


def sessions_without_trainers(*, viewer: Account, now: datetime) -> TaskList:
    """Return the sessions so near that too few trainers have said yes to: to be put off or cancelled, soonest first."""
    today = uk_wall(now).date()
    days = value_of(TRAINERS_DAYS, on=today)
    short = exists().where(EventRole.event_id == Event.id, SessionRole.role_id == EventRole.id, is_short())
    return task_list(
        "without-trainers",
        "Sessions without their trainers",
        page="training.call_off",
        argument="event_id",
        rows=select(Event.id, Event.title, Event.starts_at)
        .join(TrainingSession, TrainingSession.event_id == Event.id)
        .where(is_coming(viewer=viewer, now=now), Event.kind == EventKind.TRAINING)
        .where(Event.starts_at <= now + timedelta(days=days), short)
        .order_by(Event.starts_at, Event.id),
        words=lambda row: Task(
            row.id,
            f"Decide about {row.title}",
            "Too few trainers have said yes. Put it off, cancel it, or ring people today.",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            today,
        ),
    )
