"""Members by the hundred or the ten thousand, made up by chance: the same seed makes the same people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from coproduction.demo.names import FIRST_NAMES, LAST_NAMES, NEEDS, TOWNS
from coproduction.demo.people import Coordinator
from coproduction.demo.plans import (
    CO_TRAINER,
    EQUALITY,
    INTERVIEW_SKILLS,
    LEAD_TRAINER,
    Away,
    Holding,
    Needed,
    Person,
)
from coproduction.members.models import Interest, MemberState
from coproduction.notifications.models import Channel

NAMED = tuple(TOWNS)
IN_A_GROUP = 100
FOR_A_COORDINATOR = 500
STATES = (MemberState.ACTIVE, MemberState.PAUSED, MemberState.LEFT)
CHANNELS = (Channel.EMAIL, Channel.PHONE, Channel.LETTER)
LIKED: Mapping[Interest, float] = {
    Interest.MEETINGS: 0.9,
    Interest.TRAINING: 0.35,
    Interest.PANELS: 0.4,
    Interest.NATIONAL: 0.1,
}
HELD: Mapping[str, float] = {INTERVIEW_SKILLS: 0.25, EQUALITY: 0.3, CO_TRAINER: 0.15, LEAD_TRAINER: 0.05}
TWO_YEARS = 730


@dataclass(frozen=True, slots=True)
class Candidate:
    """What it takes to know whether a member could have a part in an event. Days are days, first and last included."""

    member_id: int
    group: int
    is_active: bool
    joined_on: date
    held: Mapping[str, tuple[date, date]]
    away: tuple[tuple[date, date], ...]

    def could_come(self, day: date, *, requires: str | None, is_past: bool) -> bool:
        """Say whether the member had joined and held what is required; for what is to come, is active and not away."""
        if self.joined_on >= day - timedelta(days=30):
            return False
        if requires is not None:
            first, last = self.held.get(requires, (date.max, date.min))
            if not first <= day <= last:
                return False
        return is_past or (self.is_active and not any(first <= day <= last for first, last in self.away))


def local_group(number: int) -> str:
    """Return the name of a local group, from 0: 'Arnold', and 'Arnold 2' when the towns begin again."""
    again, town = divmod(number, len(TOWNS))
    return f"{NAMED[town]} {again + 1}" if again else NAMED[town]


def outcode(number: int) -> str:
    """Return the first half of the postcode of a local group, from 0."""
    return TOWNS[NAMED[number % len(TOWNS)]]


def coordinators(chance: Random, members: int) -> Iterator[Coordinator]:
    """Yield as many more coordinators as so many members need."""
    for number in range(members // FOR_A_COORDINATOR):
        first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
        yield Coordinator(f"{first} {last}", _email(first, last, number=number, domain="staff.example.org"))


def people(chance: Random, number: int, *, longest: int) -> Iterator[Person]:
    """Yield so many members, by local group, who joined at most `longest` days ago."""
    for index in range(number):
        yield _person(chance, index, longest=longest)


def candidate(person: Person, member_id: int, *, index: int, today: date) -> Candidate:
    """Return what the events must know of a member."""
    return Candidate(
        member_id=member_id,
        group=index // IN_A_GROUP,
        is_active=person.state is MemberState.ACTIVE,
        joined_on=today - timedelta(days=person.joined_days_ago),
        held={holding.name: _days(holding, today) for holding in person.holds},
        away=tuple(
            (today + timedelta(days=away.in_days), today + timedelta(days=away.in_days + away.days - 1))
            for away in person.away
        ),
    )


def _person(chance: Random, index: int, *, longest: int) -> Person:
    first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
    number = index // IN_A_GROUP
    group = local_group(number)
    channel = chance.choices(CHANNELS, (80, 15, 5))[0]
    joined_days_ago = chance.randint(20, longest)
    return Person(
        name=f"{first} {last}",
        known_as=first,
        area=outcode(number),
        channel=channel,
        email=_email(first, last, number=index, domain="example.org") if channel is Channel.EMAIL else None,
        phone=None if channel is Channel.LETTER else f"07700 900{index % 1000:03}",
        address=f"{index % 90 + 1} Example Street, {group}" if channel is Channel.LETTER else None,
        state=chance.choices(STATES, (90, 6, 4))[0],
        joined_days_ago=joined_days_ago,
        interests=tuple(interest for interest, share in LIKED.items() if chance.random() < share),
        needs=tuple(Needed(*need) for need in chance.sample(NEEDS, chance.choice((0, 0, 1, 1, 2)))),
        holds=tuple(_holdings(chance, joined_days_ago)),
        away=(Away(chance.randint(-30, 300), chance.randint(3, 28)),) if chance.random() < 0.1 else (),
    )


def _holdings(chance: Random, joined_days_ago: int) -> Iterator[Holding]:
    for name, share in HELD.items():
        if chance.random() < share:
            runs_out = name in (INTERVIEW_SKILLS, EQUALITY) and chance.random() < 0.2
            yield Holding(name, max(0, joined_days_ago - chance.randint(0, 200)), TWO_YEARS if runs_out else None)


def _days(holding: Holding, today: date) -> tuple[date, date]:
    first = today - timedelta(days=holding.days_ago)
    return first, date.max if holding.lasts is None else first + timedelta(days=holding.lasts)


def _email(first: str, last: str, *, number: int, domain: str) -> str:
    return f"{first}.{last}.{number}@{domain}".lower()
