"""Religious days after those that come with the code: dates are planned a year ahead, so we ask in time."""

from __future__ import annotations

from datetime import datetime, timedelta

from coproduction.accounts.models import Account
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.schedule.queries.periods import religious_days_known_until
from coproduction.site.kinds import RELIGIOUS_DAYS_AHEAD
from coproduction.site.queries.to_do.tasks import Task, TaskList


def unknown_religious_days(*, viewer: Account, now: datetime) -> TaskList:
    """Ask for the religious days after the last that is known, while that is no further ahead than so many days."""
    require_staff(viewer)
    today, last = uk_wall(now).date(), religious_days_known_until()
    is_near = last < today + timedelta(days=value_of(RELIGIOUS_DAYS_AHEAD, on=today))
    task = Task(
        last.year,
        f"Write down the religious days after {uk_short_date(last)}",
        "Without them we cannot warn you when you plan dates. Ask each community for its days.",
        f"Known until {uk_short_date(last)}",
        last,
    )
    return TaskList(
        "religious-days",
        "Religious days",
        page="schedule_staff.list_periods",
        argument="known_until",
        tasks=[task] if is_near else [],
        total=int(is_near),
    )
