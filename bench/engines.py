"""Both engines on the same problems: whether they keep the rules, and how near the quick way comes to the best."""

from __future__ import annotations

from dataclasses import dataclass, field

from coproduction.rosters.proposals.engines import improved, quickly
from coproduction.rosters.proposals.greedy import greedy_book
from coproduction.rosters.proposals.problem import Problem
from coproduction.rosters.proposals.proposal import Proposal, WhyGreedy
from coproduction.rosters.proposals.reasons import book_of
from tests.rosters.proposals.checker import broken_rules

MOST_UNFILLED, MOST_UNEVEN = 1.02, 1.05  # of what the optimiser leaves


@dataclass(frozen=True, slots=True)
class Pair:
    """What the quick way and the optimiser make of one problem."""

    wanted: int
    quick: Proposal
    best: Proposal

    @property
    def fill_all(self) -> bool:
        """Say whether both fill every place, and find all the experience and standbys."""
        return not any(values_in(self.quick)[:3] + values_in(self.best)[:3])

    @property
    def uneven(self) -> float:
        """Return the sum of the squares of turns of the quick way, as a share of the optimiser's."""
        quick, best = values_in(self.quick)[3], values_in(self.best)[3]
        return quick / best if best else 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pairs so far, and what they come to."""

    pairs: list[Pair] = field(default_factory=list)

    def faults_in(self, problem: Problem) -> list[str]:
        """Let both engines fill the places, and return the rules that they break, in words.

        The quick way is gone once: the optimiser begins where that ends, as it always does.
        """
        wanted = sum(role.minimum for event in problem.events for role in event.roles)
        book = greedy_book(problem, lambda _done, _words: None)
        start = book_of(problem, book.picks())
        pair = Pair(wanted, quickly(book, WhyGreedy.NOT_INSTALLED), improved(start))
        self.pairs.append(pair)
        faults = broken_rules(problem, pair.quick) + broken_rules(problem, pair.best)
        if values_in(pair.best) > values_in(pair.quick):
            faults.append("the optimiser does worse than the quick way")
        if pair.best.measures[0].best_possible > values_in(pair.quick)[0]:
            faults.append("the quick way fills more than is proven to be possible")
        return faults

    def shortfalls(self) -> list[str]:
        """Return where the quick way falls short over all the problems."""
        failures, (quick, best) = [], self.unfilled
        if quick > best * MOST_UNFILLED:
            failures.append(f"The quick way leaves {quick / max(1, best) - 1:.2%} more places unfilled.")
        if (most := max(self.uneven, default=1)) > MOST_UNEVEN:
            failures.append(f"The quick way's turns are {most - 1:.2%} less even in one case.")
        return failures

    @property
    def unfilled(self) -> tuple[int, int]:
        """Return the places not filled by the quick way and by the optimiser."""
        return sum(values_in(pair.quick)[0] for pair in self.pairs), sum(values_in(pair.best)[0] for pair in self.pairs)

    @property
    def uneven(self) -> list[float]:
        """Return how much less even the quick way's turns are, in each of the problems in which both fill all."""
        return [pair.uneven for pair in self.pairs if pair.fill_all]


def values_in(proposal: Proposal) -> tuple[int, ...]:
    """Return how well a proposal does by each aim in order."""
    return tuple(measure.value for measure in proposal.measures)
