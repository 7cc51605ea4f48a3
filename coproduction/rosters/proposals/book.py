"""Who is picked for what so far, what is still to fill, and what stands in the way of one pick more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager

from coproduction.rosters.proposals.bars import Bar, bar_of_picks, bars_before
from coproduction.rosters.proposals.demands import demands_of
from coproduction.rosters.proposals.loads import load_of
from coproduction.rosters.proposals.pay import Due, Payroll
from coproduction.rosters.proposals.problem import Event, Part, Person, Pick, Problem, Unready
from coproduction.rosters.proposals.timetable import Timetable, When


class Book:
    """The picks so far, the locked ones among them, and who could still be added without breaking a rule."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.times = Timetable(problem)
        self.events: Mapping[int, Event] = {event.id: event for event in sorted(problem.events, key=lambda e: e.id)}
        self.people: Mapping[int, Person] = {one.id: one for one in sorted(problem.people, key=lambda p: p.id)}
        self.event_of = {role.id: event.id for event in self.events.values() for role in event.roles}
        self.demands = demands_of(self.events.values(), problem.locked)
        self.loads = {person.id: load_of(person) for person in self.people.values()}
        self.payroll = Payroll(problem)
        self.picked: dict[int, set[int]] = {role_id: set() for role_id in self.demands}
        self.new_roles: dict[int, set[int]] = {person_id: set() for person_id in self.people}
        self.fewest_turns = min((load.turns for load in self.loads.values()), default=0)
        # What stands in the way, by person and event. Nobody's picks change what somebody else could do.
        self._known: dict[int, dict[int, Bar | None]] = {person_id: {} for person_id in self.people}
        self._held_experience = self._lock()
        self.barred: Mapping[int, Mapping[int, Bar]] = {
            one.id: bars_before(one, self.loads[one.id], self.times) for one in self.people.values()
        }
        self.openings: Mapping[int, tuple[int, ...]] = self._openings()

    def bar(self, person_id: int, role_id: int) -> Bar | None:
        """Return what stands in the way of this pick beside all that is picked so far, or None."""
        person = self.people[person_id]
        if role_id not in person.role_ids:
            return Bar(person.unready[role_id]) if role_id in person.unready else Bar.NOT_ELIGIBLE
        return self._bar_in(self.event_of[role_id], person) or self._bar_of_pay(person_id, role_id)

    def could_if_asked(self, person_id: int, role_id: int) -> bool:
        """Say whether nothing stands in the way of this pick but that somebody talks with them first."""
        person = self.people[person_id]
        if self._bar_in(self.event_of[role_id], person):
            return False
        if role_id in person.role_ids:
            return self._bar_of_pay(person_id, role_id) is not None
        return person.unready.get(role_id) is Unready.ASK_FIRST

    def _bar_of_pay(self, person_id: int, role_id: int) -> Bar | None:
        """Nobody is told which wish it is: to be asked first, or to be paid no more."""
        payroll = self.payroll
        return None if payroll.allows(person_id, payroll.dues.get(role_id)) else Bar.ASK_FIRST

    def _bar_in(self, event_id: int, person: Person) -> Bar | None:
        known = self._known[person.id]
        if event_id not in known:
            known[event_id] = self.barred[person.id].get(event_id) or self._bar_of_picks(person, event_id)
        return known[event_id]

    def could_change(self, person_id: int, role_id: int, new_role_id: int) -> bool:
        """Say whether somebody could take a role if they left one that they are picked for."""
        known = self._known[person_id]
        self.drop(person_id, role_id)
        could = self.bar(person_id, new_role_id) is None
        self.pick(person_id, role_id)
        self._known[person_id] = known
        return could

    def bar_at(self, person: Person, when: When, clashing: AbstractSet[int]) -> Bar | None:
        """Return what the picks so far put in the way of something at that time, which clashes with these events."""
        return bar_of_picks(person, self.loads[person.id], when, clashing=clashing)

    def _bar_of_picks(self, person: Person, event_id: int) -> Bar | None:
        if event_id in self.loads[person.id].events:
            return Bar.OTHER_PART
        return self.bar_at(person, self.times.when[event_id], self.times.clashing[event_id])

    @contextmanager
    def without(self, person_id: int, event_id: int) -> Iterator[None]:
        """Look for a moment at a person as if they were not in the event."""
        is_in_it = event_id in self.loads[person_id].events
        due = self._leave(person_id, event_id) if is_in_it else None
        yield
        if is_in_it:
            self._join(person_id, event_id, due)

    def pick(self, person_id: int, role_id: int) -> None:
        """Add a pick."""
        self.picked[role_id].add(person_id)
        self.new_roles[person_id].add(role_id)
        self._join(person_id, self.event_of[role_id], self._due(person_id, role_id))

    def drop(self, person_id: int, role_id: int) -> None:
        """Take a pick away."""
        self.picked[role_id].remove(person_id)
        self.new_roles[person_id].remove(role_id)
        self._leave(person_id, self.event_of[role_id])

    @property
    def squares(self) -> int:
        """Return the sum of the squares of turns: the smaller, the more even they are."""
        return sum(load.turns**2 for load in self.loads.values())

    def new_picks(self) -> set[tuple[int, int]]:
        """Return the new picks, as role and person."""
        return {(role_id, person_id) for role_id, picked in self.picked.items() for person_id in picked}

    def change(self, picks: AbstractSet[tuple[int, int]]) -> None:
        """Have these new picks in place of all others, as role and person."""
        before = self.new_picks()
        for role_id, person_id in before - picks:
            self.drop(person_id, role_id)
        for role_id, person_id in picks - before:
            self.pick(person_id, role_id)

    def short(self, role_id: int) -> int:
        """Return how many places of the minimum are not filled."""
        return max(0, self.demands[role_id].places - len(self.picked[role_id]))

    def room(self, role_id: int) -> int:
        """Return how many more are wanted, standbys and shadows with them."""
        return self.demands[role_id].total - len(self.picked[role_id])

    def wants_experienced(self, event: Event) -> bool:
        """Say whether the event needs one experienced member and no locked place is held by one."""
        return event.needs_experienced and event.id not in self._held_experience

    def lacks_experience(self, event: Event) -> bool:
        """Say whether the event needs one experienced member and nobody who has a place is."""
        return self.wants_experienced(event) and not self.experienced_in(event)

    def experienced_in(self, event: Event) -> list[tuple[int, int]]:
        """Return the new picks, as role and person, that count as the event's experienced members."""
        return [
            (role.id, person_id)
            for role in event.roles
            for person_id in sorted(self.picked[role.id])
            if self.counts_as_experienced(person_id, role.id)
        ]

    def counts_as_experienced(self, person_id: int, role_id: int) -> bool:
        """Say whether somebody in the role would be an experienced member of its event: nobody who watches is."""
        return self.demands[role_id].places > 0 and self.people[person_id].is_experienced

    def are_together(self, role_id: int, other_id: int) -> bool:
        """Say whether two roles are of one event."""
        return self.event_of[role_id] == self.event_of[other_id]

    def is_sole_experienced(self, person_id: int, role_id: int) -> bool:
        """Say whether without this pick the event would have no experienced member, and needs one."""
        event = self.events[self.event_of[role_id]]
        return self.wants_experienced(event) and self.experienced_in(event) == [(role_id, person_id)]

    def picks(self) -> tuple[Pick, ...]:
        """Return all picks in order: the locked ones, and the new ones with their part, the experienced in places."""
        new = (pick for role_id in self.picked for pick in self._parts(role_id))
        return tuple(sorted((*self.problem.locked, *new)))

    def by_turns(self, person_ids: Iterable[int]) -> list[int]:
        """Return the people in the order of turns: fewest first, then the longest ago, then who joined first."""
        return sorted(person_ids, key=self.turn_order)

    def turn_order(self, person_id: int) -> tuple[int, int, int]:
        """Return what people are put in order by."""
        last = self.people[person_id].history.last_turn
        return self.loads[person_id].turns, last.toordinal() if last else 0, person_id

    def _due(self, person_id: int, role_id: int) -> Due | None:
        return self.payroll.due(self.people[person_id], role_id, self.event_of[role_id])

    def _join(self, person_id: int, event_id: int, due: Due | None) -> None:
        load = self.loads[person_id]
        self._known[person_id] = {}
        load.turns += 1
        load.events[event_id] = due
        load.count(self.times.when[event_id], 1)
        if due:
            self.payroll.ledgers[person_id].count(due, 1)

    def _leave(self, person_id: int, event_id: int) -> Due | None:
        """Count an event no longer, and return what was due for it."""
        load = self.loads[person_id]
        self._known[person_id] = {}
        load.turns -= 1
        due = load.events.pop(event_id)
        load.count(self.times.when[event_id], -1)
        if due:
            self.payroll.ledgers[person_id].count(due, -1)
        return due

    def _parts(self, role_id: int) -> list[Pick]:
        demand = self.demands[role_id]
        beyond = Part.SHADOW if demand.role.shadows else Part.STANDBY
        in_order = sorted(
            self.picked[role_id], key=lambda one: (not self.people[one].is_experienced, *self.turn_order(one))
        )
        return [
            Pick(role_id, person_id, Part.PLACE if number < demand.places else beyond)
            for number, person_id in enumerate(in_order)
        ]

    def _lock(self) -> set[int]:
        """Count the locked picks, and return the events that have an experienced member by them."""
        held: set[int] = set()
        for pick in self.problem.locked:
            if pick.role_id in self.event_of and pick.person_id in self.people:
                event_id = self.event_of[pick.role_id]
                self._join(pick.person_id, event_id, self._due(pick.person_id, pick.role_id))
                if pick.part is Part.PLACE and self.people[pick.person_id].is_experienced:
                    held.add(event_id)
        return held

    def _openings(self) -> Mapping[int, tuple[int, ...]]:
        found: defaultdict[int, list[int]] = defaultdict(list)
        for person in self.people.values():
            barred = self.barred[person.id]
            for role_id in person.role_ids:
                if role_id not in self.event_of or self.event_of[role_id] in barred:
                    continue
                if not self._bar_of_pay(person.id, role_id):
                    found[role_id].append(person.id)
        return {role_id: tuple(found[role_id]) for role_id in self.demands}
