"""What the roster's pages and its download show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_datetime, uk_wall
from coproduction.rosters import queries
from coproduction.rosters.beside import words_beside
from coproduction.rosters.pages.turns import turns_of
from coproduction.rosters.queries import Candidate
from coproduction.schedule.models import Event, EventRole, Part, Place, PlaceState, Way
from coproduction.schedule.pages.answers import said_in_words
from coproduction.schedule.pages.management import standing_in_words
from coproduction.schedule.queries.management import RoleStanding, places_of, standings
from coproduction.schedule.queries.places import OwnPlace
from coproduction.schedule.rules import (
    CAME_OR_NOT,
    STANDING_FORWARD,
    can_answer,
    is_live_state,
    is_open_for_answers,
    outcomes_of,
    waits,
    way_of,
)
from coproduction.schedule.words import TO_STAFF, TOLD_US, WAYS, Tag

HEADING = ("Role", "Member", "Answer", "Since", "Note", "How")


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One member in a role's roster."""

    place_id: int
    member_id: int
    name: str
    state: Tag
    since: str
    note: str
    turns: str
    beside: str
    said: str
    has_other_needs: bool
    way: Way | None
    with_supporter: bool
    is_coming: bool
    came: bool
    in_the_way: list[str]
    can_give: bool
    can_give_all_the_same: bool
    can_record: bool
    can_release: bool


@dataclass(frozen=True, slots=True)
class RosterRole:
    """One role of an event, and everybody in its roster."""

    id: int
    name: str
    standing: str
    state: Tag | None
    requires: str
    current: list[RosterLine]
    waiting: list[RosterLine]
    past: list[RosterLine]


def roster(event: Event, *, viewer: Account, now: datetime) -> list[RosterRole]:
    """Return the event's roles with their members, by name; those who said no or were released apart."""
    is_open, has_begun = is_open_for_answers(event, now=now), event.starts_at <= now
    by_role = {role.role_id: role for role in standings([event.id])[event.id]}
    places = places_of(event, viewer=viewer)
    beside = words_beside(event, {own.place.member_id for own in places}, viewer=viewer)
    turns = {} if has_begun else _turns(event, places, viewer=viewer, now=now)
    roles = []
    for role in event.roles:
        own = [own for own in places if own.place.role_id == role.id]
        forward = _forward(role, own, viewer=viewer, now=now)
        roles.append(_role(role, by_role[role.id], own, forward=forward, turns=turns, beside=beside, is_open=is_open))
    return [_as_it_was(role) for role in roles] if has_begun else roles


def _turns(event: Event, places: Sequence[OwnPlace], *, viewer: Account, now: datetime) -> Mapping[int, str]:
    """Return the turns of those who are chosen, or may be, by their id. Where everybody may come, nobody is."""
    open_ids = {role.id for role in event.roles if role.is_open}
    chosen = {own.place.member_id for own in places if own.place.role_id not in open_ids}
    found = queries.histories_at(event, chosen, viewer=viewer, now=now)
    return {member_id: turns_of(past) for member_id, past in found.items()}


def _forward(role: EventRole, places: list[OwnPlace], *, viewer: Account, now: datetime) -> Mapping[int, Candidate]:
    """Return who waits for a choice, by their id, with what stands in the way."""
    if not any(own.place.state is PlaceState.INTERESTED for own in places):
        return {}
    return {each.member_id: each for each in queries.forward_for(role, viewer=viewer, now=now)}


def _as_it_was(role: RosterRole) -> RosterRole:
    """Say of an event that has begun who came, in place of what is short."""
    came = sum(line.came for line in role.current)
    unknown = sum(line.is_coming for line in role.current)
    parts = [f"{came} came"] + ([f"{unknown} had a place, and nobody has written down if they came"] if unknown else [])
    return replace(role, state=None, standing=", ".join(parts))


def _role(
    role: EventRole,
    standing: RoleStanding,
    places: list[OwnPlace],
    *,
    forward: Mapping[int, Candidate],
    turns: Mapping[int, str],
    beside: Mapping[int, str],
    is_open: bool,
) -> RosterRole:
    lines = {
        own.place.id: _line(own, role.event, turns=turns.get(own.place.member_id, ""), beside=beside, is_open=is_open)
        for own in places
    }
    return RosterRole(
        id=role.id,
        name=role.name,
        standing=standing_in_words(standing).capitalize(),
        state=_state(role, standing, places),
        requires=role.qualification.name if role.qualification else "",
        current=[
            _with_reasons(lines[own.place.id], forward.get(own.place.member_id))
            for own in places
            if own.place.state not in (*GONE, PlaceState.WAITING)
        ],
        waiting=[lines[own.place.id] for own in sorted(places, key=_joined) if waits(own.place)],
        past=[lines[own.place.id] for own in places if own.place.state in GONE],
    )


def _state(role: EventRole, standing: RoleStanding, places: list[OwnPlace]) -> Tag | None:
    """Return whether the role has enough people. Nothing of a standby or shadow role that nobody has: it needs none."""
    if standing.short:
        return SHORT
    if standing.is_settled_with_fewer:
        return SETTLED
    is_empty = not any(own.place.state is PlaceState.HELD for own in places)
    return None if role.part is not Part.PLACE and is_empty else ENOUGH


def short_roles(roles: Iterable[RosterRole]) -> list[int]:
    """Return which of the roles need more people."""
    return [role.id for role in roles if role.state is SHORT]


SHORT, ENOUGH = Tag("Short", "red"), Tag("Enough people", "green")
SETTLED = Tag("One member, by agreement", "green")
GONE = (PlaceState.DECLINED, PlaceState.LAPSED, PlaceState.STEPPED_BACK, PlaceState.RELEASED)


def _joined(own: OwnPlace) -> tuple[datetime, int]:
    return own.place.moved_at, own.place.id


def _line(own: OwnPlace, event: Event, *, turns: str, beside: Mapping[int, str], is_open: bool) -> RosterLine:
    place, detail = own.place, own.detail
    return RosterLine(
        place_id=place.id,
        member_id=place.member_id,
        name=place.member.name,
        state=TO_STAFF[place.state],
        since=uk_datetime(place.moved_at),
        note=" ".join(filter(None, (asked_until(place), answered(own), place.note))),
        turns=turns,
        beside=beside.get(place.member_id, ""),
        said=" ".join(said_in_words(detail, event)),
        has_other_needs=bool(detail and detail.needs),
        way=way_of(detail, event),
        with_supporter=bool(detail and detail.with_supporter),
        is_coming=place.state is PlaceState.HELD,
        came=place.state is PlaceState.ATTENDED,
        in_the_way=[],
        can_give=is_open and place.state in STANDING_FORWARD,
        can_give_all_the_same=False,
        can_record=is_open and (can_answer(place) or waits(place)),
        can_release=is_open and is_live_state(place.state) and not waits(place),
    )


def _with_reasons(line: RosterLine, waits: Candidate | None) -> RosterLine:
    """Say of who waits for a choice what stands in the way: that is set aside only with a reason."""
    if waits is None:
        return line
    return replace(
        line,
        in_the_way=waits.reasons,
        can_give=line.can_give and not waits.reasons,
        can_give_all_the_same=line.can_give and bool(waits.reasons) and waits.can_be_asked,
    )


def asked_until(place: Place) -> str:
    """Say by when we asked them to answer; or until when their place is kept, because they waited for it."""
    if place.offer_ends_at is None:
        return ""
    until = uk_datetime(place.offer_ends_at)
    return f"We keep the place for them until {until}." if place.role.is_open else f"Asked to answer by {until}."


def answered(own: OwnPlace) -> str:
    """Say who answered for the member, or that they did so by phone or letter, and who waits for a call."""
    who = f"{own.answered_by}, a supporter, answered for them." if own.answered_by else TOLD_US.get(own.via, "")
    return " ".join(filter(None, (who, "Would like to be rung." if own.is_to_be_rung else "")))


def headcount(roles: Iterable[RosterRole]) -> list[str]:
    """Return how many come, by how they take part, for the room and the food. Who comes with them has no voice."""
    coming = [line for role in roles for line in role.current if line.is_coming]
    ways = Counter(line.way for line in coming)
    beside = Counter(line.way for line in coming if line.with_supporter)
    words = [f"{WAYS[way]}: {_counted(ways[way], beside[way])}." for way in Way if ways[way]]
    return [*words, f"Not said yet how: {_counted(ways[None], beside[None])}."] if ways[None] else words


def _counted(members: int, beside: int) -> str:
    words = "1 member" if members == 1 else f"{members} members"
    if not beside:
        return words
    return f"{words}, and {beside} who {'comes' if beside == 1 else 'come'} with them"


def download(event: Event, *, viewer: Account, now: datetime) -> tuple[str, Iterator[tuple[str, ...]]]:
    """Return the roster's file name and rows: no needs, no addresses, no notes that are not about this event."""
    rows = (
        (role.name, line.name, line.state.words, line.since, line.note, line.said)
        for role in roster(event, viewer=viewer, now=now)
        for line in (*role.current, *role.waiting, *role.past)
    )
    return f"roster-{uk_wall(event.starts_at).date()}-{event.id}", rows


class AttendanceLine(NamedTuple):
    """One person on the page of who came: what stands there now, and what can be marked, each with its words."""

    place_id: int
    name: str
    role_name: str
    state: Tag
    choices: list[tuple[str, str, bool]]


def attendance_lines(places: Sequence[Place], likely: Mapping[int, PlaceState]) -> list[AttendanceLine]:
    """Return the people who were asked, as they are drawn. `likely` is marked where nothing is written down yet."""
    return [
        AttendanceLine(
            place.id,
            place.member.name,
            place.role.name,
            TO_STAFF[place.state],
            [(state.value, TO_STAFF[state].words, state is _mark(place, likely)) for state in outcomes_of(place)],
        )
        for place in places
    ]


def _mark(place: Place, likely: Mapping[int, PlaceState]) -> PlaceState:
    return place.state if place.state in CAME_OR_NOT else likely.get(place.id, place.state)
