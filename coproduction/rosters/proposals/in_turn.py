"""In which order of turns people come for each part: those who are picked, and those who ask to be asked first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.problem import Part, Pick, Problem, Role, Unready
from coproduction.rosters.proposals.reasons import book_of


class InTurn(NamedTuple):
    """Somebody in their place in the order."""

    person_id: int
    is_asked_first: bool = False


Orders = Mapping[tuple[int, Part], Sequence[InTurn]]


def in_turn(problem: Problem, picks: Collection[Pick], *, shown: Collection[Pick]) -> Orders:
    """Return the people of the picks that are shown, by role and part, the fewest turns first.

    Whoever asks to be asked first is never picked. They stand in their place before those whose turn comes after
    theirs, and where somebody is missing; never more of them than are wanted. To be named counts as a turn, as a pick
    does: nobody is named for everything. Who would be paid more than they wish only beside all else in this proposal
    is asked first about that, and so named where somebody is missing, and nowhere else.
    """
    book = book_of(problem, picks)
    asked_first = _asked_first(problem)
    found: dict[tuple[int, Part], Sequence[InTurn]] = {}
    for event in sorted(book.events.values(), key=lambda each: (each.starts_at, each.id)):
        for role in event.roles:
            missing = _missing(book, role)
            for part, number in missing.items():
                own = [pick.person_id for pick in shown if (pick.role_id, pick.part) == (role.id, part)]
                found[role.id, part] = _order(book, role, own, missing=number, asked_first=asked_first[role.id])
    return found


def _asked_first(problem: Problem) -> Mapping[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for person in problem.people:
        for role_id, why in person.unready.items():
            if why is Unready.ASK_FIRST:
                found[role_id].append(person.id)
        for role_id in person.role_ids if person.pay.is_limited else ():
            found[role_id].append(person.id)
    return found


def _missing(book: Book, role: Role) -> Mapping[Part, int]:
    """Return how many are missing in each part of the role, as things stand."""
    short = book.short(role.id)
    return {Part.PLACE: short, Part.SHADOW if role.shadows else Part.STANDBY: book.room(role.id) - short}


def _order(book: Book, role: Role, own: Sequence[int], *, missing: int, asked_first: Iterable[int]) -> Sequence[InTurn]:
    keys = {person_id: _without_this(book, person_id) for person_id in own}
    last = max(keys.values(), default=None)
    could = (one for one in asked_first if book.could_if_asked(one, role.id))
    due = [one for one in book.by_turns(could) if missing or (last and _is_before(book, one, role.id, last=last))]
    for person_id in due[: len(own) + missing]:
        keys[person_id] = book.turn_order(person_id)
        book.pick(person_id, role.id)
    return [InTurn(one, one not in own) for one in sorted(keys, key=keys.__getitem__)]


def _is_before(book: Book, person_id: int, role_id: int, *, last: tuple[int, int, int]) -> bool:
    return role_id not in book.people[person_id].role_ids and book.turn_order(person_id) < last


def _without_this(book: Book, person_id: int) -> tuple[int, int, int]:
    turns, last, number = book.turn_order(person_id)
    return turns - 1, last, number
