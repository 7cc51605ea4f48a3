"""Making the turns more even: picks are handed on, by chains, from those with the most turns to those with fewer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.moves import Effort, Search, Step

# Hands on one pick of somebody, if the search finds how: the search, the person and the role.
Leaving = Callable[[Search, int, int], bool]
MORE_LOOKS = 40_000  # at people, where two chains are needed


def even_out(book: Book) -> None:
    """Hand on picks from those with the most turns to those with fewer, until that helps no more."""
    effort, more = Effort(), Effort(MORE_LOOKS)
    while sum(_hand_on_all(book, _leaves, effort=effort)) or sum(_hand_on_all(book, _leaves_experience, effort=more)):
        pass


def _hand_on_all(book: Book, leaves: Leaving, *, effort: Effort) -> Iterator[int]:
    """Hand on what can be, the busiest first. Returns how many picks each of them handed on.

    What was hopeless may be less so after others moved: the next time round shows it.
    """
    search = Search(book, effort=effort)
    for person_id in reversed(book.by_turns(one for one, roles in book.new_roles.items() if roles)):
        handed_on = 0
        while effort.left > 0 and _hands_on(search, person_id, leaves):
            handed_on += 1
        yield handed_on


def _hands_on(search: Search, person_id: int, leaves: Leaving) -> bool:
    book = search.book
    most_turns = book.loads[person_id].turns - 2
    if most_turns < book.fewest_turns:
        return False
    search = replace(search, most_turns=most_turns)
    return any(leaves(search, person_id, role_id) for role_id in sorted(book.new_roles[person_id]))


def _leaves(search: Search, person_id: int, role_id: int) -> bool:
    """Hand on one pick by a chain, if there is one."""
    book = search.book
    first = Step(role_id, book.is_sole_experienced(person_id, role_id))
    book.drop(person_id, role_id)
    if search.run(first):
        return True
    book.pick(person_id, role_id)
    return False


def _leaves_experience(search: Search, person_id: int, role_id: int) -> bool:
    """Let another experienced member into the event first, in somebody's place, so that anybody may follow the last.

    That changes the turns of others too: what does not make all of them more even is taken back.
    """
    book = search.book
    if not book.is_sole_experienced(person_id, role_id):
        return False
    before, squares = book.new_picks(), book.squares
    for leaver, other_id in _beside(book, person_id, role_id):
        book.drop(leaver, other_id)
        alone = replace(search, hopeless=set())
        if alone.run(Step(other_id, needs_experienced=True)):
            alone.hopeless.clear()
            is_in_it = role_id in book.new_roles[person_id]
            if is_in_it and _leaves(alone, person_id, role_id) and book.squares < squares:
                return True
        book.change(before)
    return False


def _beside(book: Book, person_id: int, role_id: int) -> list[tuple[int, int]]:
    """Return who else has a new place in the event, and in which role, those with the most turns first."""
    event = book.events[book.event_of[role_id]]
    return [
        (other, role.id)
        for role in event.roles
        if book.demands[role.id].places
        for other in reversed(book.by_turns(book.picked[role.id] - {person_id}))
    ]
