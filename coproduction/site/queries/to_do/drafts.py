"""Events that members cannot see yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import is_one_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventState
from coproduction.schedule.rules import visible_to
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead


def unpublished_events(*, viewer: Account, now: datetime) -> TaskList:
    """Return the coming events that members cannot see yet, soonest first."""
    require_staff(viewer)
    return task_list(
        "drafts",
        "Drafts to publish",
        page="schedule_staff.show_event",
        argument="event_id",
        rows=select(Event.id, Event.title, Event.starts_at)
        .where(visible_to(viewer), is_one_of(Event.state, [EventState.DRAFT]), Event.starts_at > now)
        .where(or_(Event.follows_id.is_(None), Event.has_own_roster))  # the others are published with their lead
        .order_by(Event.starts_at, Event.id),
        words=lambda row: Task(
            row.id,
            f"Publish {row.title}",
            "Members cannot see it yet.",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            uk_wall(row.starts_at).date(),
        ),
    )
