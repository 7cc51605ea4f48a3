"""Among equals, who said that they can come: picks are handed on where nothing else changes."""

from __future__ import annotations

from coproduction.rosters.proposals.book import Book


def prefer_who_can(book: Book) -> None:
    """Hand each new pick to somebody who said that they can come, or perhaps, if it is theirs as well as the other's.

    That is, they have as many turns without it, nothing stands in their way, and no event loses its experience: by
    every aim the picks do as well as before. The same picks are handed on in the same way.
    """
    if not any(person.can or person.maybe for person in book.people.values()):
        return
    for role_id in sorted(book.picked):
        for person_id in sorted(book.picked[role_id]):
            if (other := _equal_who_can(book, person_id, role_id)) is not None:
                book.drop(person_id, role_id)
                book.pick(other, role_id)


def _equal_who_can(book: Book, person_id: int, role_id: int) -> int | None:
    rank, turns = _rank(book, person_id, role_id), book.loads[person_id].turns - 1
    needs_experienced = book.people[person_id].is_experienced
    equals = [
        other
        for other in book.openings[role_id]
        if _rank(book, other, role_id) < rank
        and book.loads[other].turns == turns
        and (book.people[other].is_experienced or not needs_experienced)
        and book.bar(other, role_id) is None
    ]
    return min(equals, key=lambda other: (_rank(book, other, role_id), *book.turn_order(other)), default=None)


def _rank(book: Book, person_id: int, role_id: int) -> int:
    """Return 0 for who said that they can come, 1 for perhaps, 2 for everybody else."""
    person, event_id = book.people[person_id], book.event_of[role_id]
    return 0 if event_id in person.can else 1 if event_id in person.maybe else 2
