"""What the coordinators' pages show: the list of events, an event's roles, who is told of a cancellation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from coproduction.core.database import AnyRow
from coproduction.core.dates import uk_period
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.queries.management import RoleStanding, standings
from coproduction.schedule.rules import can_have_standbys, is_shadow
from coproduction.schedule.words import OF_EVENTS, OF_KINDS, Tag


class ManagedLine(NamedTuple):
    """One event in the coordinators' list."""

    id: int
    title: str
    when: str
    kind: Tag
    state: Tag
    roles: tuple[str, ...]


def managed_lines(rows: Sequence[AnyRow]) -> list[ManagedLine]:
    """Return the events of the coordinators' list, each with how its roles stand in words."""
    by_event = standings([row.id for row in rows])
    return [
        ManagedLine(
            id=row.id,
            title=row.title,
            when=uk_period(row.starts_at, row.ends_at),
            kind=OF_KINDS[row.kind],
            state=OF_EVENTS[row.state],
            roles=tuple(f"{role.name}: {standing_in_words(role)}" for role in by_event[row.id]),
        )
        for row in rows
    ]


@lru_cache(maxsize=4096)  # the same standings are read again and again
def standing_in_words(role: RoleStanding) -> str:
    """Return how a role stands: '1 of 2 held, 1 waiting for an answer, short of 1'."""
    most = role.maximum or role.minimum
    parts = [f"{role.held} of {most} held" if most else f"{role.held} held"]
    if role.kept:
        parts.append(f"{role.kept} kept for whoever is next on the waiting list")
    if role.offered > role.kept:
        parts.append(f"{role.offered - role.kept} waiting for an answer")
    if role.interested:
        parts.append(f"{role.interested} put themselves forward")
    if role.waiting:
        parts.append(f"{role.waiting} on the waiting list")
    if role.short:
        parts.append(f"short of {role.short}")
    if role.is_settled_with_fewer:
        parts.append("enough by agreement")
    return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class ManagedRole:
    """One role on an event's page for coordinators."""

    id: int
    name: str
    standing: str
    limits: str
    joining: str
    requires: str
    can_have_standbys: bool


def managed_roles(event: Event) -> list[ManagedRole]:
    """Return the event's roles for its coordinators' page."""
    by_role = {role.role_id: role for role in standings([event.id])[event.id]}
    names, stood_by_for = {role.id: role.name for role in event.roles}, {role.stands_by_for_id for role in event.roles}
    return [
        ManagedRole(
            id=role.id,
            name=role.name,
            standing=standing_in_words(by_role[role.id]).capitalize(),
            limits=limits_in_words(role, names),
            joining="Members take a place themselves" if role.is_open else "A coordinator chooses",
            requires=role.qualification.name if role.qualification else "",
            can_have_standbys=can_have_standbys(role) and role.id not in stood_by_for,
        )
        for role in event.roles
    ]


def limits_in_words(role: EventRole, names: Mapping[int, str]) -> str:
    """Return how many people a role wants; of standbys, for which of the roles that have these names."""
    if is_shadow(role):
        return f"Up to {role.maximum} to watch and learn"
    if role.stands_by_for_id:
        return f"Up to {role.maximum} to stand by for {names[role.stands_by_for_id]}"
    return f"At least {role.minimum}, {f'at most {role.maximum}' if role.maximum else 'no limit'}"
