"""People who asked to join."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from coproduction.accounts.models import Account
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import Application, ApplicationState
from coproduction.members.rules import DAYS_TO_ANSWER, require_staff
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import ago, working_days, working_days_since


def unanswered_applications(*, viewer: Account, now: datetime) -> TaskList:
    """Return the people who asked to join and have had no answer, oldest first. We promise one in so many days."""
    require_staff(viewer)
    answered_in = value_of(DAYS_TO_ANSWER, on=uk_wall(now).date())

    def words(row: Row[Any]) -> Task:
        is_late = working_days_since(row.submitted_at, now=now) > answered_in
        why = "This answer is late. We said" if is_late else "We answer"
        return Task(
            row.id,
            f"Answer {row.name}",
            f"{why} within {working_days(answered_in)}.",
            f"Asked to join {ago(row.submitted_at, now=now)}",
        )

    return task_list(
        "applications",
        "People who asked to join",
        page="members_staff.show_application",
        argument="application_id",
        rows=select(Application.id, Application.name, Application.submitted_at)
        .where(Application.state == ApplicationState.SUBMITTED)
        .order_by(Application.submitted_at, Application.id),
        words=words,
    )
