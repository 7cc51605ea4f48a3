"""Why each person is suggested, why nobody fits where there is a gap, and what would change it."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta

from coproduction.core.dates import uk_wall
from coproduction.rosters.proposals.bars import Bar
from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.pay import Due, due_at
from coproduction.rosters.proposals.problem import (
    Apart,
    Event,
    History,
    Part,
    Person,
    Pick,
    Problem,
    Role,
    Time,
    Travel,
    share_time,
)
from coproduction.rosters.proposals.timetable import When, when_of

DAYS_EITHER_WAY = 14
MOST_DAYS = 3


class Because(enum.StrEnum):
    """The main reason for a suggestion."""

    LOCKED = "locked"
    NEWCOMER = "newcomer"
    ONLY_ONES = "only ones"
    EXPERIENCED = "experienced"
    FEWEST_TURNS = "fewest turns"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Why somebody is picked, and what is said beside their name.

    `could` is how many could do it as far as they alone are concerned, where `wanted` are still wanted; of those
    `fewer` have had fewer turns, and `fewer_elsewhere` of these are picked for something else in the same proposal.
    """

    pick: Pick
    event_id: int
    because: Because
    history: History
    turns: int
    could: int
    wanted: int
    fewer: int
    fewer_elsewhere: int


class Lacks(enum.StrEnum):
    """What is missing in a gap."""

    PLACE = "place"
    EXPERIENCE = "experience"
    STANDBY = "standby"
    SHADOW = "shadow"


@dataclass(frozen=True, slots=True)
class OtherDay:
    """A day to which the event could move, and how many could do it then."""

    day: date
    could: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing in a role, how many people each reason stands in the way of, and what would change it.

    `if_trained` are those whom only their training keeps from it. Of members without experience, where an experienced
    one is missing, `inexperienced` could otherwise.
    """

    event_id: int
    role_id: int
    lacks: Lacks
    missing: int
    bars: Mapping[Bar, int]
    inexperienced: int
    if_trained: int
    other_days: tuple[OtherDay, ...]


def book_of(problem: Problem, picks: Iterable[Pick]) -> Book:
    """Return a book with these picks, which may be edited ones: the locked are in it already."""
    book, locked = Book(problem), {(pick.role_id, pick.person_id) for pick in problem.locked}
    for pick in picks:
        if (pick.role_id, pick.person_id) not in locked:
            book.pick(pick.person_id, pick.role_id)
    return book


def suggestions(problem: Problem, picks: Iterable[Pick]) -> list[Suggestion]:
    """Return why each of the picks is suggested, in their order."""
    kept = tuple(picks)
    book, locked = book_of(problem, kept), set(problem.locked)
    return [_suggestion(book, pick, is_locked=pick in locked) for pick in kept]


def _suggestion(book: Book, pick: Pick, *, is_locked: bool) -> Suggestion:
    person, openings = book.people[pick.person_id], book.openings[pick.role_id]
    fewer = [one for one in openings if book.people[one].turns < person.turns]
    return Suggestion(
        pick,
        book.event_of[pick.role_id],
        Because.LOCKED if is_locked else _because(book, pick, len(openings)),
        person.history,
        person.turns,
        len(openings),
        book.demands[pick.role_id].total,
        len(fewer),
        sum(bool(book.loads[one].events) for one in fewer),
    )


def _because(book: Book, pick: Pick, could: int) -> Because:
    if pick.part is Part.SHADOW:
        return Because.NEWCOMER
    if could <= book.demands[pick.role_id].total:
        return Because.ONLY_ONES
    if book.is_sole_experienced(pick.person_id, pick.role_id):
        return Because.EXPERIENCED
    return Because.FEWEST_TURNS


def gaps(problem: Problem, picks: Iterable[Pick], *, not_before: date) -> list[Gap]:
    """Return the gaps that the picks leave, event by event. No other day before `not_before` is named."""
    book = book_of(problem, picks)
    return [
        _gap(book, role, lacks, missing=missing, not_before=not_before)
        for event in book.events.values()
        for role, lacks, missing in _missing(book, event)
    ]


def _missing(book: Book, event: Event) -> Iterator[tuple[Role, Lacks, int]]:
    for role in event.roles:
        short = book.short(role.id)
        if short:
            yield role, Lacks.PLACE, short
        if (beyond := book.room(role.id) - short) > 0:
            yield role, Lacks.SHADOW if role.shadows else Lacks.STANDBY, beyond
    if book.lacks_experience(event) and (main := next((role for role in event.roles if role.minimum), None)):
        yield main, Lacks.EXPERIENCE, 1


def _gap(book: Book, role: Role, lacks: Lacks, *, missing: int, not_before: date) -> Gap:
    event, people = book.events[book.event_of[role.id]], list(book.people.values())
    asked = [person for person in people if person.is_experienced] if lacks is Lacks.EXPERIENCE else people
    bars = Counter(bar for person in asked if (bar := _bar(book, person, role)))
    others = [person for person in people if person not in asked] if len(asked) < len(people) else []
    return Gap(
        event.id,
        role.id,
        lacks,
        missing,
        dict(sorted(bars.items())),
        sum(book.bar(person.id, role.id) in (None, Bar.OTHER_PART) for person in others),
        sum(_could_if_trained(book, person, event, role=role) for person in asked),
        _other_days(book, role, [person for person in asked if role.id in person.role_ids], not_before=not_before),
    )


def _bar(book: Book, person: Person, role: Role) -> Bar | None:
    """Return what stands in the way. What keeps them from the event is said before what would have to be done first."""
    bar = book.bar(person.id, role.id)
    if bar in (None, Bar.NOT_ELIGIBLE, Bar.OTHER_PART):
        return bar
    return book.barred[person.id].get(book.event_of[role.id]) or bar


def _could_if_trained(book: Book, person: Person, event: Event, *, role: Role) -> bool:
    if role.id in person.role_ids or role.id in person.unready or event.id in book.barred[person.id]:
        return False
    clashing = book.times.clashing[event.id]
    is_in_it = event.id in book.loads[person.id].events
    could = not is_in_it and book.bar_at(person, book.times.when[event.id], clashing) is None
    return could and book.payroll.allows(person.id, book.payroll.dues.get(role.id))


@dataclass(frozen=True, slots=True)
class Slot:
    """A time to which an event could move: when it would be, the other events that clash with it, and what is due."""

    times: tuple[Time, ...]
    when: When
    clashing: frozenset[int]
    due: Due | None


def _slot(book: Book, event: Event, role: Role, *, shift: int) -> Slot:
    times = tuple(_moved(time, shift) for time in event.times)
    clashing = frozenset().union(*map(book.times.at_the_time_of, times)) - {event.id}
    due = book.payroll.dues.get(role.id)
    return Slot(times, when_of(times), clashing, due and due_at(times, due.pounds, pay_days=book.payroll.pay_days))


def _moved(time: Time, days: int) -> Time:
    """Return the time that many days later, at the same hour by UK clocks."""
    starts_at = (uk_wall(time.starts_at) + timedelta(days=days)).astimezone(UTC)
    return replace(time, starts_at=starts_at, ends_at=starts_at + (time.ends_at - time.starts_at))


def _other_days(book: Book, role: Role, people: Sequence[Person], *, not_before: date) -> tuple[OtherDay, ...]:
    """Return the weekdays near the event on which the most could do it, more than on its own day; the nearest first."""
    event = book.events[book.event_of[role.id]]
    first, own = uk_wall(event.starts_at).date(), _could(book, people, event, slot=_slot(book, event, role, shift=0))
    found = []
    for shift in sorted(range(-DAYS_EITHER_WAY, DAYS_EITHER_WAY + 1), key=abs):
        day = first + timedelta(days=shift)
        if shift and day >= not_before and day.weekday() < 5:
            found.append(OtherDay(day, _could(book, people, event, slot=_slot(book, event, role, shift=shift))))
    found.sort(key=lambda each: -each.could)
    return tuple(each for each in found[:MOST_DAYS] if each.could > own)


def _could(book: Book, people: Sequence[Person], event: Event, *, slot: Slot) -> int:
    """Count who could do the event at that time, beside all else that they are picked for."""
    return sum(_could_then(book, person, event, slot=slot) for person in people)


def _could_then(book: Book, person: Person, event: Event, *, slot: Slot) -> bool:
    is_limited = person.apart.get(event.id) is Apart.LIMIT and slot.times == event.times
    if is_limited or _stays_away(person, event) or _is_taken(person, slot, book.problem.travel):
        return False
    with book.without(person.id, event.id):
        could = book.bar_at(person, slot.when, slot.clashing) is None
        return could and book.payroll.allows(person.id, slot.due)


def _stays_away(person: Person, event: Event) -> bool:
    """Say whether they are not picked for the event on any day: a limit of their own is of its time alone."""
    return event.id in person.conflicts or person.apart.get(event.id) not in (None, Apart.LIMIT)


def _is_taken(person: Person, slot: Slot, travel: Travel) -> bool:
    return any(share_time(taken.time, time, travel) for taken in person.taken for time in slot.times)
