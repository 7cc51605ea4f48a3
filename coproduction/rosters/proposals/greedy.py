"""The greedy engine: the scarcest place first, the fewest turns first, then local moves."""

from __future__ import annotations

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.moves import bring_experience, even_out, fill_beyond, fill_gaps
from coproduction.rosters.proposals.problem import Event, Problem
from coproduction.rosters.proposals.proposal import Telling

STEPS = 4


def greedy_book(problem: Problem, tell: Telling) -> Book:
    """Return a book with everybody picked. The same problem gives the same picks."""
    book = Book(problem)
    tell(0, "Filling the places that are hardest to fill")
    fill_in_order(book)
    tell(1, "Closing gaps")
    fill_gaps(book)
    bring_experience(book)
    tell(2, "Finding standbys")
    fill_beyond(book)
    tell(3, "Making the turns more even")
    even_out(book)
    tell(STEPS, "Done")
    return book


def fill_in_order(book: Book) -> None:
    """Give each event an experienced member, fill the minimums, then what is wanted beyond: the scarcest first."""
    for event in sorted(book.events.values(), key=lambda each: (_experienced_openings(book, each), each.id)):
        if book.lacks_experience(event):
            _pick_experienced(book, event)
    in_order = sorted(book.demands, key=lambda role_id: _slack(book, role_id))
    for role_id in in_order:
        _fill(book, role_id, book.short(role_id))
    for role_id in in_order:
        _fill(book, role_id, book.room(role_id))


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
