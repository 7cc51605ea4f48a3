"""The days that somebody asks for: up to three, each once, and all to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal

DAYS = ("first_day", "second_day", "third_day")


def days_kept(answers: Mapping[str, Any]) -> list[date]:
    """Return the days that a draft keeps of the step that asks for them, in the order in which they were given."""
    return [date.fromisoformat(kept) for name in DAYS if (kept := answers[name])]


def refuse_impossible_days(days: Sequence[date], *, now: datetime) -> None:
    """Refuse days that are not to come, and one that is named twice."""
    for field, day in zip(DAYS, days, strict=False):
        if day <= uk_wall(now).date():
            raise Refusal("The date must be in the future", field=field)
    if len(set(days)) < len(days):
        raise Refusal("Enter each day once", field="second_day")
