"""Delegates of training: what they need, and whether they came."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.schedule.models import Event, EventState
from coproduction.schedule.rules import visible_to
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.training.models import BookingState, Delegate, SessionBookings
from coproduction.training.rules.delegates import people_in_words


def needs_of_delegates(*, viewer: Account, now: datetime) -> TaskList:
    """Return the sessions to come at which delegates need what no coordinator has seen to, the soonest first."""
    return task_list(
        "delegates-needs",
        "See to what delegates need",
        page="training.show_delegates",
        argument="event_id",
        rows=_with_new_needs().where(is_coming(viewer=viewer, now=now)),
        words=lambda row: Task(
            row.id,
            f"See to what delegates need at {row.title}",
            f"{people_in_words(row.number)} told us something that nobody has seen to.",
            f"It is on {uk_short_date(row.starts_at)}",
            uk_wall(row.starts_at).date(),
        ),
    )


def _with_new_needs() -> AnySelect:
    """Select the sessions with delegates whose needs are newer than a coordinator's look at them, and how many."""
    seen_at = SessionBookings.needs_seen_at
    return (
        select(Event.id, Event.title, Event.starts_at, func.count(Delegate.id).label("number"))
        .join(SessionBookings, SessionBookings.event_id == Event.id)
        .join(Delegate, Delegate.event_id == Event.id)
        .where(Delegate.state == BookingState.BOOKED, Delegate.needs_changed_at.is_not(None))
        .where(or_(seen_at.is_(None), Delegate.needs_changed_at > seen_at))
        .group_by(Event.id, Event.title, Event.starts_at)
        .order_by(Event.starts_at, Event.id)
    )


def delegates_to_write_down(*, viewer: Account, now: datetime) -> TaskList:
    """Return the sessions that are over with delegates of whom we do not know whether they came, the newest first."""
    unknown = (
        select(Delegate.event_id, func.count().label("number"))
        .where(Delegate.state == BookingState.BOOKED, Delegate.came.is_(None))
        .group_by(Delegate.event_id)
        .subquery()
    )
    return task_list(
        "delegates-came",
        "Write down which delegates came",
        page="training.write_who_came",
        argument="event_id",
        rows=select(Event.id, Event.title, Event.starts_at, Event.ends_at, unknown.c.number)
        .select_from(unknown)
        .join(Event, Event.id == unknown.c.event_id)
        .where(visible_to(viewer), Event.state.in_((EventState.PUBLISHED, EventState.HELD)), Event.ends_at <= now)
        .order_by(Event.ends_at.desc(), Event.id.desc()),
        words=lambda row: Task(
            row.id,
            f"Write down which delegates came to {row.title}",
            f"We do not know yet if {people_in_words(row.number)} came. Who came gets a certificate.",
            f"It was on {uk_short_date(row.starts_at)}",
            uk_wall(row.ends_at).date(),
        ),
    )
