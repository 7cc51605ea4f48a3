"""The numbers that people set: what each is on a day, since when, and what it will be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import NUMBERS, DatedSetting


class Setting(NamedTuple):
    """What a number is from a day on."""

    from_day: date
    value: int


class NumberLine(NamedTuple):
    """One number as it stands on a day. `since` is None while it is still the one that the software came with."""

    name: str
    label: str
    unit: str
    value: int
    since: date | None
    coming: Sequence[Setting]


def numbers_on(day: date) -> list[NumberLine]:
    """Return every number as it is on the day, by its label, with the changes that are still to come."""
    settings: dict[str, list[Setting]] = defaultdict(list)
    rows = db.session.execute(
        select(DatedSetting.name, DatedSetting.from_day, DatedSetting.value).order_by(
            DatedSetting.name, DatedSetting.from_day
        )
    )
    for name, from_day, value in rows:
        settings[name].append(Setting(from_day, value))
    return sorted((_line(name, settings[name], day) for name in NUMBERS), key=lambda line: line.label)


def _line(name: str, settings: Sequence[Setting], day: date) -> NumberLine:
    number = NUMBERS[name]
    begun = [setting for setting in settings if setting.from_day <= day]
    return NumberLine(
        name=name,
        label=number.label,
        unit=number.unit,
        value=begun[-1].value if begun else number.seed,
        since=begun[-1].from_day if begun else None,
        coming=settings[len(begun) :],
    )
