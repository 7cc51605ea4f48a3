"""Writing down the days that coordinators think of before they choose a date."""

from __future__ import annotations

from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.core.religious_days import ReligiousDay
from coproduction.notifications.actions import insert_into
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
    period.is_left_out = False
    db.session.flush()
    record("schedule.period_changed", period, by=by, now=now)


def change_known_day(
    known: ReligiousDay, kind: PeriodKind, *, name: str, first_day: date, last_day: date, by: Account, now: datetime
) -> None:
    """Put a day right that comes with the code: what is written down takes its place. Refused as any days are."""
    change_period(_in_place_of(known), kind, name=name, first_day=first_day, last_day=last_day, by=by, now=now)


def leave_out(known: ReligiousDay, *, by: Account, now: datetime) -> None:
    """Warn nobody any more of a day that comes with the code."""
    remove_period(_in_place_of(known), by=by, now=now)


def remove_period(period: KnownPeriod, *, by: Account, now: datetime) -> None:
    """Take the days off the list. A day that comes with the code is left out, and can be brought back."""
    record("schedule.period_removed", period, by=by, now=now)
    if period.key is None:
        db.session.delete(period)
    else:
        period.is_left_out = True
    db.session.flush()


def bring_back(period: KnownPeriod, *, by: Account, now: datetime) -> None:
    """Let a day stand again as it comes with the code, whatever was written down in its place."""
    if period.key is not None:
        record("schedule.period_brought_back", period, by=by, now=now)
        db.session.delete(period)
        db.session.flush()


def _in_place_of(known: ReligiousDay) -> KnownPeriod:
    """Return the period that takes the place of a day that comes with the code: one, however many write it at once."""
    values = {"kind": PeriodKind.RELIGIOUS_DAY, "is_left_out": False, **known._asdict()}
    made = insert_into(KnownPeriod).values(**values).on_conflict_do_nothing(index_elements=["key"])
    db.session.execute(made)
    period = queries.period_of_key(known.key)
    if period is None:
        raise LookupError(f"{known.key} was written down and is gone.")
    return period


def _refuse_backwards(first_day: date, last_day: date) -> None:
    if last_day < first_day:
        raise Refusal("The last day must not be before the first", field="last_day")
