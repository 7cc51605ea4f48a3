"""The least that any picks could reach, as far as one can see without the optimiser."""

from __future__ import annotations

from heapq import heapify, heapreplace

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.problem import Event


def plain_bounds(book: Book) -> tuple[int, int, int, int]:
    """Return the least possible by each aim. That of turns holds for as many picks as the book has."""
    could = {role_id: len(people) for role_id, people in book.openings.items()}
    demands = book.demands.values()
    return (
        sum(max(0, demand.places - could[demand.role.id]) for demand in demands),
        sum(book.wants_experienced(event) and not _could_be_experienced(book, event) for event in book.events.values()),
        sum(min(demand.beyond, max(0, demand.total - could[demand.role.id])) for demand in demands),
        _evenest(book),
    )


def _could_be_experienced(book: Book, event: Event) -> bool:
    return any(
        book.people[person_id].is_experienced
        for role in event.roles
        if book.demands[role.id].places
        for person_id in book.openings[role.id]
    )


def _evenest(book: Book) -> int:
    """Return the sum of squares if each pick went to whoever has the fewest turns and could do anything more."""
    squares = 0
    for person_id, load in book.loads.items():
        squares += (load.turns - len(book.new_roles[person_id])) ** 2
    # The turns of each, and how many more they could have.
    levels = [(turns, room) for turns, room in _rooms(book) if room]
    heapify(levels)
    for _ in range(sum(map(len, book.picked.values()))):
        turns, room = levels[0]
        squares += 2 * turns + 1
        heapreplace(levels, (turns + 1, room - 1) if room > 1 else (_NEVER, 0))
    return squares


_NEVER = 10**9  # turns of somebody who can have no more


def _rooms(book: Book) -> list[tuple[int, int]]:
    events: dict[int, set[int]] = {person_id: set() for person_id in book.people}
    for role_id, people in book.openings.items():
        if book.demands[role_id].total:
            for person_id in people:
                events[person_id].add(book.event_of[role_id])
    return [
        (load.turns - len(book.new_roles[person_id]), min(len(events[person_id]), _left(book, person_id)))
        for person_id, load in book.loads.items()
    ]


def _left(book: Book, person_id: int) -> int:
    """Return how many new picks a person's cap for one proposal leaves room for."""
    cap = book.people[person_id].caps.run
    locked = len(book.loads[person_id].events) - len(book.new_roles[person_id])
    return _NEVER if cap is None else max(0, cap - locked)
