"""The roles of events as the engines know them: a role with its standbys is one role there, and two here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coproduction.rosters import rules
from coproduction.rosters.proposals import problem as plain
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.models import Part as Stored


class Choice(NamedTuple):
    """One member for one role, as a coordinator ticks or unticks them."""

    role_id: int
    member_id: int


class Parts:
    """Which role of an event stands for which part in which role of a problem, and how many are wanted in it."""

    def __init__(self, events: Sequence[Event]) -> None:
        roles = [role for event in events for role in event.roles if rules.is_chosen(role)]
        self._in_problem = {role.id: (role.stands_by_for_id or role.id, plain.Part(role.part)) for role in roles}
        self._role_ids = {part: role_id for role_id, part in self._in_problem.items()}
        self.wanted = {self._in_problem[role.id]: rules.wanted_in(role) for role in roles}

    def roles_of(self, event: Event) -> tuple[plain.Role, ...]:
        """Return the roles to fill, each with its standbys."""
        return tuple(self._role(role) for role in event.roles if role.stands_by_for_id is None and self._is_in(role))

    def pick_of(self, choice: Choice) -> plain.Pick:
        """Return the pick that a choice of one of these roles is."""
        role_id, part = self._in_problem[choice.role_id]
        return plain.Pick(role_id, choice.member_id, part)

    def find_pick(self, choice: Choice) -> plain.Pick | None:
        """Return the pick that a choice is, or None if it is of no role that is filled here."""
        return self.pick_of(choice) if choice.role_id in self._in_problem else None

    def choice_of(self, pick: plain.Pick) -> Choice:
        """Return for which role the member of a pick is asked."""
        return Choice(self.role_of(pick.role_id, pick.part), pick.person_id)

    def role_of(self, role_id: int, part: plain.Part) -> int:
        """Return which role is asked for that part in a role of the problem."""
        return self._role_ids[role_id, part]

    def _is_in(self, role: EventRole) -> bool:
        return (role.id, plain.Part.STANDBY) in self._role_ids or role.id in self._in_problem

    def _role(self, role: EventRole) -> plain.Role:
        wanted = self.wanted.get((role.id, plain.Part(role.part)), 0)
        if role.part is Stored.SHADOW:
            return plain.Role(role.id, shadows=wanted)
        return plain.Role(role.id, wanted, standbys=self.wanted.get((role.id, plain.Part.STANDBY), 0))
