"""Offers that wait for a member's answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import is_one_of
from coproduction.members.models import Member
from coproduction.members.rules import is_asked_to_things
from coproduction.schedule.models import Event, Place, PlaceState
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ago, ahead


def unanswered_offers(*, viewer: Account, now: datetime) -> TaskList:
    """Return the offers that members have not answered yet, longest wait first. Who rests is not chased."""
    return task_list(
        "offers",
        "Offers with no answer yet",
        page="rosters.show_roster",
        argument="event_id",
        rows=select(Place.event_id, Place.role_id, Member.name, Event.title, Event.starts_at, Place.moved_at)
        .join(Event, Event.id == Place.event_id)
        .join(Member, Member.id == Place.member_id)
        .where(is_one_of(Place.state, [PlaceState.OFFERED]), is_coming(viewer=viewer, now=now), is_asked_to_things())
        .order_by(Place.moved_at, Place.id),
        words=lambda row: Task(
            row.event_id,
            f"Ask {row.name} about {row.title}",
            f"No answer yet. The event is {ahead(row.starts_at, now=now)}.",
            f"Asked {ago(row.moved_at, now=now)}",
            f"role-{row.role_id}",
        ),
    )
