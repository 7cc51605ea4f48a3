"""A made-up year of interview panels, filled in two ways: first come, first served; and by proposals."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from coproduction.core.dates import uk_moment, uk_wall
from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.proposals.problem import Caps, Event, Person, Pick, Problem, Role, Taken, Time, Travel

FIRST_DAY = date(2027, 1, 4)
TRAVEL = Travel(otherwise=timedelta(minutes=45))
SITES = ("", "", "Nottingham", "Newark", "Worksop")
MOST_ROUNDS = 25  # of asking for one month's panels


@dataclass(frozen=True, slots=True)
class Year:
    """The panels in order of time, the members, how long each takes to answer, and who wants which panel."""

    problem: Problem
    days_to_answer: dict[int, float]
    wants: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many turns each member had, and what was not filled: places, events without experience, standbys."""

    turns: list[int]
    gaps: tuple[int, int, int]


def made_up_year(*, members: int, panels: int, seed: int) -> Year:
    """Return a year of panels of two and a standby, the same for the same seed."""
    chance = Random(seed)
    starts = sorted(_moment(chance) for _ in range(panels))
    events = tuple(_panel(number, start, chance) for number, start in enumerate(starts, start=1))
    people = tuple(_member(number, events, chance) for number in range(1, members + 1))
    keen = {person.id: chance.uniform(0.3, 0.9) for person in people}
    wants = frozenset(
        (person.id, event.id) for person in people for event in events if chance.random() < keen[person.id]
    )
    # Some read their email at once, and some once a week.
    days_to_answer = {person.id: chance.lognormvariate(0, 1.5) for person in people}
    return Year(Problem(events, people, travel=TRAVEL), days_to_answer, wants)


def _moment(chance: Random) -> datetime:
    day = FIRST_DAY + timedelta(days=chance.randrange(364))
    return uk_moment(day - timedelta(days=max(0, day.weekday() - 4)), time(chance.choice((9, 10, 13))))


def _panel(number: int, starts_at: datetime, chance: Random) -> Event:
    hours = timedelta(hours=chance.choice((2, 3, 6)))
    return Event(number, (Time(starts_at, starts_at + hours, chance.choice(SITES)),), (Role(number, 2, 1),))


def _member(number: int, events: tuple[Event, ...], chance: Random) -> Person:
    away = [uk_moment(FIRST_DAY + timedelta(days=chance.randrange(364)), time()) for _ in range(3)]
    return Person(
        number,
        frozenset(event.id for event in events),
        is_experienced=chance.random() < 0.3,
        caps=Caps(month=chance.choice((None, None, 1, 2, 3))),
        rest_days=chance.choice((0, 0, 1, 2)),
        taken=tuple(Taken(Time(start, start + timedelta(days=14))) for start in away),
        conflicts=frozenset(event.id for event in events if chance.random() < 0.01),
    )


def first_come(year: Year, *, seed: int) -> Outcome:
    """Fill panel after panel with the first who say yes. The last place is kept for somebody experienced."""
    chance, book = Random(seed), Book(year.problem)
    for event in sorted(book.events.values(), key=lambda each: (each.starts_at, each.id)):
        wanting = [one for one in book.people if (one, event.id) in year.wants]
        answers = {one: year.days_to_answer[one] * chance.expovariate(1) for one in wanting}
        in_order = sorted(wanting, key=lambda one: (answers[one], one))
        for person_id in in_order * 2:  # who could not have the last place may still be standby
            if book.room(event.id) and book.bar(person_id, event.id) is None and _may_have(book, person_id, event):
                book.pick(person_id, event.id)
    return _outcome(book)


def _may_have(book: Book, person_id: int, event: Event) -> bool:
    """Say whether there is a place for them, or only the last one left for somebody experienced."""
    is_last = len(book.picked[event.id]) == event.roles[0].minimum - 1
    return book.people[person_id].is_experienced or not (is_last and book.lacks_experience(event))


@dataclass(slots=True)
class Months:
    """A year under way: who has said yes, and who has said no to what."""

    yes: list[Pick] = field(default_factory=list)
    no: set[tuple[int, int]] = field(default_factory=set)


def by_proposals(year: Year) -> Outcome:
    """Fill month after month by proposals: ask those proposed, lock who says yes, and propose again for who says no."""
    so_far = Months()
    for month in sorted({_month(event) for event in year.problem.events}):
        events = tuple(event for event in year.problem.events if _month(event) == month)
        locked: tuple[Pick, ...] = ()
        for _ in range(MOST_ROUNDS):
            asked = set(propose(_month_of(year, events, so_far, locked=locked)).picks) - set(locked)
            locked += tuple(sorted(pick for pick in asked if (pick.person_id, pick.role_id) in year.wants))
            so_far.no.update((pick.person_id, pick.role_id) for pick in asked if pick not in locked)
            if not asked:
                break
        so_far.yes.extend(locked)
    book = Book(year.problem)
    for pick in so_far.yes:
        book.pick(pick.person_id, pick.role_id)
    return _outcome(book)


def _month(event: Event) -> int:
    return uk_wall(event.starts_at).month


def _month_of(year: Year, events: tuple[Event, ...], so_far: Months, *, locked: tuple[Pick, ...]) -> Problem:
    turns = Counter(pick.person_id for pick in so_far.yes)
    times = {event.id: event.times[0] for event in year.problem.events}
    taken: dict[int, list[Taken]] = {person.id: [] for person in year.problem.people}
    for pick in so_far.yes:
        taken[pick.person_id].append(Taken(times[pick.role_id], is_turn=True))
    people = tuple(
        replace(
            person,
            role_ids=frozenset(event.id for event in events if (person.id, event.id) not in so_far.no),
            turns=turns[person.id],
            taken=(*person.taken, *taken[person.id]),
        )
        for person in year.problem.people
    )
    return Problem(events, people, locked, TRAVEL)


def _outcome(book: Book) -> Outcome:
    unfilled = sum(map(book.short, book.demands))
    return Outcome(
        sorted((load.turns for load in book.loads.values()), reverse=True),
        (
            unfilled,
            sum(map(book.lacks_experience, book.events.values())),
            sum(map(book.room, book.demands)) - unfilled,
        ),
    )
