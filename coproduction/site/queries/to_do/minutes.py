"""Minutes that members cannot read yet."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import exists, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.core.working_days import working_days_after
from coproduction.meetings.models import Meeting, Minutes
from coproduction.meetings.queries.minutes import SEEN_BY_MEMBERS
from coproduction.meetings.rules import MINUTES_DAYS
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventState
from coproduction.schedule.rules import visible_to
from coproduction.site.kinds import LOOKED_BACK
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list


def minutes_to_share(*, viewer: Account, now: datetime) -> TaskList:
    """Return the meetings of late whose minutes members cannot read, the longest ago first."""
    require_staff(viewer)
    today = uk_wall(now).date()
    days, since = value_of(MINUTES_DAYS, on=today), now - timedelta(days=value_of(LOOKED_BACK, on=today))
    return task_list(
        "minutes",
        "Minutes to write or to share",
        page="meetings.show_minutes",
        argument="event_id",
        rows=_unshared().where(visible_to(viewer), Event.ends_at <= now, Event.ends_at > since),
        words=lambda row: _task(row, working_days_after(uk_wall(row.starts_at).date(), days)),
    )


def _unshared() -> AnySelect:
    """Select the meetings whose minutes members cannot read, with whether they are written."""
    minutes = exists().where(Minutes.event_id == Event.id)
    return (
        select(Event.id, Event.title, Event.starts_at, minutes.label("is_written"))
        .join(Meeting, Meeting.event_id == Event.id)
        .where(Event.state.in_([EventState.PUBLISHED, EventState.HELD]))
        .where(~minutes.where(Minutes.state.in_(SEEN_BY_MEMBERS)))
        .order_by(Event.starts_at, Event.id)
    )


def _task(row: AnyRow, due: date) -> Task:
    return Task(
        row.id,
        f"{'Share' if row.is_written else 'Write'} the minutes of {row.title}",
        f"The meeting was on {uk_short_date(row.starts_at)}.",
        f"Members read them by {uk_short_date(due)}",
        due,
    )
