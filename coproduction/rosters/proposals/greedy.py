"""The greedy engine: the scarcest place and the fewest turns first, then local moves."""

from __future__ import annotations

from collections.abc import Callable

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.evening import even_out
from coproduction.rosters.proposals.moves import bring_experience, fill_beyond, fill_gaps
from coproduction.rosters.proposals.problem import Event, Problem
from coproduction.rosters.proposals.proposal import Telling, values_of

STEPS = 7


def greedy_book(problem: Problem, tell: Telling) -> Book:
    """Return a book with everybody picked. The same problem gives the same picks.

    It is filled twice, and the better one is returned: who is experienced comes first, or the places do. Where few can
    do much, the second fills more of them.
    """
    books = []
    for number, fill_first in enumerate((_bring_experience_first, _fill_places_first)):
        book = Book(problem)
        tell(3 * number, "Filling the places that are hardest to fill")
        fill_first(book)
        tell(3 * number + 1, "Closing gaps")
        fill_gaps(book)
        bring_experience(book)
        tell(3 * number + 2, "Finding standbys")
        _fill_all(book, book.room)
        fill_beyond(book)
        books.append(book)
    tell(STEPS - 1, "Making the turns more even")
    fullest = min(values_of(book)[:3] for book in books)
    even = [book for book in books if values_of(book)[:3] == fullest]
    for book in even:
        even_out(book)
    tell(STEPS, "Done")
    return min(even, key=values_of)


def _bring_experience_first(book: Book) -> None:
    """Give each event an experienced member, then fill the minimums and what is wanted beyond: the scarcest first."""
    for event in sorted(book.events.values(), key=lambda each: (_experienced_openings(book, each), each.id)):
        if book.lacks_experience(event):
            _pick_experienced(book, event)
    _fill_all(book, book.short)
    _fill_all(book, book.room)


def _fill_places_first(book: Book) -> None:
    _fill_all(book, book.short)


def _fill_all(book: Book, wanted: Callable[[int], int]) -> None:
    for role_id in sorted(book.demands, key=lambda role_id: _slack(book, role_id)):
        _fill(book, role_id, wanted(role_id))


def _fill(book: Book, role_id: int, wanted: int) -> None:
    if not wanted:
        return
    for person_id in book.by_turns(book.openings[role_id]):
        if book.bar(person_id, role_id) is None:
            book.pick(person_id, role_id)
            wanted -= 1
        if not wanted:
            return


def _pick_experienced(book: Book, event: Event) -> None:
    for role in event.roles:
        if not book.short(role.id):
            continue
        for person_id in book.by_turns(one for one in book.openings[role.id] if book.people[one].is_experienced):
            if book.bar(person_id, role.id) is None:
                book.pick(person_id, role.id)
                return


def _experienced_openings(book: Book, event: Event) -> int:
    return sum(
        book.people[person_id].is_experienced
        for role in event.roles
        if book.demands[role.id].places
        for person_id in book.openings[role.id]
    )


def _slack(book: Book, role_id: int) -> tuple[int, int]:
    return len(book.openings[role_id]) - book.demands[role_id].total, role_id
