"""Days to think of: what stands beside a date before it is chosen, and how far ahead we know.

The main religious days come with the code. A row with the key of one takes its place, or leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select

from coproduction.accounts.models import Account
from coproduction.core.bank_holidays import bank_holidays, known_until
from coproduction.core.database import db
from coproduction.core.dates import uk_short_date
from coproduction.core.religious_days import KNOWN_UNTIL, ReligiousDay, religious_days
from coproduction.members.rules import require_staff
from coproduction.schedule.models import KnownPeriod, PeriodKind


class Periods(NamedTuple):
    """The periods that coordinators keep, the days that they left out, and those that come with the code."""

    kept: Sequence[KnownPeriod]
    left_out: Sequence[KnownPeriod]
    known: Sequence[ReligiousDay]


def periods_from(day: date, *, known_until: date, viewer: Account) -> Periods:
    """Return the periods that are not over on that day, soonest first. For coordinators.

    Of the days that come with the code, only those that begin by `known_until`.
    """
    require_staff(viewer)
    rows = _rows_between(day, date.max)
    return Periods(
        kept=[row for row in rows if not row.is_left_out and row.last_day >= day],
        left_out=[row for row in rows if row.is_left_out and row.last_day >= day],
        known=_known_between(day, known_until, rows=rows),
    )


def find_known(key: str, *, viewer: Account) -> ReligiousDay | None:
    """Return the religious day of those that come with the code. For coordinators."""
    require_staff(viewer)
    return next((day for day in religious_days() if day.key == key), None)


def period_of_key(key: str) -> KnownPeriod | None:
    """Return the period that takes the place of a day that comes with the code, as it is now."""
    return db.session.scalar(
        select(KnownPeriod).where(KnownPeriod.key == key).execution_options(populate_existing=True)
    )


def _rows_between(first: date, last: date) -> Sequence[KnownPeriod]:
    """Return what coordinators wrote down for these days, and wherever they put the days that come with the code."""
    is_near = and_(KnownPeriod.first_day <= last, KnownPeriod.last_day >= first)
    return db.session.scalars(
        select(KnownPeriod)
        .where(or_(is_near, KnownPeriod.key.is_not(None)))
        .order_by(KnownPeriod.first_day, KnownPeriod.last_day, KnownPeriod.id)
    ).all()


def _known_between(first: date, last: date, *, rows: Iterable[KnownPeriod]) -> list[ReligiousDay]:
    """Return the days that come with the code, but for those whose place a row takes."""
    taken = {row.key for row in rows}
    return [day for day in religious_days() if day.first_day <= last and day.last_day >= first and day.key not in taken]


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
    rows = _rows_between(days[0], days[-1])
    kept = sorted((row for row in rows if not row.is_left_out), key=lambda row: row.kind)
    periods = [(row.first_day, row.last_day, _in_words(row.kind, row.name)) for row in kept]
    periods += [
        (known.first_day, known.last_day, _in_words(PeriodKind.RELIGIOUS_DAY, known.name))
        for known in _known_between(days[0], days[-1], rows=rows)
    ]
    warnings = {}
    for day in days:
        found = [f"Bank holiday: {bank_holidays()[day]}"] if day in bank_holidays() else []
        found += [words for first, last, words in periods if first <= day <= last]
        if found:
            warnings[day] = found
    return warnings


def religious_days_known_until() -> date:
    """Return the last day of those that come with the code, or of a later one that coordinators wrote down."""
    written = select(func.max(KnownPeriod.last_day)).where(
        KnownPeriod.kind == PeriodKind.RELIGIOUS_DAY, ~KnownPeriod.is_left_out
    )
    return max(KNOWN_UNTIL, db.session.scalar(written) or KNOWN_UNTIL)


LONGEST_TERM = timedelta(days=91)  # without any holiday: English schools have one at least every eight weeks or so


def not_known(first: date, last: date) -> list[str]:
    """Return what is not known between these days, in words: warnings may be missing there."""
    rows = db.session.execute(
        select(KnownPeriod.kind, KnownPeriod.first_day, KnownPeriod.last_day)
        .where(~KnownPeriod.is_left_out)
        .order_by(KnownPeriod.first_day, KnownPeriod.id)
    ).all()
    gaps = [_known("Bank holidays", known_until())] if last > known_until() else []
    gaps += _school_holidays_missing(
        first, last, holidays=[(begins, ends) for kind, begins, ends in rows if kind is PeriodKind.SCHOOL_HOLIDAY]
    )
    religious = max([KNOWN_UNTIL, *(ends for kind, _, ends in rows if kind is PeriodKind.RELIGIOUS_DAY)])
    return [*gaps, _known("Religious days", religious)] if religious < last else gaps


def _school_holidays_missing(first: date, last: date, *, holidays: Sequence[tuple[date, date]]) -> list[str]:
    if not holidays:
        return ["School holidays are not written down yet, so we cannot warn you."]
    gaps, known = [], max((ends for _, ends in holidays if ends < first), default=first)
    for begins, ends in holidays:
        if known < last and begins > first and begins - known > LONGEST_TERM:
            between = f"between {uk_short_date(known)} and {uk_short_date(begins)}"
            gaps.append(f"No school holidays are written down {between}. There we cannot warn you.")
        known = max(known, ends)
    latest = max(ends for _, ends in holidays)
    return [*gaps, _known("School holidays", latest)] if latest < last else gaps


def _known(what: str, until: date) -> str:
    return f"{what} are known until {uk_short_date(until)}. After that we cannot warn you."


def _in_words(kind: PeriodKind, name: str) -> str:
    names = {PeriodKind.SCHOOL_HOLIDAY: "School holiday: ", PeriodKind.RELIGIOUS_DAY: "Religious day: "}
    return names.get(kind, "") + name
