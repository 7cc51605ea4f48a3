"""Days to think of: what stands beside a date before it is chosen, and how far ahead we know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.core.bank_holidays import bank_holidays, known_until
from coproduction.core.database import db
from coproduction.core.dates import uk_short_date
from coproduction.members.rules import require_staff
from coproduction.schedule.models import KnownPeriod, PeriodKind


def periods_from(day: date, *, viewer: Account) -> Sequence[KnownPeriod]:
    """Return the periods that are not over on that day, soonest first. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        select(KnownPeriod)
        .where(KnownPeriod.last_day >= day)
        .order_by(KnownPeriod.first_day, KnownPeriod.last_day, KnownPeriod.id)
    ).all()


def find_period(period_id: int, *, viewer: Account) -> KnownPeriod | None:
    """Return the period, or None if there is none of that id. For coordinators."""
    require_staff(viewer)
    return db.session.get(KnownPeriod, period_id)


def same_period(kind: PeriodKind, name: str, *, first_day: date, last_day: date) -> KnownPeriod | None:
    """Return the period with exactly this name and these days."""
    return db.session.scalar(
        select(KnownPeriod).filter_by(kind=kind, name=name, first_day=first_day, last_day=last_day).limit(1)
    )


def warnings_for(days: Iterable[date]) -> dict[date, list[str]]:
    """Return what to think of on each of the days that has something: its bank holiday, then the known periods."""
    days = sorted(days)
    if not days:
        return {}
    periods = db.session.scalars(
        select(KnownPeriod)
        .where(KnownPeriod.first_day <= days[-1], KnownPeriod.last_day >= days[0])
        .order_by(KnownPeriod.kind, KnownPeriod.first_day, KnownPeriod.id)
    ).all()
    warnings = {}
    for day in days:
        found = [f"Bank holiday: {bank_holidays()[day]}"] if day in bank_holidays() else []
        found += [_in_words(period) for period in periods if period.first_day <= day <= period.last_day]
        if found:
            warnings[day] = found
    return warnings


def not_known_after(last: date) -> list[str]:
    """Return what is not known as far as that day, in words: warnings may be missing there."""
    rows = db.session.execute(select(KnownPeriod.kind, func.max(KnownPeriod.last_day)).group_by(KnownPeriod.kind))
    latest = {kind: day for kind, day in rows}  # noqa: C416 - a Row is no tuple to mypy
    gaps = [f"Bank holidays are known until {uk_short_date(known_until())}."] if last > known_until() else []
    for kind, words in ((PeriodKind.SCHOOL_HOLIDAY, "School holidays"), (PeriodKind.RELIGIOUS_DAY, "Religious days")):
        if kind not in latest:
            gaps.append(f"{words} are not written down yet.")
        elif latest[kind] < last:
            gaps.append(f"{words} are written down until {uk_short_date(latest[kind])}.")
    return gaps


def _in_words(period: KnownPeriod) -> str:
    names = {PeriodKind.SCHOOL_HOLIDAY: "School holiday: ", PeriodKind.RELIGIOUS_DAY: "Religious day: "}
    return names.get(period.kind, "") + period.name
