"""What limits the picks of one person, as rows of the optimiser's model: caps, rest days and clashes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from math import gcd

from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.pay import Due
from coproduction.rosters.proposals.problem import Person

# A period of a cap: of which sort (a week or month of turns, or one of the four in which a fee counts), and which.
Key = tuple[int, int]
WEEK, MONTH, *PAY = range(6)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many at most of some roles somebody could have, each by its weight; if it is a cap, of which period."""

    most: int
    members: Sequence[int]
    key: Key | None = None
    weights: Sequence[float] = ()  # all 1 if there are none


def unit_of_pay(book: Book) -> int:
    """Return the pounds of which every fee is a multiple: caps on pay are counted by it."""
    return gcd(*(due.pounds for due in book.payroll.dues.values())) or 1


def taken_of_caps(book: Book, role_id: int, unit: int) -> Iterator[tuple[Key, float]]:
    """Return the periods in which a pick for the role counts, and how much in each."""
    when = book.times.when[book.event_of[role_id]]
    yield from (((WEEK, week), 1.0) for week in when.weeks)
    yield from (((MONTH, month), 1.0) for month in when.months)
    if due := book.payroll.dues.get(role_id):
        yield from (((sort, period), due.pounds / unit) for sort, period in zip(PAY, due.periods, strict=True))


def limits(book: Book, person: Person, roles: Sequence[int], *, unit: int) -> Iterable[Limit]:
    """Return what limits the picks of a person among these roles, which are named by their place in the list."""
    events = [book.event_of[role] for role in roles]
    load, caps = book.loads[person.id], person.caps
    whens = [book.times.when[event] for event in events]
    if caps.week is not None:
        yield from _capped(caps.week, [when.weeks for when in whens], load.weeks, sort=WEEK)
    if caps.month is not None:
        yield from _capped(caps.month, [when.months for when in whens], load.months, sort=MONTH)
    if person.pay.is_limited:
        yield from _paid(book, person, roles, unit=unit)
    excluded = [book.times.excluding(event, person.rest_days) for event in events]
    yield from (Limit(1, members) for members in cliques(events, excluded))


def _capped(cap: int, keys: Sequence[Iterable[int]], counts: Mapping[int, int], *, sort: int) -> Iterable[Limit]:
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for member, own in enumerate(keys):
        for key in own:
            groups[key].append(member)
    for key in sorted(groups):
        left = cap - counts.get(key, 0)
        if len(groups[key]) > left:
            yield Limit(left, groups[key], (sort, key))


def _paid(book: Book, person: Person, roles: Sequence[int], *, unit: int) -> Iterable[Limit]:
    """Return what is left of each cap on pay. Of two that are about the same roles, only the smaller one."""
    dues, found = book.payroll.dues, dict[tuple[int, ...], Limit]()
    for key, left, members in _left(book, person, roles):
        weights = [dues[roles[member]].pounds / unit for member in members]
        most, known = left // unit, found.get(tuple(members))
        if sum(weights) > most and (known is None or most < known.most):
            found[tuple(members)] = Limit(most, members, key, weights)
    return found.values()


def _left(book: Book, person: Person, roles: Sequence[int]) -> Iterator[tuple[Key, int, list[int]]]:
    """Return the pounds that are left of each cap in each period, with the roles that are paid for in it."""
    ledger = book.payroll.ledgers[person.id]
    by_period = _by_period(roles, book.payroll.dues)
    for sort, most, paid, groups in zip(PAY, ledger.most, ledger.paid, by_period, strict=True):
        if most is not None:
            yield from (((sort, period), most - paid[period], members) for period, members in groups.items())


def _by_period(roles: Sequence[int], dues: Mapping[int, Due]) -> list[Mapping[int, list[int]]]:
    """Return which of the roles are paid for in each period, for the four sorts of them."""
    found: list[defaultdict[int, list[int]]] = [defaultdict(list) for _ in PAY]
    for member, role in enumerate(roles):
        if due := dues.get(role):
            for groups, period in zip(found, due.periods, strict=True):
                groups[period].append(member)
    return list(found)


def cliques(events: Sequence[int], excluded: Sequence[AbstractSet[int]]) -> Iterable[list[int]]:
    """Return groups in which every two exclude each other, so that every pair that does is in one of them."""
    partners = [
        {other for other in range(one + 1, len(events)) if events[other] in excluded[one]} for one in range(len(events))
    ]
    done: set[tuple[int, int]] = set()
    for one, others in enumerate(partners):
        for other in sorted(others):
            if (one, other) not in done:
                clique = _grown([one, other], partners)
                done.update(combinations(clique, 2))
                yield clique


def _grown(clique: list[int], partners: Sequence[AbstractSet[int]]) -> list[int]:
    could = partners[clique[0]] & partners[clique[1]]
    while could:
        clique.append(min(could))
        could = could & partners[clique[-1]]
    return clique
