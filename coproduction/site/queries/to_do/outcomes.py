"""Panels whose members have not heard what came of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow
from coproduction.core.dated_settings import value_beside
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.panels.kinds import OUTCOME_DAYS
from coproduction.panels.queries.outcomes import outcomes_due
from coproduction.panels.rules.outcomes import outcome_due
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list

LOOKED_BACK = timedelta(days=90)  # what is older stays in the report alone


def outcomes_to_share(*, viewer: Account, now: datetime) -> TaskList:
    """Return the panels of late of which no outcome is told, the longest ago first."""
    require_staff(viewer)
    days = value_beside(OUTCOME_DAYS, on=uk_wall(now).date()).label("days")

    def words(row: AnyRow) -> Task:
        due = outcome_due(row.ends_at, working_days=row.days)
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
        rows=outcomes_due(now=now, since=now - LOOKED_BACK).add_columns(days),
        words=words,
    )
