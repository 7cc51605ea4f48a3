"""The optimiser: HiGHS, over as many of the possible picks as it takes to prove how good the best could be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, isfinite
from time import monotonic

import highspy
import numpy as np

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.bounds import plain_bounds
from coproduction.rosters.proposals.master import AIMS, Field, Flags, Floats, Master
from coproduction.rosters.proposals.pricing import TOLERANCE, base, bound, clean_prices, missing, of_use
from coproduction.rosters.proposals.proposal import Aim, Measure, OutOfTimeError, Telling, values_of

FIRST_PAIRS = 12  # of each role, to begin with
MOST_PAIRS = 30_000  # added to prove that nothing is better
CLOSE = 0.001  # of the sum of squares
MANY_ROLES = 300  # from so many on, close is near enough: what is left to prove takes too long
MOST_NODES = 500  # branches looked at for one aim, so that hard cases end the same on fast and slow machines
ROUNDS = 40
INTEGER = int(highspy.HighsVarType.kInteger)


@dataclass(slots=True)
class Run:
    """A search under way: the best picks so far, and how far each aim is from the best possible."""

    field: Field
    best: Book
    pairs: Flags
    deadline: float
    tell: Telling
    has_all: bool = False  # whether the pairs are all that any better picks could have


WORDS = ("Filling places", "Looking for experienced members", "Finding standbys", "Making the turns more even")


def optimised(
    start: Book, *, seconds: float, tell: Telling, first_pairs: int = FIRST_PAIRS
) -> tuple[Book, tuple[Measure, ...]]:
    """Return a book of the best picks found, from those in `start` on, and its measures.

    Raises OutOfTimeError past the limit: what was found by then would hang on the machine.
    """
    field = Field(Book(start.problem))
    run = Run(field, start, _first_pairs(field, start, first_pairs), monotonic() + seconds, tell)
    bounds: list[int] = []
    for aim in range(AIMS):
        tell(2 * aim, WORDS[aim])
        bounds.append(_reach(run, aim))
    tell(2 * AIMS, "Done")
    values = values_of(run.best)
    return run.best, tuple(
        Measure(aim, value, min(value, least)) for aim, value, least in zip(Aim, values, bounds, strict=True)
    )


def _reach(run: Run, aim: int) -> int:
    """Bring one aim as near to the best as can be, the aims before it kept. Returns the least possible."""
    least = plain_bounds(run.best)[aim]
    if values_of(run.best)[aim] <= least or not run.field.people:
        return least
    least = max(least, _prove(run, aim))
    if values_of(run.best)[aim] > least and not _is_close(run, aim, least):
        run.tell(2 * aim + 1, f"{WORDS[aim]}: comparing {int(run.pairs.sum()):,} possible picks")
        least = max(least, _search(run, aim))
    return least


def _prove(run: Run, aim: int) -> int:
    """Solve the model without whole numbers, adding pairs as long as one could do better. Returns the bound.

    At the end the pairs are all that any better picks could have, unless these are too many.
    """
    value, best = values_of(run.best)[aim], 0
    run.has_all = False
    for _ in range(ROUNDS):
        master = Master(run.field, run.pairs, values_of(run.best)[:aim])
        prices = clean_prices(master, _prices(master, aim, run.deadline))
        best = max(best, bound(master, prices, aim))
        if best >= value or _is_close(run, aim, best):
            return best
        new = missing(master, prices, aim)
        if not new.any():
            new = of_use(master, prices, aim, value=value)
            run.has_all = int(new.sum()) <= MOST_PAIRS
            run.pairs = run.pairs | new if run.has_all else run.pairs
            return best
        run.pairs = run.pairs | new
    return best


def _is_close(run: Run, aim: int, least: int) -> bool:
    """Say whether the turns of many are so nearly as even as can be that nobody could tell. Other aims never are."""
    value, is_large = values_of(run.best)[aim], len(run.field.roles) >= MANY_ROLES
    return is_large and aim == AIMS - 1 and value - least <= CLOSE * value


def _search(run: Run, aim: int) -> int:
    """Look for whole picks that are better, among the model's pairs, starting from the best so far.

    Returns the least possible as far as that shows it: if the model has all pairs that are of use.
    """
    master = Master(run.field, run.pairs, values_of(run.best)[:aim])
    solver = _solver(master, aim, run.deadline)
    picks = np.arange(master.first_pick, master.first_turn, dtype=np.int32)
    solver.changeColsIntegrality(len(picks), picks, np.full(len(picks), INTEGER, dtype=np.uint8))
    solver.setSolution(len(picks), picks, _chosen(master, run.best))
    solver.run()
    _stop_if_late(solver)
    values = np.array(solver.getSolution().col_value)
    if len(values):
        found = _booked(master, np.flatnonzero(values[picks] > 0.5).tolist())
        run.best = min(run.best, found, key=values_of)
    least = solver.getInfo().mip_dual_bound
    return min(values_of(run.best)[aim], ceil(least - TOLERANCE)) if run.has_all and isfinite(least) else 0


def _prices(master: Master, aim: int, deadline: float) -> Floats:
    solver = _solver(master, aim, deadline)
    solver.run()
    _stop_if_late(solver)
    return np.array(solver.getSolution().row_dual)


def _solver(master: Master, aim: int, deadline: float) -> highspy.Highs:
    left = deadline - monotonic()
    if left <= 0:
        raise OutOfTimeError
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.setOptionValue("time_limit", left)
    solver.passModel(_model(master, aim))
    return solver


OPTIONS: dict[str, bool | int | float | str] = {
    "output_flag": False,
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_max_nodes": MOST_NODES,
    "mip_abs_gap": 0.99,  # every aim is a whole number
    "mip_rel_gap": 0.0,
    "mip_detect_symmetry": False,
}


def _model(master: Master, aim: int) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = master.columns, len(master.rows.least)
    model.col_cost_, model.offset_ = master.costs(aim), base(master.field, aim)
    model.col_lower_, model.col_upper_ = np.zeros(master.columns), master.upper
    model.row_lower_, model.row_upper_ = np.array(master.rows.least), np.array(master.rows.most)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(master.rows.starts)
    model.a_matrix_.index_ = np.array(master.rows.columns)
    model.a_matrix_.value_ = np.array(master.rows.weights)
    return model


def _stop_if_late(solver: highspy.Highs) -> None:
    if solver.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
        raise OutOfTimeError


def _first_pairs(field: Field, book: Book, each: int) -> Flags:
    """Return the picks so far, and for each role those with the fewest turns after them, others for each role."""
    pairs = np.zeros_like(field.allowed)
    turns = [book.loads[person.id].turns for person in field.people]
    number = max(1, len(field.people))
    for column in range(len(field.roles)):
        could = np.flatnonzero(field.allowed[:, column]).tolist()
        could.sort(key=lambda row: (turns[row], (row - column * each) % number))
        pairs[could[:each], column] = True
    for column, role_id in enumerate(field.roles):
        pairs[[field.row_of[person_id] for person_id in sorted(book.picked[role_id])], column] = True
    return pairs


def _chosen(master: Master, book: Book) -> Floats:
    field = master.field
    return np.array(
        [
            float(field.people[row].id in book.picked[field.roles[role]])
            for row, role in zip(master.rows_of.tolist(), master.roles_of.tolist(), strict=True)
        ]
    )


def _booked(master: Master, picks: Iterable[int]) -> Book:
    field = master.field
    book = Book(field.book.problem)
    for pick in picks:
        book.pick(field.people[int(master.rows_of[pick])].id, field.roles[int(master.roles_of[pick])])
    return book
