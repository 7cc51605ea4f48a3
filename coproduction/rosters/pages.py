"""What the roster's pages and its download show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from coproduction.core.dates import uk_datetime, uk_wall
from coproduction.schedule.models import Event, EventRole, PlaceState
from coproduction.schedule.pages.management import standing_in_words
from coproduction.schedule.queries.management import RoleStanding, places_of, standings
from coproduction.schedule.queries.places import OwnPlace
from coproduction.schedule.rules import STANDING_FORWARD, can_answer, is_live_state, is_open_for_answers
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
    state: Tag
    requires: str
    current: list[RosterLine]
    past: list[RosterLine]


def roster(event: Event, *, now: datetime) -> list[RosterRole]:
    """Return the event's roles with their members, by name; those who said no or were released apart."""
    is_open = is_open_for_answers(event, now=now)
    by_role = {role.role_id: role for role in standings([event.id])[event.id]}
    places = places_of(event)
    return [
        _role(role, by_role[role.id], [own for own in places if own.place.role_id == role.id], is_open=is_open)
        for role in event.roles
    ]


def _role(role: EventRole, standing: RoleStanding, places: list[OwnPlace], *, is_open: bool) -> RosterRole:
    return RosterRole(
        id=role.id,
        name=role.name,
        standing=standing_in_words(standing).capitalize(),
        state=SHORT if standing.short else ENOUGH,
        requires=role.qualification.name if role.qualification else "",
        current=[_line(own, is_open=is_open) for own in places if own.place.state not in GONE],
        past=[_line(own, is_open=False) for own in places if own.place.state in GONE],
    )


SHORT, ENOUGH = Tag("Short", "red"), Tag("Enough people", "green")
GONE = (PlaceState.DECLINED, PlaceState.LAPSED, PlaceState.STEPPED_BACK, PlaceState.RELEASED)


def _line(own: OwnPlace, *, is_open: bool) -> RosterLine:
    place = own.place
    return RosterLine(
        place_id=place.id,
        member_id=place.member_id,
        name=place.member.name,
        state=TO_STAFF[place.state],
        since=uk_datetime(place.moved_at),
        note=" ".join(filter(None, (answered(own.answered_by), place.note))),
        can_give=is_open and place.state in STANDING_FORWARD,
        can_record=is_open and can_answer(place),
        can_release=is_open and is_live_state(place.state) and place.state is not PlaceState.WAITING,
    )


def answered(by: str | None) -> str:
    """Say who answered for the member; nothing when it was no supporter."""
    return f"{by}, a supporter, answered for them." if by else ""


def download(event: Event, *, now: datetime) -> tuple[str, Iterator[tuple[str, ...]]]:
    """Return the roster's file name and rows: no needs, no addresses, no notes that are not about this event."""
    rows = (
        (role.name, line.name, line.state.words, line.since, line.note)
        for role in roster(event, now=now)
        for line in (*role.current, *role.past)
    )
    return f"roster-{uk_wall(event.starts_at).date()}-{event.id}", rows
