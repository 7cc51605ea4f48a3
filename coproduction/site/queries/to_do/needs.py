"""Members to ask whether what they need is still right."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.models import Member, Need
from coproduction.members.rules import is_asked_to_things, require_staff, to_be_checked
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list


def unchecked_needs(*, viewer: Account, now: datetime) -> TaskList:
    """Return the members who take part and whose needs nobody has looked at for a year, the longest first.

    Members with a sign-in are asked on their own page too; the others can only be asked by us.
    """
    require_staff(viewer)
    asked_from = func.min(Need.review_on)
    return task_list(
        "needs",
        "Needs to check with members",
        page="members_staff.list_needs",
        argument="member_id",
        rows=select(Member.id, Member.name, asked_from.label("asked_from"))
        .join(Need, Need.member_id == Member.id)
        .where(is_asked_to_things(), to_be_checked(uk_wall(now).date()))
        .group_by(Member.id, Member.name)
        .order_by(asked_from, Member.id),
        words=lambda row: Task(
            row.id,
            f"Ask {row.name} what they need",
            "We ask each year if it is still right.",
            f"Since {uk_short_date(row.asked_from)}",
            row.asked_from,
        ),
    )
