"""Events that are over, and of which nobody has written down who came."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.core.database import is_one_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventState, Place
from coproduction.schedule.rules import COMING, visible_to
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list


def unrecorded_attendance(*, viewer: Account, now: datetime) -> TaskList:
    """Return the events that are over with somebody of whom we do not know whether they came, the newest first.

    Once who came is written down an event counts as held, and is asked about no more.
    """
    require_staff(viewer)
    unknown = (
        select(func.count(Place.id))
        .where(Place.event_id == Event.id, is_one_of(Place.state, COMING))
        .correlate(Event)
        .scalar_subquery()
    )
    return task_list(
        "attendance",
        "Write down who came",
        page="rosters.write_attendance",
        argument="event_id",
        rows=select(Event.id, Event.title, Event.starts_at, Event.ends_at, unknown.label("unknown"))
        .where(visible_to(viewer), is_one_of(Event.state, [EventState.PUBLISHED]), Event.ends_at <= now, unknown > 0)
        .order_by(Event.ends_at.desc(), Event.id.desc()),
        words=lambda row: Task(
            row.id,
            f"Write down who came to {row.title}",
            f"We do not know yet if {row.unknown} {'person' if row.unknown == 1 else 'people'} came.",
            f"It was on {uk_short_date(row.starts_at)}",
            uk_wall(row.ends_at).date(),
        ),
    )
