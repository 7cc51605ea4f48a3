"""What a member would be paid, and which of their own caps that would pass. Expenses are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from coproduction.core.dated_settings import Number
from coproduction.core.working_days import working_days_after
from coproduction.members.models import PaymentChoice, PaymentPreference
from coproduction.rosters.kinds import FEES, HALF_DAY_HOURS, PAY_DAYS
from coproduction.rosters.rules.limits import Turn, month_of, week_of
from coproduction.schedule.models import EventKind

# Nobody is paid a fee who wants expenses only, or gives it away (practice, section 2.3).
UNPAID = (PaymentChoice.EXPENSES_ONLY, PaymentChoice.CHARITY)

NUMBERS = (HALF_DAY_HOURS, PAY_DAYS, *(number for fees in FEES.values() for number in fees))


class Passed(NamedTuple):
    """A cap of the member's own that they would pass: the total and the cap, in pounds, for a week or a month.

    `starts_on` is its first day. With `is_paid_then` it is the time when the money comes, not when they take part.
    """

    total: int
    cap: int
    is_week: bool
    starts_on: date
    is_paid_then: bool


def fee_of(turns: Collection[Turn], numbers: Mapping[Number, int]) -> int:
    """Return what is paid for the dates of one turn: for each UK day by its hours, or what the member chose."""
    chosen = [turn.pounds for turn in turns if turn.pounds is not None]
    if chosen:
        return chosen[0]
    hours: defaultdict[date, timedelta] = defaultdict(timedelta)
    for turn in turns:
        hours[turn.day] += turn.ends_at - turn.starts_at
    return sum(_fee_of_day(next(iter(turns)).kind, lasts, numbers) for lasts in hours.values())


def _fee_of_day(kind: str, lasts: timedelta, numbers: Mapping[Number, int]) -> int:
    fees = FEES[EventKind(kind)]
    return numbers[fees.half_day if lasts <= timedelta(hours=numbers[HALF_DAY_HOURS]) else fees.day]


def caps_passed(
    told: PaymentPreference, new: Collection[Turn], turns: Iterable[Turn], *, numbers: Mapping[Number, int]
) -> list[Passed]:
    """Return which caps the member would pass with the new turn beside the others they hold; none if it pays nothing.

    A fee counts in the week and month of its day, and in those in which it is paid.
    """
    fee = 0 if told.choice in UNPAID else fee_of(new, numbers)
    if not fee:
        return []
    held: defaultdict[int, list[Turn]] = defaultdict(list)
    for turn in turns:
        held[turn.turn_id].append(turn)
    others = [(first_day(each), fee_of(each, numbers)) for each in held.values()]
    found = []
    for is_paid_then in (False, True):
        for cap, is_week in ((told.weekly_cap, True), (told.monthly_cap, False)):
            starts_on = _period(first_day(new), numbers, is_week=is_week, is_paid_then=is_paid_then)
            total = fee + sum(
                pounds
                for day, pounds in others
                if _period(day, numbers, is_week=is_week, is_paid_then=is_paid_then) == starts_on
            )
            if cap is not None and total > cap:
                found.append(Passed(total, cap, is_week, starts_on, is_paid_then))
    return found


def first_day(turns: Iterable[Turn]) -> date:
    """Return the UK day on which a turn starts: its fee counts by that."""
    return min(turn.day for turn in turns)


def _period(day: date, numbers: Mapping[Number, int], *, is_week: bool, is_paid_then: bool) -> date:
    when = working_days_after(day, numbers[PAY_DAYS]) if is_paid_then else day
    return week_of(when) if is_week else month_of(when)
