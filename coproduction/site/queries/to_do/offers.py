"""Offers that wait for a member's answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select

from coproduction.accounts.models import Account
from coproduction.core.database import is_one_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import is_asked_to_things
from coproduction.notifications.models import Message
from coproduction.schedule.emails import key_of_offer
from coproduction.schedule.models import Event, Place, PlaceState
from coproduction.site.queries.to_do.contacts import is_passed_on_by_hand
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ago, ahead


def unanswered_offers(*, viewer: Account, now: datetime) -> TaskList:
    """Return the offers that members have not answered yet, longest wait first. Who rests is not chased.

    An offer of which the member has yet to be told, by a call or a letter, stands among the people to ring or write to.
    """
    is_to_be_told = exists().where(Message.key == key_of_offer(), is_passed_on_by_hand(now=now))
    return task_list(
        "offers",
        "Offers with no answer yet",
        page="rosters.show_roster",
        argument="event_id",
        rows=select(Place.event_id, Place.role_id, Member.name, Event.title, Event.starts_at, Place.moved_at)
        .join(Event, Event.id == Place.event_id)
        .join(Member, Member.id == Place.member_id)
        .where(is_one_of(Place.state, [PlaceState.OFFERED]), is_coming(viewer=viewer, now=now), is_asked_to_things())
        .where(~is_to_be_told)
        .order_by(Place.moved_at, Place.id),
        words=lambda row: Task(
            row.event_id,
            f"Ask {row.name} about {row.title}",
            f"No answer yet. The event is {ahead(row.starts_at, now=now)}.",
            f"Asked {ago(row.moved_at, now=now)}",
            uk_wall(row.starts_at).date(),
            f"role-{row.role_id}",
        ),
    )
