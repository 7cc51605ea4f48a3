"""Small events and people for tests of proposals. Days count from Monday 4 January 2027."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coproduction.rosters.proposals.problem import Event, Person, Role, Taken, Time

MONDAY = datetime(2027, 1, 4, 10, tzinfo=UTC)


def at(day: int = 0, *, hours: float = 0, lasts: float = 2, site: str = "") -> Time:
    """Return a time on a day, so many hours after 10am."""
    start = MONDAY + timedelta(days=day, hours=hours)
    return Time(start, start + timedelta(hours=lasts), site)


def event(number: int, *times: Time, needs_experienced: bool = False, fee: int = 0, **role: int) -> Event:
    """Return an event with one role of the same id: two places unless said otherwise."""
    return Event(number, times or (at(number),), (Role(number, **(role or {"minimum": 2})),), needs_experienced, fee)


def person(number: int, *role_ids: int, **values) -> Person:
    return Person(number, frozenset(role_ids), **values)


def busy(*times: Time, is_turn: bool = False) -> tuple[Taken, ...]:
    return tuple(Taken(time, is_turn) for time in times)
