"""When the events are: their days, weeks and months in the UK, and which of them nobody can do both of."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coproduction.core.dates import uk_wall
from coproduction.rosters.proposals.problem import Event, Problem, Time, share_time

_INSTANT = timedelta(microseconds=1)


def days_of(times: Iterable[Time]) -> tuple[int, ...]:
    """Return the UK days, as ordinals in order, that the times touch. One that ends at midnight ends the day before."""
    found: set[int] = set()
    for time in times:
        first, last = uk_wall(time.starts_at), uk_wall(time.ends_at - _INSTANT)
        found.update(range(first.toordinal(), max(first, last).toordinal() + 1))
    return tuple(sorted(found))


def week_of(day: int) -> int:
    """Return the calendar week of a day: the ordinal of its Monday."""
    return day - (day - 1) % 7


def month_of(day: int) -> int:
    """Return the calendar month of a day, as a number."""
    when = date.fromordinal(day)
    return when.year * 12 + when.month


@dataclass(frozen=True, slots=True)
class When:
    """The days of an event, or of a turn taken already, and its weeks and months."""

    days: tuple[int, ...]
    weeks: frozenset[int]
    months: frozenset[int]


def when_of(times: Iterable[Time]) -> When:
    """Return the days, weeks and months that the times touch."""
    days = days_of(times)
    return When(days, frozenset(map(week_of, days)), frozenset(map(month_of, days)))


@dataclass(frozen=True, slots=True)
class Sitting:
    """One of an event's times."""

    starts_at: datetime
    event_id: int
    time: Time


class Timetable:
    """The events of a problem by time."""

    def __init__(self, problem: Problem) -> None:
        self.when: Mapping[int, When] = {event.id: when_of(event.times) for event in problem.events}
        self._travel = problem.travel
        sittings = [Sitting(time.starts_at, event.id, time) for event in problem.events for time in event.times]
        self._sittings = sorted(sittings, key=lambda each: (each.starts_at, each.event_id))
        self._starts = [each.starts_at for each in self._sittings]
        lasts = (time.ends_at - time.starts_at for event in problem.events for time in event.times)
        self._reach = max(lasts, default=timedelta(0)) + problem.travel.longest
        self.clashing = self._all_clashing(problem.events)
        self._excluding: dict[tuple[int, int], frozenset[int]] = {}
        self.on_day = _index((event_id, when.days) for event_id, when in self.when.items())
        self.in_week = _index((event_id, when.weeks) for event_id, when in self.when.items())
        self.in_month = _index((event_id, when.months) for event_id, when in self.when.items())

    def at_the_time_of(self, time: Time) -> set[int]:
        """Return the events that nobody can do who is taken at that time."""
        first = bisect_left(self._starts, time.starts_at - self._reach)
        last = bisect_left(self._starts, time.ends_at + self._travel.longest)
        near = self._sittings[first:last]
        return {each.event_id for each in near if share_time(each.time, time, self._travel)}

    def excluding(self, event_id: int, rest_days: int) -> frozenset[int]:
        """Return the events that nobody can do beside this one who needs so many days of rest, itself with them."""
        key = (event_id, rest_days)
        if key not in self._excluding:
            self._excluding[key] = self.clashing[event_id].union({event_id}, self.near(self.when[event_id], rest_days))
        return self._excluding[key]

    def near(self, when: When, rest_days: int) -> set[int]:
        """Return the events with fewer clear days than that between them and this; none if no rest is needed."""
        if not rest_days:
            return set()
        days = {day + apart for day in when.days for apart in range(-rest_days, rest_days + 1)}
        return {event_id for day in days for event_id in self.on_day.get(day, ())}

    def _all_clashing(self, events: Iterable[Event]) -> Mapping[int, frozenset[int]]:
        return {event.id: frozenset().union(*map(self.at_the_time_of, event.times)) - {event.id} for event in events}


def _index(rows: Iterable[tuple[int, Iterable[int]]]) -> Mapping[int, tuple[int, ...]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for event_id, keys in rows:
        for key in keys:
            found[key].append(event_id)
    return {key: tuple(ids) for key, ids in found.items()}
