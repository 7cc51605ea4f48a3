"""What a coordinator types to plan a year of meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.schedule.event_answers import answers

YEAR: dict[str, Any] = {
    **{name: value for name, value in answers(focus="Whatever matters").items() if name != "day"},
    "title": "Monthly meeting",
    "repeats": "month",
    "nth": "2",
    "weekday": "3",
    "first_day": date(2027, 1, 5),
    "last_day": date(2027, 12, 31),
    "months_off": ["8"],
}
