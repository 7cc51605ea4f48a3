"""What people said at meetings that they would do, once its day is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.meetings.models import ActionPoint
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list


def late_actions(*, viewer: Account, now: datetime) -> TaskList:
    """Return what is not done although its day is over, the longest ago first."""
    require_staff(viewer)
    return task_list(
        "actions",
        "Actions from meetings",
        page="meetings.show_action",
        argument="action_id",
        rows=select(
            ActionPoint.id,
            ActionPoint.words,
            ActionPoint.due_on,
            func.coalesce(Member.known_as, Account.name).label("owner"),
        )
        .outerjoin(Member, Member.id == ActionPoint.member_id)
        .outerjoin(Account, Account.id == ActionPoint.account_id)
        .where(ActionPoint.done_at.is_(None), ActionPoint.due_on < uk_wall(now).date())
        .order_by(ActionPoint.due_on, ActionPoint.id),
        words=lambda row: Task(
            row.id,
            row.words,
            f"{row.owner} said so. Ask if help is needed.",
            f"Was for {uk_short_date(row.due_on)}",
            row.due_on,
        ),
    )
