"""What people have so far: their turns, and the days, weeks and months of these."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from coproduction.rosters.proposals.pay import Due
from coproduction.rosters.proposals.problem import Person
from coproduction.rosters.proposals.timetable import When, when_of


@dataclass(slots=True)
class Load:
    """What one person has: turns taken already near these events, locked picks and new ones.

    `events` are those that they are picked for, with what is due to them if they limit what they are paid.
    """

    turns: int
    events: dict[int, Due | None] = field(default_factory=dict)
    days: Counter[int] = field(default_factory=Counter)
    weeks: Counter[int] = field(default_factory=Counter)
    months: Counter[int] = field(default_factory=Counter)

    def count(self, when: When, step: int) -> None:
        """Count something at that time, or no longer, by a step of 1 or -1."""
        for counter, keys in ((self.days, when.days), (self.weeks, when.weeks), (self.months, when.months)):
            for key in keys:
                counter[key] += step


def load_of(person: Person) -> Load:
    """Return what a person has before anything of a proposal is counted: the turns taken already."""
    load = Load(person.turns)
    for taken in person.taken:
        if taken.is_turn:
            load.count(when_of([taken.time, *taken.beside]), 1)
    return load
