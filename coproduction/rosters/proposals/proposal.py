"""What a proposal is: the picks, how well they do by each aim in order, and how near that is to the best."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.problem import Pick

# What an engine tells while it works: how many of its steps are done, and what it is doing.
Telling = Callable[[int, str], None]


class OutOfTimeError(Exception):
    """The time limit has passed."""


class Engine(enum.StrEnum):
    """What made the proposal."""

    OPTIMISER = "optimiser"
    GREEDY = "greedy"


class WhyGreedy(enum.StrEnum):
    """Why the greedy engine answered."""

    NOT_INSTALLED = "not installed"
    OUT_OF_TIME = "out of time"


class Aim(enum.StrEnum):
    """What a proposal tries to make small, the first above all."""

    UNFILLED = "places not filled"
    INEXPERIENCED = "events without an experienced member"
    BEYOND = "standbys and shadows not found"
    UNEVEN = "sum of the squares of turns"


@dataclass(frozen=True, slots=True)
class Measure:
    """How well a proposal does by one aim, and the least that anybody could reach given the aims before it."""

    aim: Aim
    value: int
    best_possible: int

    @property
    def is_best(self) -> bool:
        """Say whether nothing better exists."""
        return self.value <= self.best_possible

    @property
    def gap(self) -> float:
        """Return how far from the best it is at most, as a share of what it is."""
        return max(0, self.value - self.best_possible) / self.value if self.value else 0.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """The picks, the locked ones with them, who made it, and its measures in the order of the aims."""

    picks: tuple[Pick, ...]
    engine: Engine
    why_greedy: WhyGreedy | None
    measures: tuple[Measure, ...]

    @property
    def is_best(self) -> bool:
        """Say whether it is proven that nothing better exists."""
        return all(measure.is_best for measure in self.measures)

    @property
    def first_gap(self) -> Measure | None:
        """Return the first aim by which something better might exist: what comes after it says little."""
        return next((measure for measure in self.measures if not measure.is_best), None)


def values_of(book: Book) -> tuple[int, int, int, int]:
    """Return how the picks do by each aim. Of two proposals the smaller is the better."""
    unfilled = sum(map(book.short, book.demands))
    return (
        unfilled,
        sum(map(book.lacks_experience, book.events.values())),
        sum(map(book.room, book.demands)) - unfilled,
        book.squares,
    )
