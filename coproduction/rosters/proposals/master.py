"""The optimiser's model: some of the possible picks as columns, and the rules as rows, in arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.problem import Person
from coproduction.rosters.proposals.row_limits import Key, limits, taken_of_caps, unit_of_pay

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
AIMS = 4


class Field:
    """Everybody who could be picked (the rows of its arrays) and every role with something to fill (the columns)."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.roles = [role_id for role_id, demand in book.demands.items() if demand.total]
        known = {person_id for role_id in self.roles for person_id in book.openings[role_id]}
        self.people = [person for person in book.people.values() if person.id in known]
        self.row_of = {person.id: row for row, person in enumerate(self.people)}
        self.places = np.array([book.demands[role].places for role in self.roles], dtype=np.float64)
        self.beyond = np.array([book.demands[role].beyond for role in self.roles], dtype=np.float64)
        self.allowed = np.zeros((len(self.people), len(self.roles)), dtype=np.bool_)
        for column, role_id in enumerate(self.roles):
            self.allowed[[self.row_of[one] for one in book.openings[role_id]], column] = True
        self.turns = np.array([book.loads[person.id].turns for person in self.people], dtype=np.int64)
        self.most = np.array([_most_more(book, person) for person in self.people], dtype=np.int64)
        self.is_experienced = np.array([person.is_experienced for person in self.people], dtype=np.bool_)
        self.unit = unit_of_pay(book)
        self.keys, self.key_of_roles = self._calendar()
        self.without = [event.id for event in book.events.values() if book.wants_experienced(event)]
        numbers = {event_id: number for number, event_id in enumerate(self.without)}
        # Which event's need for an experienced member somebody with a place in the role meets; -1 is none.
        self.meets = np.array(
            [numbers.get(book.event_of[role], -1) if book.demands[role].places else -1 for role in self.roles],
            dtype=np.int64,
        )

    def _calendar(self) -> tuple[dict[Key, int], Floats]:
        """Return a number for each period of a cap, and how much of that (the rows) each role (the columns) takes."""
        own = [list(taken_of_caps(self.book, role, self.unit)) for role in self.roles]
        keys = {key: number for number, key in enumerate(sorted({key for each in own for key, _ in each}))}
        found = np.zeros((len(keys), len(self.roles)))
        for column, each in enumerate(own):
            for key, weight in each:
                found[keys[key], column] = weight
        return keys, found


def _most_more(book: Book, person: Person) -> int:
    roles = len(book.demands)
    return roles if person.caps.run is None else max(0, person.caps.run - len(book.loads[person.id].events))


@dataclass(slots=True)
class Rows:
    """Rows of the model as they grow: each has its least and most, and its columns with their weights."""

    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, least: float, most: float, *, plus: Sequence[int], minus: Sequence[int] = ()) -> None:
        """Add a row: the sum of some columns, less the sum of others."""
        self.add_weighted(least, most, (*plus, *minus), weights=[1.0] * len(plus) + [-1.0] * len(minus))

    def add_weighted(self, least: float, most: float, columns: Sequence[int], *, weights: Sequence[float]) -> None:
        """Add a row: the sum of some columns, each by its weight."""
        self.least.append(least)
        self.most.append(most)
        self.columns.extend(columns)
        self.weights.extend(weights)
        self.starts.append(len(self.columns))


class Master:
    """The model over some of the pairs of a person and a role.

    Columns: for each role the places not filled and those beyond; for each event whether it lacks experience; for each
    pair whether it is picked; for each person their turns, one by one, each dearer than the one before.
    """

    def __init__(self, field: Field, pairs: Flags, reached: Sequence[int]) -> None:
        self.field, self.pairs = field, pairs
        self.rows_of, self.roles_of = (found.astype(np.int64) for found in np.nonzero(pairs))
        roles, lacking = len(field.roles), len(field.without)
        self.short, self.beyond = np.arange(roles), np.arange(roles, 2 * roles)
        self.lacking = np.arange(2 * roles, 2 * roles + lacking)
        self.first_pick = 2 * roles + lacking
        self.first_turn = self.first_pick + len(self.rows_of)
        self.turn_of, self.turn_costs = self._turns()
        self.columns = self.first_turn + len(self.turn_of)
        self.upper = self._upper()
        self.rows = Rows()
        self._add_shared(reached)
        self.shared = len(self.rows.least)
        self.caps: list[tuple[int, int, int]] = []  # each row of a cap: whose, and of which period
        self._add_people()

    def costs(self, aim: int) -> Floats:
        """Return what each column costs for one of the aims, in their order."""
        costs = np.zeros(self.columns)
        if aim < AIMS - 1:
            costs[(self.short, self.lacking, self.beyond)[aim]] = 1.0
        else:
            costs[self.first_turn :] = self.turn_costs
        return costs

    def _turns(self) -> tuple[Ints, Floats]:
        """Return whose each column of a turn is, and what it adds to the sum of squares.

        There is one more than the person's picks, so that the price of a turn never goes above that of the next.
        """
        counts = np.bincount(self.rows_of, minlength=len(self.field.people))
        counts = np.minimum(np.where(counts > 0, counts + 1, 0), self.field.most)
        whose = np.repeat(np.arange(len(counts)), counts)
        firsts = np.repeat(np.cumsum(counts) - counts, counts)
        nth = np.arange(len(whose)) - firsts + 1
        return whose, (2 * (self.field.turns[whose] + nth) - 1).astype(np.float64)

    def _upper(self) -> Floats:
        upper = np.ones(self.columns)
        upper[self.short], upper[self.beyond] = self.field.places, self.field.beyond
        return upper

    def _add_shared(self, reached: Sequence[int]) -> None:
        """Add a row for each role's demand, each event's experience, and each aim that was reached before."""
        field, rows = self.field, self.rows
        by_role, by_event = _grouped(self.roles_of, len(field.roles)), defaultdict[int, list[int]](list)
        for pick in np.flatnonzero(field.is_experienced[self.rows_of]):
            by_event[int(field.meets[self.roles_of[pick]])].append(self.first_pick + int(pick))
        for role, picks in enumerate(by_role):
            total = float(field.places[role] + field.beyond[role])
            rows.add(total, total, plus=[*(picks + self.first_pick).tolist(), role, int(self.beyond[role])])
        for number, column in enumerate(self.lacking.tolist()):
            rows.add(1.0, np.inf, plus=[*by_event[number], column])
        for columns, value in zip((self.short, self.lacking, self.beyond), reached, strict=False):
            rows.add(-np.inf, float(value), plus=columns.tolist())

    def _add_people(self) -> None:
        """Add the rows of each person: picks are turns; then caps, rest days and clashes."""
        field = self.field
        picks_of = _grouped(self.rows_of, len(field.people))
        turns_of = _grouped(self.turn_of, len(field.people))
        for person, picks, turns in zip(field.people, picks_of, turns_of, strict=True):
            if len(picks):
                columns = (picks + self.first_pick).tolist()
                self.rows.add(0.0, 0.0, plus=columns, minus=(turns + self.first_turn).tolist())
                roles = [field.roles[role] for role in self.roles_of[picks].tolist()]
                for limit in limits(field.book, person, roles, unit=field.unit):
                    if limit.key is not None:
                        self.caps.append((len(self.rows.least), int(self.rows_of[picks[0]]), field.keys[limit.key]))
                    own = [columns[member] for member in limit.members]
                    self.rows.add_weighted(-np.inf, limit.most, own, weights=limit.weights or [1.0] * len(own))


def _grouped(keys: Ints, groups: int) -> list[Ints]:
    """Return the positions of each key, in order."""
    order = np.argsort(keys, kind="stable")
    return np.split(order, np.cumsum(np.bincount(keys, minlength=groups))[:-1]) if groups else []
