"""What the roster's pages and its download show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coproduction.core.dates import uk_datetime, uk_wall
from coproduction.schedule.models import Event, EventRole, Place, PlaceState
from coproduction.schedule.pages import standing_in_words
from coproduction.schedule.queries.management import RoleStanding, places_of, standings
from coproduction.schedule.rules import AWAITING_ANSWER, is_live_state
from coproduction.schedule.words import TO_STAFF, Tag

HEADING = ("Role", "Member", "Answer", "Since", "Note")


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One member in a role's roster."""

    place_id: int
    member_id: int
    name: str
    state: Tag
    since: str
    note: str
    can_give: bool
    can_record: bool
    can_release: bool


@dataclass(frozen=True, slots=True)
class RosterRole:
    """One role of an event, and everybody in its roster."""

    id: int
    name: str
    standing: str
    is_short: bool
    requires: str
    current: list[RosterLine]
    past: list[RosterLine]


def roster(event: Event) -> list[RosterRole]:
    """Return the event's roles with their members, by name; those who said no or were released apart."""
    by_role = {role.role_id: role for role in standings([event.id])[event.id]}
    places = places_of(event)
    return [
        _role(role, by_role[role.id], [place for place in places if place.role_id == role.id]) for role in event.roles
    ]


def _role(role: EventRole, standing: RoleStanding, places: list[Place]) -> RosterRole:
    return RosterRole(
        id=role.id,
        name=role.name,
        standing=standing_in_words(standing).capitalize(),
        is_short=standing.short > 0,
        requires=role.qualification.name if role.qualification else "",
        current=[_line(place) for place in places if place.state not in GONE],
        past=[_line(place) for place in places if place.state in GONE],
    )


GONE = (PlaceState.DECLINED, PlaceState.LAPSED, PlaceState.STEPPED_BACK, PlaceState.RELEASED)


def _line(place: Place) -> RosterLine:
    return RosterLine(
        place_id=place.id,
        member_id=place.member_id,
        name=place.member.name,
        state=TO_STAFF[place.state],
        since=uk_datetime(place.moved_at),
        note=place.note,
        can_give=place.state is PlaceState.INTERESTED,
        can_record=place.state in (*AWAITING_ANSWER, PlaceState.HELD),
        can_release=is_live_state(place.state) and place.state is not PlaceState.WAITING,
    )


def download(event: Event) -> tuple[str, Iterator[tuple[str, ...]]]:
    """Return the roster's file name and rows: no needs, no addresses, no notes that are not about this event."""
    rows = (
        (role.name, line.name, line.state.words, line.since, line.note)
        for role in roster(event)
        for line in (*role.current, *role.past)
    )
    return f"roster-{uk_wall(event.starts_at).date()}-{event.id}", rows
