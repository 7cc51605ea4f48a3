"""School holidays that nobody has written down: councils publish them year by year, so once a year we ask."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import exists, select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_short_date, uk_wall
from coproduction.members.rules import require_staff
from coproduction.schedule.models import KnownPeriod, PeriodKind
from coproduction.site.kinds import SCHOOL_HOLIDAYS_AHEAD
from coproduction.site.queries.to_do.tasks import Task, TaskList


def unknown_school_holidays(*, viewer: Account, now: datetime) -> TaskList:
    """Ask for the holidays of the next school year, from so many days before it begins, until one is written down."""
    require_staff(viewer)
    today = uk_wall(now).date()
    begins = _begins(today + timedelta(days=value_of(SCHOOL_HOLIDAYS_AHEAD, on=today)))
    ends = _begins(begins.replace(year=begins.year + 1))
    are_known = exists().where(
        KnownPeriod.kind == PeriodKind.SCHOOL_HOLIDAY,
        KnownPeriod.first_day < ends,
        KnownPeriod.last_day >= begins,
    )
    tasks = [] if db.session.scalar(select(are_known)) else [_task(begins, ends)]
    return TaskList(
        "school-holidays",
        "School holidays",
        page="schedule_staff.list_periods",
        argument="school_year",
        tasks=tasks,
        total=len(tasks),
    )


def _task(begins: date, ends: date) -> Task:
    return Task(
        begins.year,
        f"Write down the school holidays of {begins.year} to {ends.year}",
        "Without them we cannot warn you when you plan dates. Your council publishes them.",
        f"The school year begins on {uk_short_date(begins)}",
        begins,
    )


def _begins(day: date) -> date:
    """Return the first day of the school year that the day is in."""
    first = date(day.year, 9, 1)
    return first if day >= first else date(day.year - 1, 9, 1)
