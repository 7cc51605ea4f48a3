"""Newcomers who cannot sit on a panel before they have watched one."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.rules import require_staff
from coproduction.panels.queries.watching import members_waiting_to_watch
from coproduction.site.queries.to_do.tasks import COUNTED, Task, TaskList

NAMED = 3


def newcomers_to_panels(*, viewer: Account, now: datetime) -> TaskList:
    """Say in one line how many members wait to watch a panel, and who of them came first."""
    require_staff(viewer)
    rows = db.session.execute(members_waiting_to_watch(now=now).limit(COUNTED + 1)).all()
    tasks = [_task([row.known_as for row in rows])] if rows else []
    return TaskList(
        "watching",
        "Newcomers to panels",
        page="panels.list_panels",
        argument="waiting",
        tasks=tasks,
        total=len(tasks),
    )


def _task(names: list[str]) -> Task:
    number = f"More than {COUNTED}" if len(names) > COUNTED else str(len(names))
    first, others = ", ".join(names[:NAMED]), len(names) > NAMED
    return Task(
        len(names),
        "1 member waits to watch a panel" if len(names) == 1 else f"{number} members wait to watch a panel",
        "They can sit on one when they have watched one. Ask a team if they may, and give its panel a shadow role.",
        f"{first} and others" if others else first,
        None,
    )
