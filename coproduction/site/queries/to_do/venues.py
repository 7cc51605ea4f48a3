"""Venues whose access nobody has checked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, or_, select

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, Venue
from coproduction.schedule.rules import is_published, visible_to
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead


def unchecked_venues(*, viewer: Account, now: datetime) -> TaskList:
    """Return the venues of published events to come of which an access fact is unknown, the soonest event first."""
    require_staff(viewer)
    first = (
        select(func.min(Event.starts_at))
        .where(Event.venue_id == Venue.id, is_published(), Event.starts_at > now)
        .where(visible_to(viewer))
        .scalar_subquery()
    )
    unknown = (Venue.step_free, Venue.hearing_loop, Venue.parking, Venue.changing_places, Venue.quiet_room)
    return task_list(
        "venues",
        "Venues to check",
        page="schedule_staff.change_venue",
        argument="venue_id",
        rows=select(Venue.id, Venue.name, first.label("starts_at"))
        .where(or_(*(fact.is_(None) for fact in unknown)), first.is_not(None))
        .order_by(first, Venue.id),
        words=lambda row: Task(
            row.id,
            f"Check the access of {row.name}",
            "Members see that we have not checked it all.",
            f"First event {uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            uk_wall(row.starts_at).date(),
        ),
    )
