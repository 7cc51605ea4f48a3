"""How long a qualification counts, and when it is renewed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from coproduction.core.dated_settings import number
from coproduction.members.models import HeldByAttending, HeldQualification, Qualification

RENEWAL_DAYS = number(
    "renewal-days", "How early we remind people that training runs out", unit="days", seed=60, highest=365
)


class Span(NamedTuple):
    """The days on which something counts: the first, and the last, or None for good."""

    first: date
    until: date | None

    def covers(self, day: date) -> bool:
        """Say whether it counts on that day."""
        return self.first <= day and (self.until is None or day <= self.until)

    def joined(self, other: Span) -> Span:
        """Return both as one, if there is no day between them on which neither counts; otherwise the later."""
        earlier, later = sorted((self, other), key=lambda each: each.first)
        if not earlier.covers(later.first - timedelta(days=1)) and not earlier.covers(later.first):
            return later
        ends = None if None in (earlier.until, later.until) else max(filter(None, (earlier.until, later.until)))
        return Span(earlier.first, ends)


def span_from(qualification: Qualification, day: date) -> Span:
    """Return when the qualification counts for somebody who achieves it on that day."""
    if qualification.months is None:
        return Span(day, None)
    return Span(day, day + relativedelta(months=qualification.months) - timedelta(days=1))


def span_with(before: Span | None, qualification: Qualification, days: Iterable[date]) -> Span | None:
    """Return when it counts for somebody who held it so before, and was at training for it on these days."""
    span = before
    for day in sorted(days):
        gained = span_from(qualification, day)
        span = span.joined(gained) if span else gained
    return span


def span_of(held: HeldQualification) -> Span:
    """Return when it counts for somebody who holds it."""
    return Span(held.achieved_on, held.valid_until)


def span_before(through: HeldByAttending) -> Span | None:
    """Return when it counted before the member was at training for it; None if they did not hold it."""
    return Span(through.achieved_before, through.until_before) if through.achieved_before else None
