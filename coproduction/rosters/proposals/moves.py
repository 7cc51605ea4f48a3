"""Local moves: chains in which each person takes the place of the next, until one is free to step in."""

from __future__ import annotations

from collections.abc import Iterator
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
            if len(book.picked[role_id]) <= book.demands[role_id].places or book.is_sole_experienced(
                person_id, role_id
            ):
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
            key = (role_id, self._keeps_experience(step, person_id, role_id))
            if not self._is_known(key, seen) and self.book.could_change(person_id, role_id, step.role_id):
                seen.add(key)
                yield Step(*key, person_id, step)

    def _is_known(self, key: tuple[int, bool], seen: set[tuple[int, bool]]) -> bool:
        return key in seen or key in self.hopeless

    def _keeps_experience(self, step: Step, person_id: int, role_id: int) -> bool:
        """Say whether only somebody experienced may follow: the last one leaves, or might with who left before."""
        book = self.book
        event_id = book.event_of[role_id]
        again = any(book.event_of[before.role_id] == event_id for before in step.chain())
        return (again and self.keeps_experience) or self._is_needed(person_id, role_id)

    def _is_needed(self, person_id: int, role_id: int) -> bool:
        return self.keeps_experience and self.book.is_sole_experienced(person_id, role_id)

    def _exchanges(self, step: Step, moved: set[int]) -> Iterator[tuple[int, int]]:
        """Return who might take the role if they left one that they are picked for, and which."""
        for person_id in self._askable(step):
            if person_id not in moved:
                roles = self.book.new_roles[person_id]
                for role_id in sorted(roles) if len(roles) > 1 else roles:
                    if role_id != step.role_id:
                        yield person_id, role_id

    def _askable(self, step: Step) -> Iterator[int]:
        people = self.book.people
        for person_id in self.book.openings[step.role_id]:
            if people[person_id].is_experienced or not step.needs_experienced:
                yield person_id

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


def even_out(book: Book) -> None:
    """Hand on picks, by chains, from those with the most turns to those with fewer, until that helps no more."""
    effort = Effort()
    while sum(_hand_on_all(book, effort)):
        pass


def _hand_on_all(book: Book, effort: Effort) -> Iterator[int]:
    """Hand on what can be, the busiest first. Returns how many picks each of them handed on.

    What was hopeless may be less so after others moved: the next time round shows it.
    """
    hopeless: set[tuple[int, bool]] = set()
    for person_id in reversed(book.by_turns(one for one, roles in book.new_roles.items() if roles)):
        handed_on = 0
        while _hand_on(book, person_id, hopeless, effort=effort):
            handed_on += 1
        yield handed_on


def _hand_on(book: Book, person_id: int, hopeless: set[tuple[int, bool]], *, effort: Effort) -> bool:
    most_turns = book.loads[person_id].turns - 2
    if most_turns < book.fewest_turns:
        return False
    for role_id in sorted(book.new_roles[person_id]):
        first = Step(role_id, book.is_sole_experienced(person_id, role_id))
        book.drop(person_id, role_id)
        if Search(book, most_turns=most_turns, hopeless=hopeless, effort=effort).run(first):
            return True
        book.pick(person_id, role_id)
    return False
