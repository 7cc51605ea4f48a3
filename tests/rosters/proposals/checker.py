"""Looks for broken rules in a proposal. Written from the rules alone: it shares no code with the engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import combinations
from zoneinfo import ZoneInfo

from coproduction.core.bank_holidays import bank_holidays
from coproduction.rosters.proposals.problem import Event, Part, Person, Pick, Problem, Role, Time
from coproduction.rosters.proposals.proposal import Aim, Proposal

UK = ZoneInfo("Europe/London")


def broken_rules(problem: Problem, proposal: Proposal) -> list[str]:
    """Return every rule that the proposal breaks, in words. What is between locked picks alone is no fault of it."""
    return list(_Check(problem, proposal).all())


class _Check:
    def __init__(self, problem: Problem, proposal: Proposal) -> None:
        self.problem, self.proposal, self.picks = problem, proposal, list(proposal.picks)
        self.locked = set(problem.locked)
        self.role = {role.id: role for event in problem.events for role in event.roles}
        self.event = {role.id: event for event in problem.events for role in event.roles}
        self.person = {person.id: person for person in problem.people}

    def all(self) -> Iterator[str]:
        for pick in sorted(self.locked - set(self.picks)):
            yield f"{pick} was locked and has gone"
        for pick, times in Counter(self.picks).items():
            if times > 1:
                yield f"{pick} is there {times} times"
        for pick in self.picks:
            if pick not in self.locked:
                yield from self._alone(pick)
        for person in self.problem.people:
            own = [pick for pick in self.picks if pick.person_id == person.id]
            yield from self._together(person, own)
            yield from self._caps(person, own)
            yield from self._pay(person, own)
        for role in self.role.values():
            yield from self._numbers(role)
        yield from self._measures()

    def _alone(self, pick: Pick) -> Iterator[str]:
        person, event = self.person[pick.person_id], self.event[pick.role_id]
        if pick.role_id not in person.role_ids:
            yield f"{pick}: not eligible"
        if event.id in person.conflicts:
            yield f"{pick}: conflict"
        if event.id in person.apart:
            yield f"{pick}: {person.apart[event.id]}"
        for taken in person.taken:
            if any(self._overlap(taken.time, time) for time in event.times):
                yield f"{pick}: has something else then"
            if taken.is_turn and _too_near(days([taken.time, *taken.beside]), days(event.times), person.rest_days):
                yield f"{pick}: no rest after a turn taken already"

    def _together(self, person: Person, own: list[Pick]) -> Iterator[str]:
        for one, other in combinations(own, 2):
            if one in self.locked and other in self.locked:
                continue
            event, another = self.event[one.role_id], self.event[other.role_id]
            if event.id == another.id:
                yield f"{one} and {other}: two parts in one event"
                continue
            if any(self._overlap(time, later) for time in event.times for later in another.times):
                yield f"{one} and {other}: at the same time"
            if _too_near(days(event.times), days(another.times), person.rest_days):
                yield f"{one} and {other}: no rest between"

    def _caps(self, person: Person, own: list[Pick]) -> Iterator[str]:
        new = [self.event[pick.role_id] for pick in own if pick not in self.locked]
        times = [event.times for pick in own for event in [self.event[pick.role_id]]]
        times += [(taken.time, *taken.beside) for taken in person.taken if taken.is_turn]
        for cap, of in ((person.caps.week, _weeks), (person.caps.month, _months)):
            counts = Counter(key for each in times for key in of(each))
            for key in {key for event in new for key in of(event.times)}:
                if cap is not None and counts[key] > cap:
                    yield f"{person.id} has {counts[key]} in {key}, and wants {cap}"
        if new and person.caps.run is not None and len(own) > person.caps.run:
            yield f"{person.id} has {len(own)} in all, and wants {person.caps.run}"

    def _pay(self, person: Person, own: list[Pick]) -> Iterator[str]:
        """Return where somebody would be paid more than they wish, if who stands by stepped in."""
        new = [self.event[pick.role_id] for pick in own if pick not in self.locked and self._is_paid(pick)]
        locked = [self.event[pick.role_id] for pick in own if pick in self.locked and self._is_paid(pick)]
        fees = [(fee.day, fee.pounds) for fee in person.pay.fees]
        fees += [(min(days(event.times)), event.fee) for event in new]
        fees += [(min(days(event.times)), person.pay.agreed.get(event.id, event.fee)) for event in locked]
        for cap, of in ((person.pay.week, _week), (person.pay.month, _month)):
            for when in (lambda day: day, self._paid_on):
                totals: Counter[tuple[int, int]] = Counter()
                for day, pounds in fees:
                    totals[of(when(day))] += pounds
                for key in {of(when(min(days(event.times)))) for event in new}:
                    if cap is not None and totals[key] > cap:
                        yield f"{person.id} is paid {totals[key]} in {key}, and wishes {cap}"

    def _is_paid(self, pick: Pick) -> bool:
        return pick.part is not Part.SHADOW and self.event[pick.role_id].fee > 0

    def _paid_on(self, day: date) -> date:
        for _ in range(self.problem.pay_days):
            day += timedelta(days=1)
            while day.weekday() > 4 or day in bank_holidays():
                day += timedelta(days=1)
        return day

    def _numbers(self, role: Role) -> Iterator[str]:
        own = [pick for pick in self.picks if pick.role_id == role.id]
        for part, most in ((Part.PLACE, role.minimum), (Part.STANDBY, role.standbys), (Part.SHADOW, role.shadows)):
            locked = sum(pick.part is part for pick in self.locked if pick.role_id == role.id)
            if sum(pick.part is part for pick in own) > max(most, locked):
                yield f"role {role.id} has too many as {part}"

    def _measures(self) -> Iterator[str]:
        """Return what the proposal says of itself and is not so."""
        said = {measure.aim: measure.value for measure in self.proposal.measures}
        if said != (true := self._values()):
            yield f"it says {said}, and is {true}"
        for measure in self.proposal.measures:
            if measure.best_possible > measure.value:
                yield f"it does better than the best possible: {measure}"

    def _values(self) -> dict[Aim, int]:
        parts = Counter((pick.role_id, pick.part) for pick in self.picks)
        turns = Counter(pick.person_id for pick in self.picks)
        roles = self.role.values()
        return {
            Aim.UNFILLED: sum(max(0, role.minimum - parts[role.id, Part.PLACE]) for role in roles),
            Aim.INEXPERIENCED: sum(self._lacks_experience(event) for event in self.problem.events),
            Aim.BEYOND: sum(
                max(0, role.standbys - parts[role.id, Part.STANDBY])
                + max(0, role.shadows - parts[role.id, Part.SHADOW])
                for role in roles
            ),
            Aim.UNEVEN: sum((person.turns + turns[person.id]) ** 2 for person in self.problem.people),
        }

    def _lacks_experience(self, event: Event) -> bool:
        return event.needs_experienced and not any(
            self.person[pick.person_id].is_experienced
            for pick in self.picks
            if pick.part is Part.PLACE and self.event[pick.role_id].id == event.id
        )

    def _overlap(self, one: Time, other: Time) -> bool:
        first, second = sorted((one, other), key=lambda time: (time.starts_at, time.ends_at))
        return second.starts_at < first.ends_at + self._way(first, second)

    def _way(self, one: Time, other: Time) -> timedelta:
        is_listed = one.venue_id is not None
        if "" in (one.site, other.site) or one.site == other.site or (is_listed and one.venue_id == other.venue_id):
            return timedelta()
        first, second = sorted((one.site, other.site))
        return self.problem.travel.between.get((first, second), self.problem.travel.otherwise)


def days(times) -> set[date]:
    """Return the UK days on which there is any of the time."""
    return _days(tuple(times))


@lru_cache
def _days(times) -> set[date]:
    found = set()
    for time in times:
        moment: datetime = time.starts_at
        while moment < time.ends_at:
            found.add(moment.astimezone(UK).date())
            moment += timedelta(minutes=30)
    return found


def _too_near(one: set[date], other: set[date], rest_days: int) -> bool:
    return rest_days > 0 and min(abs((a - b).days) for a in one for b in other) <= rest_days


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _weeks(times) -> set[tuple[int, int]]:
    return set(map(_week, days(times)))


def _months(times) -> set[tuple[int, int]]:
    return set(map(_month, days(times)))
