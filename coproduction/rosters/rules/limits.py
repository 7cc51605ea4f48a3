"""How often members take part at the most, and what they would be paid: counted by UK days, weeks and months."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coproduction.core.dates import uk_wall
from coproduction.members.models import TurnLimits


@dataclass(frozen=True, slots=True)
class Turn:
    """One date of something that a member was chosen for. Dates that share a roster are one turn: its `turn_id`.

    `pounds` is what they chose to be paid for it, or None for what is usual.
    """

    turn_id: int
    kind: str
    starts_at: datetime
    ends_at: datetime
    pounds: int | None = None

    @property
    def days(self) -> range:
        """Return the UK days that it touches, as ordinals."""
        last = uk_wall(self.ends_at - timedelta(microseconds=1)).date().toordinal()
        return range(self.day.toordinal(), last + 1)

    @property
    def day(self) -> date:
        """Return the UK day on which it starts."""
        return uk_wall(self.starts_at).date()


def week_of(day: date) -> date:
    """Return the calendar week of a day, as its Monday."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> date:
    """Return the calendar month of a day, as its first."""
    return day.replace(day=1)


def is_at_limit(limits: TurnLimits, new: Collection[Turn], turns: Iterable[Turn]) -> bool:
    """Say whether the member takes no more then, with the other turns that they have."""
    others = list(turns)
    return (
        _is_full(limits.weekly, new, others, period_of=week_of)
        or _is_full(limits.monthly, new, others, period_of=month_of)
        or bool(limits.rest_days and _is_near(limits.rest_days, new, others))
    )


def _is_full(
    most: int | None, new: Collection[Turn], others: Collection[Turn], *, period_of: Callable[[date], date]
) -> bool:
    if most is None:
        return False
    for period in {_period(day, period_of) for turn in new for day in turn.days}:
        if (
            len({turn.turn_id for turn in others if any(_period(day, period_of) == period for day in turn.days)})
            >= most
        ):
            return True
    return False


def _period(day: int, period_of: Callable[[date], date]) -> date:
    return period_of(date.fromordinal(day))


def _is_near(rest_days: int, new: Collection[Turn], others: Collection[Turn]) -> bool:
    taken = {day for turn in others for day in turn.days}
    return any(day + apart in taken for turn in new for day in turn.days for apart in range(-rest_days, rest_days + 1))
