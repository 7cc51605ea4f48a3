"""What people are paid, against the most that they wish: by weeks and months, of the work and of the pay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from coproduction.core.working_days import working_days_after
from coproduction.rosters.proposals.problem import Event, Person, Problem, Time
from coproduction.rosters.proposals.timetable import days_of, month_of, week_of

# Where a fee counts: the week and the month of the work, and then those of the pay.
Periods = tuple[int, int, int, int]


class Due(NamedTuple):
    """What is paid for one turn, in pounds, and where it counts."""

    pounds: int
    periods: Periods


def due_at(times: Iterable[Time], pounds: int, *, pay_days: int) -> Due:
    """Return what is due for a turn at these times: it counts by the first of its days."""
    return Due(pounds, periods_of(date.fromordinal(days_of(times)[0]), pay_days))


def periods_of(day: date, pay_days: int) -> Periods:
    """Return where the fee for a turn that starts on a UK day counts, if it is paid so many working days after it."""
    work, pay = day.toordinal(), working_days_after(day, pay_days).toordinal()
    return week_of(work), month_of(work), week_of(pay), month_of(pay)


class Ledger:
    """What one person is paid so far, in each period, and the most that they wish in each sort of them."""

    def __init__(self, person: Person, pay_days: int) -> None:
        pay = person.pay
        self.most = (pay.week, pay.month, pay.week, pay.month)
        self.paid: tuple[Counter[int], ...] = tuple(Counter() for _ in self.most)
        for fee in pay.fees:
            self.count(Due(fee.pounds, periods_of(fee.day, pay_days)), 1)

    def count(self, due: Due, step: int) -> None:
        """Count what is due, or no longer, by a step of 1 or -1."""
        for paid, period in zip(self.paid, due.periods, strict=True):
            paid[period] += step * due.pounds

    def has_room(self, due: Due) -> bool:
        """Say whether they would be paid no more than they wish with that as well. What pays nothing always has."""
        return not due.pounds or all(
            most is None or paid[period] + due.pounds <= most
            for most, paid, period in zip(self.most, self.paid, due.periods, strict=True)
        )


class Payroll:
    """What is due for each role of a problem, and the ledgers of all who limit what they are paid.

    Who stands by is paid nothing until they step in. They are looked at as if they did: then nobody has to ask them.
    """

    def __init__(self, problem: Problem) -> None:
        self.pay_days = problem.pay_days
        self.ledgers = {one.id: Ledger(one, problem.pay_days) for one in problem.people if one.pay.is_limited}
        self.dues: Mapping[int, Due] = self._dues(problem.events) if self.ledgers else {}

    def _dues(self, events: Iterable[Event]) -> Mapping[int, Due]:
        return {
            role.id: due_at(event.times, event.fee, pay_days=self.pay_days)
            for event in events
            if event.fee
            for role in event.roles
            if not role.shadows
        }

    def due(self, person: Person, role_id: int, event_id: int) -> Due | None:
        """Return what somebody with a limit is paid in a role: as agreed, or what is usual. None for who has none."""
        due = self.dues.get(role_id) if person.id in self.ledgers else None
        return due and due._replace(pounds=person.pay.agreed.get(event_id, due.pounds))

    def allows(self, person_id: int, due: Due | None) -> bool:
        """Say whether somebody wishes to be paid that as well."""
        ledger = self.ledgers.get(person_id)
        return ledger is None or due is None or ledger.has_room(due)
