"""Numbers that people set, each from a day on, with a sensible seed until somebody sets them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from coproduction.core.database import AnySelect, Base, db
from coproduction.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the practice: what it is called, its unit in words, its seed and what is sensible."""

    name: str
    label: str
    unit: str
    seed: int
    lowest: int
    highest: int


class DatedSetting(Base):
    """What a number is from a day on. The row stays when the number changes again."""

    __tablename__ = "dated_setting"
    __table_args__ = (UniqueConstraint("name", "from_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    from_day: Mapped[date]
    value: Mapped[int]
    set_at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)


NUMBERS: dict[str, Number] = {}
Together = Callable[[Mapping[Number, int]], None]
_TOGETHER: list[tuple[tuple[Number, ...], Together]] = []


def number(name: str, label: str, *, unit: str, seed: int, lowest: int = 1, highest: int = 1000) -> Number:
    """Declare a number that people can set. Names are unique."""
    if name in NUMBERS:
        raise ValueError(f"{name} is declared twice")
    NUMBERS[name] = Number(name, label, unit, seed, lowest, highest)
    return NUMBERS[name]


def refuse_together(numbers: Sequence[Number], refuse: Together) -> None:
    """Have `refuse` asked whenever one of the numbers is set, with what all of them are on each day that it changes."""
    _TOGETHER.append((tuple(numbers), refuse))


Steps = Sequence[tuple[date, int]]  # from which day on a number is what, as people set it, the first first

# What `read_at_once` has read, by the names of the numbers.
_read: ContextVar[Mapping[str, Steps] | None] = ContextVar("numbers_read_at_once", default=None)


@contextmanager
def read_at_once() -> Iterator[None]:
    """Read all numbers, of all days, with one statement, for a page that asks for many of them and sets none."""
    token = _read.set(_set_by_people(NUMBERS.values()))
    try:
        yield
    finally:
        _read.reset(token)


def value_of(asked: Number, *, on: date) -> int:
    """Return what the number is on that day."""
    if (read := _read.get()) is not None:
        return _value_on(on, asked, steps=read.get(asked.name, ()))
    value = db.session.scalar(_latest(asked, on=on))
    return asked.seed if value is None else value


def values_of(asked: Collection[Number], *, on: date) -> dict[Number, int]:
    """Return what each of the numbers is on that day, with one statement for all of them."""
    steps = _steps_of(asked)
    return {each: _value_on(on, each, steps=steps.get(each.name, ())) for each in asked}


def value_by_day(asked: Number) -> Callable[[date], int]:
    """Return what says of any day what the number is, or was, on it: one statement for all days."""
    steps = _steps_of([asked]).get(asked.name, ())
    return lambda day: _value_on(day, asked, steps=steps)


def values_ever(asked: Number) -> tuple[int, int]:
    """Return the lowest and the highest that the number ever was, or is going to be."""
    values = [asked.seed, *(value for _, value in _steps_of([asked]).get(asked.name, ()))]
    return min(values), max(values)


def _value_on(day: date, asked: Number, *, steps: Steps) -> int:
    return next((value for from_day, value in reversed(steps) if from_day <= day), asked.seed)


def _steps_of(asked: Collection[Number]) -> Mapping[str, Steps]:
    read = _read.get()
    return _set_by_people(asked) if read is None else read


def _set_by_people(asked: Collection[Number]) -> Mapping[str, Steps]:
    rows = db.session.execute(
        select(DatedSetting.name, DatedSetting.from_day, DatedSetting.value)
        .where(DatedSetting.name.in_([each.name for each in asked]))
        .order_by(DatedSetting.from_day)
    )
    found: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for name, from_day, value in rows:
        found[name].append((from_day, value))
    return found


def value_beside(asked: Number, *, on: date) -> ColumnElement[int]:
    """Return what the number is on that day as a column, for a statement that reads something else too."""
    return func.coalesce(_latest(asked, on=on).scalar_subquery(), asked.seed)


def _latest(asked: Number, *, on: date) -> AnySelect:
    return (
        select(DatedSetting.value)
        .where(DatedSetting.name == asked.name, DatedSetting.from_day <= on)
        .order_by(DatedSetting.from_day.desc())
        .limit(1)
    )


def set_number(changed: Number, value: int, *, from_day: date, account_id: int | None, now: datetime) -> DatedSetting:
    """Set the number from a day on. Refused outside the sensible range, and if other numbers do not go with it."""
    if not changed.lowest <= value <= changed.highest:
        raise Refusal(f"{changed.label} must be between {changed.lowest} and {changed.highest}", field="value")
    setting = db.session.scalar(
        select(DatedSetting).where(DatedSetting.name == changed.name, DatedSetting.from_day == from_day)
    ) or DatedSetting(name=changed.name, from_day=from_day)
    setting.value, setting.set_at, setting.account_id = value, now, account_id
    db.session.add(setting)
    db.session.flush()
    for numbers, refuse in _TOGETHER:
        if changed in numbers:
            _refuse_from(from_day, numbers, refuse)
    return setting


def _refuse_from(from_day: date, numbers: tuple[Number, ...], refuse: Together) -> None:
    """Ask about the numbers as they are on that day, and on each later one on which one of them changes."""
    steps = _set_by_people(numbers)
    later = {day for each in steps.values() for day, _ in each if day > from_day}
    for day in sorted({from_day, *later}):
        refuse({each: _value_on(day, each, steps=steps.get(each.name, ())) for each in numbers})
