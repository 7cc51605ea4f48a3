"""What is still to fill in each role."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coproduction.rosters.proposals.problem import Event, Part, Pick, Role


@dataclass(frozen=True, slots=True)
class Demand:
    """What is still to fill in one role, when the locked picks are counted."""

    role: Role
    event: Event
    places: int
    beyond: int

    @property
    def total(self) -> int:
        """Return how many are wanted."""
        return self.places + self.beyond


def demands_of(events: Iterable[Event], locked: Iterable[Pick]) -> Mapping[int, Demand]:
    """Return what is still to fill in the roles of these events, by role."""
    return {demand.role.id: demand for demand in _demands(events, locked)}


def _demands(events: Iterable[Event], picks: Iterable[Pick]) -> Iterator[Demand]:
    locked = Counter((pick.role_id, pick.part is Part.PLACE) for pick in picks)
    for event in events:
        for role in event.roles:
            places = max(0, role.minimum - locked[role.id, True])
            yield Demand(role, event, places, max(0, role.beyond - locked[role.id, False]))
