"""What a proposal is made from: events with the places to fill, people with what they can do, and what stands."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta


class Part(enum.StrEnum):
    """What somebody is picked as. A shadow never counts towards a minimum; a standby steps in if need be."""

    PLACE = "place"
    STANDBY = "standby"
    SHADOW = "shadow"


@dataclass(frozen=True, slots=True)
class Time:
    """A period, in UTC, and the site where it is: the empty word if nobody has to travel.

    One `venue_id` is one site, whatever it is called; and so is one name.
    """

    starts_at: datetime
    ends_at: datetime
    site: str = ""
    venue_id: int | None = None

    def is_at_the_site_of(self, other: Time) -> bool:
        """Say whether both are at one site."""
        return self.site == other.site or (self.venue_id is not None and self.venue_id == other.venue_id)


@dataclass(frozen=True, slots=True)
class Role:
    """A part to fill in an event: at least `minimum` places, and beside them standbys; or else shadow places."""

    id: int
    minimum: int = 0
    standbys: int = 0
    shadows: int = 0

    def __post_init__(self) -> None:
        """Refuse shadows in a role with a minimum: they are a role of their own."""
        if self.shadows and (self.minimum or self.standbys):
            raise ValueError("Shadows are a role of their own, without a minimum.")

    @property
    def beyond(self) -> int:
        """Return how many are wanted beyond the minimum."""
        return self.standbys + self.shadows


@dataclass(frozen=True, slots=True)
class Event:
    """An event to find people for, with all the times at which they are needed: pre-meet, interviews, debrief.

    `fee` is what is paid for a place in it, in pounds; nobody is paid who watches.
    """

    id: int
    times: tuple[Time, ...]
    roles: tuple[Role, ...]
    needs_experienced: bool = True
    fee: int = 0

    @property
    def starts_at(self) -> datetime:
        """Return when its first time starts."""
        return min(time.starts_at for time in self.times)


@dataclass(frozen=True, slots=True)
class Taken:
    """A time at which somebody cannot: they are away, or have a place. A turn counts for caps and rest days too.

    `beside` are the other times of the same turn, of which each is a time of its own as well.
    """

    time: Time
    is_turn: bool = False
    beside: tuple[Time, ...] = ()


def taken_by(times: Sequence[Time]) -> list[Taken]:
    """Return what is taken by one turn at all of its times, the first of which it is known by."""
    return [Taken(times[0], is_turn=True, beside=tuple(times[1:])), *map(Taken, times[1:])]


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that somebody may be picked: in each calendar week, in each month, and in all of one proposal."""

    week: int | None = None
    month: int | None = None
    run: int | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """What is paid for a turn, in pounds, and the UK day on which that starts."""

    pounds: int
    day: date


@dataclass(frozen=True, slots=True)
class Pay:
    """The most that somebody wishes to be paid in a calendar week and in a month, in pounds; None is no limit.

    A fee counts in the week and month of its day, and in those of the day on which it is paid. `fees` are those of
    turns elsewhere. `agreed` are the pounds for events in which they stand, by event; any other pays what is usual.
    """

    week: int | None = None
    month: int | None = None
    fees: tuple[Fee, ...] = ()
    agreed: Mapping[int, int] = field(default_factory=dict, hash=False)

    @property
    def is_limited(self) -> bool:
        """Say whether there is any limit."""
        return self.week is not None or self.month is not None


@dataclass(frozen=True, slots=True)
class History:
    """What is said beside a name: the last turn, the times offered and held in the last 12 months, and what is to come.

    To stand by, or to watch, is told apart: nothing is held by it.
    """

    last_turn: date | None = None
    offered: int = 0
    held: int = 0
    stood_by: int = 0
    watched: int = 0
    to_come: int = 0


class Unready(enum.StrEnum):
    """Why somebody is not picked for a role before something else is done, whatever they hold."""

    ASK_FIRST = "ask first"
    NEEDS = "needs"
    NEWCOMER = "newcomer"
    KNOWS_IT = "knows it"
    OTHER_PART = "other part"


class Apart(enum.StrEnum):
    """Why somebody is not picked for an event, whatever they could do; the weightier later."""

    LIMIT = "limit"
    LEFT_OUT = "left out"
    NOT_THIS_TIME = "not this time"
    SAID_NO = "said no"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who could be picked, for the roles that they are eligible for. Conflicts are the ids of events.

    `apart` says by event why they are not picked for it without any conflict. `turns` are those of the last 12 months,
    which the proposal makes as even as it can. `rest_days` are the clear days between two turns. Above `caps` they are
    never picked, and above what `pay` says a person talks with them first. `unready` is what has to be done first, by
    role. `can` and `maybe` are the ids of events of which they said that they can come, or perhaps.
    """

    id: int
    role_ids: frozenset[int]
    is_experienced: bool = False
    turns: int = 0
    caps: Caps = Caps()
    pay: Pay = Pay()
    rest_days: int = 0
    taken: tuple[Taken, ...] = ()
    conflicts: frozenset[int] = frozenset()
    apart: Mapping[int, Apart] = field(default_factory=dict, hash=False)
    can: frozenset[int] = frozenset()
    maybe: frozenset[int] = frozenset()
    history: History = History()
    unready: Mapping[int, Unready] = field(default_factory=dict, hash=False)

    def is_kept_from(self, event_id: int) -> bool:
        """Say whether they are not picked for the event, whatever they could do."""
        return event_id in self.conflicts or event_id in self.apart


@dataclass(frozen=True, slots=True, order=True)
class Pick:
    """One person picked for one role, as what."""

    role_id: int
    person_id: int
    part: Part = Part.PLACE


@dataclass(frozen=True, slots=True)
class Travel:
    """How long it takes between two different sites, for pairs that are known (in alphabetical order) and others."""

    between: Mapping[tuple[str, str], timedelta] = field(default_factory=dict)
    otherwise: timedelta = timedelta(0)

    def takes(self, one: Time, other: Time) -> timedelta:
        """Return the time from the site of one to that of the other: none where it is one, or nobody has to travel."""
        if not one.site or not other.site or one.is_at_the_site_of(other):
            return timedelta(0)
        return self.between.get((min(one.site, other.site), max(one.site, other.site)), self.otherwise)

    @property
    def longest(self) -> timedelta:
        """Return the longest time that it can take between two sites."""
        return max(self.otherwise, *self.between.values(), timedelta(0))


@dataclass(frozen=True, slots=True)
class Problem:
    """All that a proposal is made from. Locked picks stand, whatever they break, and count.

    `pay_days` are the working days from a turn until its fee is paid.
    """

    events: tuple[Event, ...]
    people: tuple[Person, ...]
    locked: tuple[Pick, ...] = ()
    travel: Travel = Travel()
    pay_days: int = 0


def share_time(one: Time, other: Time, travel: Travel) -> bool:
    """Say whether nobody can be at both, with the time to get from one site to the other."""
    way = travel.takes(one, other)
    return one.starts_at < other.ends_at + way and other.starts_at < one.ends_at + way
