"""What a coordinator has said of a proposal: whom it must keep, and whom it must leave out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coproduction.rosters.proposals import problem as plain
from coproduction.rosters.queries.parts import Choice, Parts
from coproduction.schedule.models import EventRole


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a coordinator has said of a proposal: whom it must keep, and whom it must leave out of an event.

    Of those who are kept some were put in `by_name`, with what they set aside for it in words: whatever stood in the
    way, these are kept. What the worker has `made` of events that they have not touched is kept too, but they have not
    said so.
    """

    kept: Sequence[Choice] = ()
    left_out: Sequence[Choice] = ()
    by_name: Mapping[Choice, Sequence[str]] = field(default_factory=dict)
    made: Sequence[Choice] = ()

    @property
    def in_order(self) -> Iterator[Choice]:
        """Return all who are kept, those first whom the coordinator put in by name."""
        yield from self.by_name
        yield from (choice for choice in self.kept if choice not in self.by_name)
        yield from self.made


def left_out_by(wishes: Wishes, roles: Sequence[EventRole]) -> Mapping[int, set[int]]:
    """Return the events that each member is to be left out of."""
    event_of = {role.id: role.event_id for role in roles}
    found: defaultdict[int, set[int]] = defaultdict(set)
    for choice in wishes.left_out:
        if choice.role_id in event_of:
            found[choice.member_id].add(event_of[choice.role_id])
    return found


def kept_by(wishes: Wishes, problem: plain.Problem, *, parts: Parts) -> list[plain.Pick]:
    """Return the picks to keep that still can be: the member could do it, was not left out, and there is room.

    Of who was put in by name only whether there is room is asked: the rest was set aside.
    """
    event_of = {role.id: event for event in problem.events for role in event.roles}
    people = {person.id: person for person in problem.people}
    busy = {(event_of[pick.role_id].id, pick.person_id) for pick in problem.locked}
    room = Counter(parts.wanted)
    room.subtract((pick.role_id, pick.part) for pick in problem.locked)
    found = []
    for choice in wishes.in_order:
        pick = parts.find_pick(choice)
        if pick is None or pick.person_id not in people or room[pick.role_id, pick.part] <= 0:
            continue
        person, event = people[pick.person_id], event_of[pick.role_id]
        if (event.id, person.id) in busy:
            continue
        if choice in wishes.by_name or (pick.role_id in person.role_ids and _still_could(person, event, problem)):
            busy.add((event.id, person.id))
            room[pick.role_id, pick.part] -= 1
            found.append(pick)
    return found


def _still_could(person: plain.Person, event: plain.Event, problem: plain.Problem) -> bool:
    is_taken = any(plain.share_time(taken.time, time, problem.travel) for taken in person.taken for time in event.times)
    return not person.is_kept_from(event.id) and not is_taken
