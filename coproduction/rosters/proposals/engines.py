"""Which engine makes a proposal: the optimiser if it is installed and in time, else the greedy one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from importlib import import_module
from importlib.util import find_spec
from time import monotonic

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.bounds import plain_bounds
from coproduction.rosters.proposals.greedy import STEPS, greedy_book
from coproduction.rosters.proposals.preferences import prefer_who_can
from coproduction.rosters.proposals.problem import Problem
from coproduction.rosters.proposals.proposal import (
    Aim,
    Engine,
    Measure,
    OutOfTimeError,
    Proposal,
    WhyGreedy,
    values_of,
)

# What is told while a proposal is made: how many steps are done, of how many, and what is being done.
Progress = Callable[[int, int, str], None]

SECONDS = 50.0
MORE_STEPS = 8  # of the optimiser
OPTIMISER = "coproduction.rosters.proposals.optimiser"  # by name: HiGHS takes time and memory, and may not be there


def installed() -> frozenset[Engine]:
    """Return the engines that this machine has."""
    return frozenset(Engine) if find_spec("highspy") else frozenset({Engine.GREEDY})


def silent(_done: int, _total: int, _words: str) -> None:
    """Tell nobody how far it is."""


def propose(
    problem: Problem,
    *,
    engines: Collection[Engine] | None = None,
    seconds: float = SECONDS,
    progress: Progress = silent,
) -> Proposal:
    """Return a proposal by the best of the engines. The same problem gives the same picks by the same engine.

    `seconds` is what both may take; past that the greedy engine's answer stands, and the proposal says so.
    """
    begun = monotonic()
    can_prove = Engine.OPTIMISER in (installed() if engines is None else engines)
    steps = STEPS + MORE_STEPS * can_prove
    book = greedy_book(problem, lambda done, words: progress(done, steps, words))
    if not can_prove:
        return quickly(book, WhyGreedy.NOT_INSTALLED)
    return improved(book, seconds=seconds - (monotonic() - begun), progress=progress)


def improved(book: Book, *, seconds: float = SECONDS, progress: Progress = silent) -> Proposal:
    """Return what the optimiser makes of the greedy engine's picks; past its time they stand."""
    steps = STEPS + MORE_STEPS
    try:
        best, measures = import_module(OPTIMISER).optimised(
            book, seconds=seconds, tell=lambda done, words: progress(STEPS + done, steps, words)
        )
    except OutOfTimeError:
        return quickly(book, WhyGreedy.OUT_OF_TIME)
    prefer_who_can(best)
    return Proposal(best.picks(), Engine.OPTIMISER, None, measures)


def quickly(book: Book, why: WhyGreedy) -> Proposal:
    """Return the greedy engine's picks as a proposal, and why they were not improved."""
    prefer_who_can(book)
    return Proposal(book.picks(), Engine.GREEDY, why, measured(book))


def measured(book: Book) -> tuple[Measure, ...]:
    """Return how well the picks do, and the least possible as far as one can see without the optimiser."""
    return tuple(
        Measure(aim, value, min(value, least))
        for aim, value, least in zip(Aim, values_of(book), plain_bounds(book), strict=True)
    )
