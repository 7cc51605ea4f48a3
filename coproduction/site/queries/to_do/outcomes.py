"""Panels whose members have not heard what came of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.panels.queries.outcomes import outcomes_due
from coproduction.panels.rules.outcomes import outcomes_due_after
from coproduction.site.kinds import LOOKED_BACK
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list


def outcomes_to_share(*, viewer: Account, now: datetime) -> TaskList:
    """Return the panels of late of which no outcome is told, the longest ago first. Older ones the report counts."""
    require_staff(viewer)
    since = now - timedelta(days=value_of(LOOKED_BACK, on=uk_wall(now).date()))
    due_after = outcomes_due_after()

    def words(row: AnyRow) -> Task:
        due = due_after(row.ends_at)
        return Task(
            row.id,
            f"Tell members the outcome of {row.title}",
            f"The panel was on {uk_short_date(row.ends_at)}. Ask the team what came of it.",
            f"Members hear by {uk_short_date(due)}",
            due,
        )

    return task_list(
        "outcomes",
        "Outcomes of panels to share",
        page="panels.show_outcome",
        argument="event_id",
        rows=outcomes_due(now=now, since=since),
        words=words,
    )
