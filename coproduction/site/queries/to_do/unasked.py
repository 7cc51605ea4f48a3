"""Events that members can see, and to which nobody has been asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from coproduction.accounts.models import Account
from coproduction.core.database import is_one_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.schedule.kinds import POLICIES
from coproduction.schedule.models import Event, EventRole, Place
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead

# Publishing can ask everybody to these, as `schedule.rules.can_invite` says.
KINDS = [kind for kind, policy in POLICIES.items() if policy.seen_by_all and policy.interest]


def events_asked_of_nobody(*, viewer: Account, now: datetime) -> TaskList:
    """Return the events to come to which everybody could be asked and nobody was, nor has a part; soonest first.

    A role that needs people stands among the short ones, and does not stand here too.
    """
    require_staff(viewer)
    return task_list(
        "unasked",
        "Events to which nobody has been asked",
        page="schedule_staff.ask_everybody",
        argument="event_id",
        rows=select(Event.id, Event.title, Event.starts_at)
        .where(
            is_coming(viewer=viewer, now=now),
            Event.everybody_asked_at.is_(None),
            is_one_of(Event.kind, KINDS),
            exists().where(EventRole.event_id == Event.id, EventRole.is_open, EventRole.minimum == 0),
            ~exists().where(Place.event_id == Event.id),
        )
        .order_by(Event.starts_at, Event.id),
        words=lambda row: Task(
            row.id,
            f"Ask people to come to {row.title}",
            "Members can see it. Nobody has been asked yet.",
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            uk_wall(row.starts_at).date(),
        ),
    )
