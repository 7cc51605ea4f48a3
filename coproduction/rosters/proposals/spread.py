"""How the turns are spread before and after a proposal, for a chart and the table beneath it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from coproduction.rosters.proposals.problem import Pick, Problem


@dataclass(frozen=True, slots=True)
class Bar:
    """How many members have that many turns, before the proposal and after it."""

    turns: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The bars, from no turns to the most; and the share of all turns that the busiest tenth have, out of 1."""

    bars: tuple[Bar, ...]
    busiest_tenth_before: float
    busiest_tenth_after: float


def spread_of(problem: Problem, picks: Iterable[Pick]) -> Spread:
    """Return the spread over everybody who could be asked for anything. A standby or shadow place is a turn too."""
    people = [person for person in problem.people if person.role_ids]
    picked = Counter(pick.person_id for pick in picks)
    before = [person.turns for person in people]
    after = [person.turns + picked[person.id] for person in people]
    counts, new_counts = Counter(before), Counter(after)
    most = max((*before, *after), default=0)
    return Spread(
        tuple(Bar(turns, counts[turns], new_counts[turns]) for turns in range(most + 1)),
        share_of_busiest_tenth(before),
        share_of_busiest_tenth(after),
    )


def spread_with(problem: Problem, standing: Iterable[Pick], *, new: Iterable[Pick]) -> Spread:
    """Return the spread that new picks make, where those that stand in the rosters are turns that people have now."""
    stands = Counter(pick.person_id for pick in standing)
    people = tuple(replace(person, turns=person.turns + stands[person.id]) for person in problem.people)
    return spread_of(replace(problem, people=people), new)


def share_of_busiest_tenth(turns: Sequence[int]) -> float:
    """Return the share of all turns that the busiest tenth of people have: .1 if all are even, 0 without any."""
    total = sum(turns)
    busiest = sorted(turns, reverse=True)[: ceil(len(turns) / 10)]
    return sum(busiest) / total if total else 0.0
