"""Members who came in with a group's list, and may not know that we hold their details."""

from __future__ import annotations

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import DAYS_TO_TELL, is_untold, require_staff
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import by_day, people


def untold_members(*, viewer: Account, now: datetime) -> TaskList:
    """Ask for all who have been with us for so many days and were not told, in one task. The law gives us a month."""
    require_staff(viewer)
    first, waiting = func.min(Member.untold_since), func.count()
    before = now - timedelta(days=value_of(DAYS_TO_TELL, on=uk_wall(now).date()))
    return task_list(
        "untold",
        "Members who came in with a list",
        page="members_staff.list_untold",
        argument="page",
        rows=select(first.label("first"), waiting.label("waiting"))
        .where(is_untold(), Member.untold_since <= before)
        .having(waiting > 0),
        words=lambda row: _task(row, now=now),
    )


def _task(row: AnyRow, *, now: datetime) -> Task:
    since = uk_wall(row.first).date()
    due = since + relativedelta(months=1)
    return Task(
        1,
        f"Tell {people(row.waiting)} that we hold their details",
        f"They came in with a list on {uk_short_date(since)}{', or later' if row.waiting > 1 else ''}. "
        "They may not know.",
        f"The law says by {by_day(due, now=now)}",
        due,
    )
