"""What members learned, and that runs out."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.members.models import HeldQualification, Member, Qualification
from coproduction.members.rules import require_staff, runs_out
from coproduction.members.rules.qualifications import RENEWAL_DAYS
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.site.rules import by_day


def qualifications_running_out(*, viewer: Account, now: datetime) -> TaskList:
    """Return what members hold that runs out soon, the soonest first: to be renewed with them, or to let go."""
    require_staff(viewer)
    today = uk_wall(now).date()
    last = today + timedelta(days=value_of(RENEWAL_DAYS, on=today))
    held = HeldQualification
    return task_list(
        "renewals",
        "Training that runs out",
        page="members_staff.show_member",
        argument="member_id",
        rows=select(Member.id, Member.name, Qualification.name.label("what"), held.valid_until.label("day"))
        .join(held, held.member_id == Member.id)
        .join(Qualification, Qualification.id == held.qualification_id)
        .where(runs_out(today, last))
        .order_by(held.valid_until, held.id),
        words=lambda row: Task(
            row.id,
            f"Talk with {row.name} about renewing {row.what}",
            "We remind them too. It is theirs to say if they want to.",
            f"Last day it counts: {by_day(row.day, now=now)}",
            row.day,
            "qualifications",
        ),
    )
