"""Panels and people made up by chance, the same for the same seed: to measure proposals, and to try them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from coproduction.core.dates import uk_moment, uk_wall
from coproduction.rosters.proposals.problem import (
    Apart,
    Caps,
    Event,
    Fee,
    History,
    Part,
    Pay,
    Person,
    Pick,
    Problem,
    Role,
    Taken,
    Time,
    Travel,
)

FIRST_DAY = date(2027, 1, 4)
SITES = ("", "Newark", "Nottingham", "Worksop")
TRAVEL = Travel({("Newark", "Worksop"): timedelta(minutes=60)}, timedelta(minutes=45))
PAY_DAYS = 20


@dataclass(frozen=True, slots=True)
class Size:
    """How many of what there are."""

    panels: int
    people: int
    days: int
    experienced: float = 0.3
    trained: float = 0.6
    shadowed: float = 0.0
    locked: int = 0
    chaired: float = 0.0


def made_up(size: Size, chance: Random) -> Problem:
    """Return a problem of that size: away dates, places taken, fees, caps, rest days, conflicts, and uneven history."""
    events = tuple(_event(number, size, chance) for number in range(1, size.panels + 1))
    people = tuple(_person(number, events, size, chance=chance) for number in range(1, size.people + 1))
    locked = _locked(events, people, size, chance=chance)
    return Problem(events, tuple(_agreed(person, locked, chance) for person in people), locked, TRAVEL, PAY_DAYS)


def _moment(days: int, chance: Random) -> datetime:
    day = FIRST_DAY + timedelta(days=chance.randrange(days))
    day -= timedelta(days=max(0, day.weekday() - 4))
    return uk_moment(day, time(chance.choice((9, 10, 13, 14))))


def _time(days: int, chance: Random) -> Time:
    starts_at = _moment(days, chance)
    return Time(starts_at, starts_at + timedelta(hours=chance.choice((2, 3, 6))), chance.choice(SITES))


def _event(number: int, size: Size, chance: Random) -> Event:
    times = [_time(size.days, chance)]
    if chance.random() < 0.2:  # a pre-meet the day before
        first = times[0].starts_at - timedelta(days=1)
        times.insert(0, Time(first, first + timedelta(hours=1)))
    roles = [Role(number * 10, minimum=2, standbys=1)]
    if chance.random() < size.shadowed:
        roles.append(Role(number * 10 + 1, shadows=1))
    if size.chaired and chance.random() < size.chaired:
        roles.insert(0, Role(number * 10 + 2, minimum=1, standbys=chance.choice((0, 1))))
    fee = chance.choice((0, 40)) if chance.random() < 0.1 else sum(map(_fee, times))
    return Event(number, tuple(times), tuple(roles), needs_experienced=chance.random() < 0.8, fee=fee)


def _fee(time: Time) -> int:
    return 75 if time.ends_at - time.starts_at <= timedelta(hours=4) else 150


def _person(number: int, events: tuple[Event, ...], size: Size, *, chance: Random) -> Person:
    is_trained = chance.random() < size.trained
    role_ids = {
        role.id
        for event in events
        for role in event.roles
        if role.minimum != 1 and is_trained == (not role.shadows) and chance.random() < 0.9
    }
    if size.chaired:
        role_ids |= _more_roles(events, chance)
    turns = chance.choice((0, 0, 1, 1, 2, 3, 5))
    taken = tuple(_taken(size, chance))
    conflicts, apart = _kept_from(events, chance)
    return Person(
        number,
        frozenset(role_ids),
        is_experienced=is_trained and chance.random() < size.experienced,
        turns=turns,
        caps=_caps(chance),
        pay=_pay(taken, size, chance),
        rest_days=chance.choice((0, 0, 1, 2, 7)),
        taken=taken,
        conflicts=conflicts,
        apart=apart,
        history=History(FIRST_DAY - timedelta(days=chance.randrange(300)) if turns else None, turns + 1, turns),
    )


def _kept_from(events: tuple[Event, ...], chance: Random) -> tuple[frozenset[int], dict[int, Apart]]:
    """Return the events that somebody is not picked for: by a conflict, or for another reason."""
    drawn = {event.id: found for event in events if (found := chance.random()) < 0.01}
    apart = {event_id: list(Apart)[event_id % len(Apart)] for event_id, found in drawn.items() if found < 0.005}
    return frozenset(drawn.keys() - apart.keys()), apart


def _more_roles(events: tuple[Event, ...], chance: Random) -> set[int]:
    """Return parts that somebody could have beside what they are trained for: to chair, or to watch."""
    return {
        role.id
        for event in events
        for role in event.roles
        if chance.random() < (0.3 if role.shadows else 0.5 if role.minimum == 1 else 0.0)
    }


def _caps(chance: Random) -> Caps:
    return Caps(chance.choice((None, 1, 2)), chance.choice((None, 1, 2, 3)), chance.choice((None, 2, 3, 5)))


def _pay(taken: tuple[Taken, ...], size: Size, chance: Random) -> Pay:
    """Return what one in three wishes to be paid at most, with what they are paid for turns then and for others."""
    if chance.random() > 1 / 3:
        return Pay()
    week, month = chance.choice(((75, None), (200, None), (150, 300), (None, 150), (None, 400)))
    fees = [Fee(_fee(each.time), uk_wall(each.time.starts_at).date()) for each in taken if each.is_turn]
    if chance.random() < 0.5:  # one for which the money comes later
        fees.append(Fee(75, FIRST_DAY + timedelta(days=chance.randrange(-30, size.days))))
    return Pay(week, month, tuple(fees))


def _agreed(person: Person, locked: tuple[Pick, ...], chance: Random) -> Person:
    """Return the person with what they have agreed to be paid where they stand: some wish for less, or nothing."""
    own = [pick.role_id // 10 for pick in locked if pick.person_id == person.id]
    agreed = {event_id: chance.choice((0, 50)) for event_id in own if chance.random() < 0.4}
    return replace(person, pay=replace(person.pay, agreed=agreed))


def _taken(size: Size, chance: Random) -> list[Taken]:
    found = [Taken(_time(size.days, chance), is_turn=chance.random() < 0.5) for _ in range(chance.randrange(3))]
    if chance.random() < 0.4:
        away = datetime.combine(FIRST_DAY + timedelta(days=chance.randrange(size.days)), time(), tzinfo=UTC)
        found.append(Taken(Time(away, away + timedelta(days=chance.choice((2, 7, 14))))))
    return found


def _locked(events: tuple[Event, ...], people: tuple[Person, ...], size: Size, *, chance: Random) -> tuple[Pick, ...]:
    picks: set[tuple[int, int]] = set()
    for _ in range(size.locked):
        event, person = chance.choice(events), chance.choice(people)
        if not person.is_kept_from(event.id) and all(event.id != locked for locked, _ in picks):
            picks.add((event.id, person.id))
    return tuple(Pick(event_id * 10, person_id, Part.PLACE) for event_id, person_id in sorted(picks))
