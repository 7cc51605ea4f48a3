"""Members who have not been asked to events to which everybody was: whoever joined since is not forgotten."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.schedule.queries.left_out import LeftOut, left_out
from coproduction.schedule.words import OF_KINDS
from coproduction.site.queries.to_do.tasks import Task, TaskList
from coproduction.site.rules import ahead, people


def members_left_out(*, viewer: Account, now: datetime) -> TaskList:
    """Return the kinds of event to which somebody should be asked still, one task for each."""
    require_staff(viewer)
    tasks = [_task(row, now=now) for row in left_out(now=now)]
    return TaskList(
        "left-out",
        "Members who have not been asked",
        page="schedule_staff.ask_left_out",
        argument="kind",
        tasks=tasks,
        total=len(tasks),
    )


def _task(row: LeftOut, *, now: datetime) -> Task:
    return Task(
        row.kind.value,
        f"Ask {people(row.members)} to come: {OF_KINDS[row.kind].words.lower()}",
        f"Everybody was asked to {_events(row.events)}, but not who joined or was free only since.",
        f"{uk_short_date(row.first_at)}, {ahead(row.first_at, now=now)}",
        uk_wall(row.first_at).date(),
    )


def _events(number: int) -> str:
    return "1 event to come" if number == 1 else f"{number} events to come"
