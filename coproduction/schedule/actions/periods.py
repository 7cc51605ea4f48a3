"""Writing down the days that coordinators think of before they choose a date."""

from __future__ import annotations

from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.models import KnownPeriod, PeriodKind
from coproduction.schedule.queries import periods as queries


def add_period(
    kind: PeriodKind, name: str, *, first_day: date, last_day: date, by: Account, now: datetime
) -> KnownPeriod:
    """Write some days down. The same days twice are written once. Refused when the last is before the first."""
    _refuse_backwards(first_day, last_day)
    if there := queries.same_period(kind, name, first_day=first_day, last_day=last_day):
        return there
    period = KnownPeriod(kind=kind, name=name, first_day=first_day, last_day=last_day)
    db.session.add(period)
    db.session.flush()
    record("schedule.period_added", period, by=by, now=now)
    return period


def change_period(
    period: KnownPeriod, kind: PeriodKind, *, name: str, first_day: date, last_day: date, by: Account, now: datetime
) -> None:
    """Put the days right. Events that are planned already stay. Refused when the last is before the first."""
    _refuse_backwards(first_day, last_day)
    period.kind, period.name, period.first_day, period.last_day = kind, name, first_day, last_day
    db.session.flush()
    record("schedule.period_changed", period, by=by, now=now)


def remove_period(period: KnownPeriod, *, by: Account, now: datetime) -> None:
    """Take the days off the list."""
    record("schedule.period_removed", period, by=by, now=now)
    db.session.delete(period)
    db.session.flush()


def _refuse_backwards(first_day: date, last_day: date) -> None:
    if last_day < first_day:
        raise Refusal("The last day must not be before the first", field="last_day")
