"""What stands in the way of a pick: what people are and hold already, and what they have been picked for so far."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from coproduction.rosters.proposals.loads import Load
from coproduction.rosters.proposals.problem import Person
from coproduction.rosters.proposals.timetable import Timetable, When


class Bar(enum.StrEnum):
    """Why somebody cannot be picked for a role."""

    NOT_ELIGIBLE = "not eligible"
    ASK_FIRST = "ask first"
    NEEDS = "needs"
    NEWCOMER = "newcomer"
    KNOWS_IT = "knows it"
    LIMIT = "limit"
    LEFT_OUT = "left out"
    NOT_THIS_TIME = "not this time"
    SAID_NO = "said no"
    NOT_ASKED = "not asked"
    CONFLICT = "conflict"
    OTHER_PART = "other part"
    TAKEN = "taken"
    CLASH = "clash"
    REST = "rest"
    WEEK = "week"
    MONTH = "month"
    RUN = "run"


def bar_of_picks(person: Person, load: Load, when: When, *, clashing: AbstractSet[int]) -> Bar | None:
    """Return what a person's picks so far put in the way of something at that time, which clashes with these events."""
    caps = person.caps
    if load.events and not clashing.isdisjoint(load.events):
        return Bar.CLASH
    if caps.run is not None and len(load.events) >= caps.run:
        return Bar.RUN
    if caps.week is not None and any(load.weeks[week] >= caps.week for week in when.weeks):
        return Bar.WEEK
    if caps.month is not None and any(load.months[month] >= caps.month for month in when.months):
        return Bar.MONTH
    return Bar.REST if person.rest_days and _is_near(load, when, person.rest_days) else None


def bars_before(person: Person, load: Load, times: Timetable) -> Mapping[int, Bar]:
    """Return what stands in the way before anything is picked, by event. The weightiest reason is said."""
    found: dict[int, Bar] = {}
    for bar, event_ids in _full(person, load, times):
        found.update(dict.fromkeys(event_ids, bar))
    for event_id in load.events:
        found.update(dict.fromkeys(times.clashing[event_id], Bar.CLASH))
    for taken in person.taken:
        found.update(dict.fromkeys(times.at_the_time_of(taken.time), Bar.TAKEN))
    found.update({event_id: Bar(why) for event_id, why in person.apart.items()})
    found.update(dict.fromkeys(load.events, Bar.OTHER_PART))
    found.update(dict.fromkeys(person.conflicts, Bar.CONFLICT))
    return found


def _full(person: Person, load: Load, times: Timetable) -> Iterable[tuple[Bar, Iterable[int]]]:
    """Return the events for which rest days and caps leave no room before anything is picked."""
    if person.rest_days:
        yield Bar.REST, times.near(When(tuple(load.days), frozenset(), frozenset()), person.rest_days)
    caps = person.caps
    yield Bar.MONTH, _at_cap(caps.month, load.months, times.in_month)
    yield Bar.WEEK, _at_cap(caps.week, load.weeks, times.in_week)
    if caps.run is not None and len(load.events) >= caps.run:
        yield Bar.RUN, times.when


def _at_cap(cap: int | None, counts: Counter[int], index: Mapping[int, tuple[int, ...]]) -> Iterable[int]:
    if cap is None:
        return []
    return [event_id for key, ids in index.items() if counts[key] >= cap for event_id in ids]


def _is_near(load: Load, when: When, rest_days: int) -> bool:
    return any(load.days[day + apart] > 0 for day in when.days for apart in range(-rest_days, rest_days + 1))
