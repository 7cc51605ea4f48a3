"""Local moves: chains in which each person takes the place of the next, until one is free to step in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.problem import Event


@dataclass(frozen=True, slots=True)
class Step:
    """A role that looks for somebody, and how it came to that: who left it, for the role of the step before."""

    role_id: int
    needs_experienced: bool
    leaver: int | None = None
    before: Step | None = None

    def chain(self) -> Iterator[Step]:
        """Return the steps back to the first."""
        step: Step | None = self
        while step:
            yield step
            step = step.before

    def people(self) -> set[int]:
        """Return everybody who moves in the chain so far."""
        return {step.leaver for step in self.chain() if step.leaver is not None}


@dataclass(slots=True)
class Effort:
    """How many people may still be looked at, so that a hard case ends, after the same work on every machine."""

    left: int = 8_000_000


@dataclass(frozen=True, slots=True)
class Search:
    """What ends a chain: somebody free with at most so many turns, or a standby or shadow who is not replaced.

    Only somebody experienced may follow the last experienced one of an event, unless that matters less.

    `hopeless` are the roles from which no chain was found, and whether they need somebody experienced: as long as
    nobody moves, and nobody with more turns would do, they are not looked at again.
    """

    book: Book
    most_turns: int | None = None
    may_take_beyond: bool = False
    keeps_experience: bool = True
    hopeless: set[tuple[int, bool]] = field(default_factory=set)
    effort: Effort = field(default_factory=Effort)

    def run(self, first: Step) -> bool:
        """Look for the shortest chain that fills the first role, and make its moves. Says whether there was one."""
        key = (first.role_id, first.needs_experienced)
        if key in self.hopeless:
            return False
        queue, seen = [first], {key}
        for step in queue:
            self.effort.left -= len(self.book.openings[step.role_id])
            if self.effort.left <= 0:
                return False
            if self._ends_at(step):
                return True
            queue.extend(self._onward(step, seen))
        self.hopeless.update(seen)
        return False

    def _ends_at(self, step: Step) -> bool:
        moved, bar = step.people(), self.book.bar
        free = [
            person_id
            for person_id in self._askable(step)
            if self._has_few_turns(person_id) and bar(person_id, step.role_id) is None and person_id not in moved
        ]
        if free:
            self._move(step, min(free, key=self.book.turn_order))
            return True
        return self.may_take_beyond and self._takes_from_beyond(step, moved)

    def _has_few_turns(self, person_id: int) -> bool:
        return self.most_turns is None or self.book.loads[person_id].turns <= self.most_turns

    def _takes_from_beyond(self, step: Step, moved: set[int]) -> bool:
        book = self.book
        for person_id, role_id in self._exchanges(step, moved):
            if len(book.picked[role_id]) <= book.demands[role_id].places or self._is_needed(step, person_id, role_id):
                continue
            if book.could_change(person_id, role_id, step.role_id):
                book.drop(person_id, role_id)
                self._move(step, person_id)
                return True
        return False

    def _onward(self, step: Step, seen: set[tuple[int, bool]]) -> Iterator[Step]:
        for person_id, role_id in self._exchanges(step, step.people()):
            if self._is_known((role_id, False), seen):
                continue
            key = (role_id, self.keeps_experience and self._is_needed(step, person_id, role_id))
            if not self._is_known(key, seen) and self.book.could_change(person_id, role_id, step.role_id):
                seen.add(key)
                yield Step(*key, person_id, step)

    def _is_known(self, key: tuple[int, bool], seen: set[tuple[int, bool]]) -> bool:
        return key in seen or key in self.hopeless

    def _is_needed(self, step: Step, person_id: int, role_id: int) -> bool:
        """Say whether only somebody experienced may follow who leaves a role for the step's: else the event has none.

        What the chain has changed in the event so far counts.
        """
        book = self.book
        chain = list(step.chain())
        event = book.events[book.event_of[role_id]]
        if not any(book.event_of[one.role_id] == event.id for one in chain):
            return book.is_sole_experienced(person_id, role_id)
        if not book.wants_experienced(event):
            return False
        before = set(book.experienced_in(event))
        first = chain[-1]
        if not before and not (first.needs_experienced and book.event_of[first.role_id] == event.id):
            return False
        return not _experienced_after(book, event, before, moves=[*_moves(chain), (person_id, role_id, step.role_id)])

    def _exchanges(self, step: Step, moved: set[int]) -> Iterator[tuple[int, int]]:
        """Return who might take the role if they left one that they are picked for, and which.

        Where somebody experienced is needed, whoever changes from another role of the event hands that need on.
        """
        book = self.book
        for person_id in book.openings[step.role_id]:
            if person_id not in moved:
                roles = book.new_roles[person_id]
                for role_id in sorted(roles) if len(roles) > 1 else roles:
                    if role_id != step.role_id and (
                        self._serves(step, person_id) or book.are_together(role_id, step.role_id)
                    ):
                        yield person_id, role_id

    def _askable(self, step: Step) -> Iterator[int]:
        return (one for one in self.book.openings[step.role_id] if self._serves(step, one))

    def _serves(self, step: Step, person_id: int) -> bool:
        return not step.needs_experienced or self.book.counts_as_experienced(person_id, step.role_id)

    def _move(self, step: Step, person_id: int) -> None:
        """Make the moves from the end of the chain: each steps out before they step in."""
        last: Step | None = step
        while last:
            if last.leaver is not None and last.before:
                self.book.drop(last.leaver, last.role_id)
            self.book.pick(person_id, last.role_id)
            if last.leaver is None:
                return
            person_id, last = last.leaver, last.before


def _moves(chain: Iterable[Step]) -> Iterator[tuple[int, int, int]]:
    """Return who moves in a chain, from which role to which."""
    for step in chain:
        if step.leaver is not None and step.before:
            yield step.leaver, step.role_id, step.before.role_id


def _experienced_after(
    book: Book, event: Event, before: Iterable[tuple[int, int]], *, moves: Iterable[tuple[int, int, int]]
) -> set[tuple[int, int]]:
    """Return who counts as the event's experienced members once others have moved, as role and person."""
    found = set(before)
    for person_id, old_id, new_id in moves:
        found.discard((old_id, person_id))
        if book.event_of[new_id] == event.id and book.counts_as_experienced(person_id, new_id):
            found.add((new_id, person_id))
    return found


def fill_gaps(book: Book) -> None:
    """Fill places that are short by chains, taking standbys and shadows from elsewhere if need be."""
    search = Search(book, may_take_beyond=True, keeps_experience=False)
    for role_id in book.demands:
        while book.short(role_id) and search.run(Step(role_id, needs_experienced=False)):
            search.hopeless.clear()


def bring_experience(book: Book) -> None:
    """Put somebody experienced in each event that lacks one, in the place of who has had the most turns."""
    for event in book.events.values():
        if book.lacks_experience(event):
            _exchange_for_experience(book, event)


def _exchange_for_experience(book: Book, event: Event) -> None:
    for role in event.roles:
        demand = book.demands[role.id]
        search = Search(book, may_take_beyond=True)
        if not demand.places:
            continue
        for leaver in reversed(book.by_turns(book.picked[role.id])):
            book.drop(leaver, role.id)
            if search.run(Step(role.id, needs_experienced=True)):
                return
            book.pick(leaver, role.id)


def fill_beyond(book: Book) -> None:
    """Find standbys and shadows by chains."""
    search = Search(book)
    for role_id in book.demands:
        while book.room(role_id) and search.run(Step(role_id, needs_experienced=False)):
            search.hopeless.clear()
