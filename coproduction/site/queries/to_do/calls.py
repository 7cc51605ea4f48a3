"""Members who asked to be rung about an event."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import belongs, require_staff
from coproduction.schedule.models import CallRequest, Event, Place
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ago


def calls_asked(*, viewer: Account, now: datetime) -> TaskList:
    """Return the members who asked for a call about an event and were not rung yet, the longest waiting first."""
    require_staff(viewer)
    few = select(CallRequest.place_id).where(CallRequest.done_at.is_(None))  # else SQLite begins with every place
    return task_list(
        "calls",
        "Members who asked you to ring",
        page="rosters.show_call",
        argument="call_id",
        rows=select(CallRequest.id, CallRequest.asked_at, Member.name, Event.title, Account.name.label("organiser"))
        .join(Place, Place.id == CallRequest.place_id)
        .join(Member, Member.id == Place.member_id)
        .join(Event, Event.id == Place.event_id)
        .join(Account, Account.id == Event.organiser_id)
        .where(CallRequest.done_at.is_(None), Place.id.in_(few), belongs())
        .order_by(CallRequest.asked_at, CallRequest.id),
        words=lambda row: Task(
            row.id,
            f"Ring {row.name}",
            f"They would like to talk about {row.title}. {row.organiser} runs it.",
            f"Asked {ago(row.asked_at, now=now)}",
            uk_wall(row.asked_at).date(),
        ),
    )
