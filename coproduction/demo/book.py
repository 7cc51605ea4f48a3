"""What is being written on one day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from coproduction.core.dates import uk_moment
from coproduction.demo.plans import SeriesPlan
from coproduction.demo.rows import Rows
from coproduction.schedule.models import Via

MORNING = time(10)


@dataclass(frozen=True, slots=True)
class Known:
    """What the histories of places must know of a member."""

    account_id: int | None
    via: Via
    joined_at: datetime


@dataclass(slots=True)
class Book:
    """What is being written on one day, and the numbers given so far. Nothing in it happened after `now`."""

    rows: Rows
    today: date
    password_hash: str
    now: datetime = field(init=False)
    members: dict[int, Known] = field(default_factory=dict)
    qualifications: dict[str, int] = field(default_factory=dict)
    courses: dict[str, int] = field(default_factory=dict)
    venues: dict[str, int] = field(default_factory=dict)
    series: dict[SeriesPlan, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now = uk_moment(self.today, time())

    def moment(self, days_ago: int) -> datetime:
        """Return 10am by UK clocks so many days ago."""
        return uk_moment(self.day(-days_ago), MORNING)

    def day(self, in_days: int) -> date:
        """Return the day so many days from today."""
        return self.today + timedelta(days=in_days)
