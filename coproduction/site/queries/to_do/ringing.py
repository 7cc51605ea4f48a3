"""Events for which nobody has said yes yet, so that a person rings."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select

from coproduction.accounts.models import Account
from coproduction.core.database import is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.rosters.kinds import SOON_HOURS
from coproduction.rosters.models import SearchState, StandInSearch
from coproduction.rosters.rules import is_left_to_a_person
from coproduction.schedule.models import Event, EventRole
from coproduction.site.queries.to_do.events import is_coming
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ahead


def roles_to_ring_for(*, viewer: Account, now: datetime) -> TaskList:
    """Return the roles for which a person is to ring, and those of events at the door, the soonest event first.

    Also those in which somebody was found, and we failed to tell everybody else who was asked, or who stood by.
    """
    require_staff(viewer)
    soon = now + timedelta(hours=value_of(SOON_HOURS, on=uk_wall(now).date()))
    is_ringing = is_one_of(StandInSearch.state, [SearchState.RINGING])
    is_looking = is_one_of(StandInSearch.state, [SearchState.LOOKING])
    return task_list(
        "ringing",
        "People to ring, so that somebody steps in",
        page="rosters.show_ring_list",
        argument="role_id",
        rows=select(EventRole.id, EventRole.name.label("role_name"), Event.title, Event.starts_at, StandInSearch.state)
        .join(EventRole, EventRole.id == StandInSearch.role_id)
        .join(Event, Event.id == EventRole.event_id)
        .where(is_coming(viewer=viewer, now=now))
        .where(or_(is_ringing, and_(is_looking, Event.starts_at <= soon), is_left_to_a_person()))
        .order_by(Event.starts_at, Event.id, EventRole.id),
        words=lambda row: Task(
            row.id,
            f"{'Ring for' if row.state in WHY else 'Look at'} {row.role_name}, {row.title}",
            WHY.get(row.state, LEFT_OVER),
            f"{uk_short_date(row.starts_at)}, {ahead(row.starts_at, now=now)}",
            uk_wall(row.starts_at).date(),
            page="" if row.state in WHY else "rosters.show_role",
        ),
    )


WHY = {
    SearchState.RINGING: "Nobody has said yes, and nobody more is asked by us.",
    SearchState.LOOKING: "We have asked members. Ring whoever stands by as well: the event is very near.",
}
LEFT_OVER = (
    "Somebody said yes. Something went wrong before we had told the others. Ring whoever was asked, or stood by."
)
