"""What an event's page shows to one member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coproduction.core.dates import uk_period, uk_wall
from coproduction.members.models import Member
from coproduction.schedule import rules
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.facts import Fact, OwnPart, facts_of, own_part_of, part_of
from coproduction.schedule.models import Event, EventRole, PlaceState
from coproduction.schedule.pages.answers import all_said, turn_in_words
from coproduction.schedule.pages.arrangements import OwnArrangements, arranged_for
from coproduction.schedule.pages.changes import ChangeLine, change_lines
from coproduction.schedule.pages.dates import Dates, dates_of
from coproduction.schedule.pages.venues import VenuePart, venue_part, what_to_expect
from coproduction.schedule.queries import events as queries
from coproduction.schedule.queries import places as place_queries
from coproduction.schedule.queries import waiting
from coproduction.schedule.queries.attendance import code_of
from coproduction.schedule.queries.management import RoleStanding, standings
from coproduction.schedule.queries.places import OwnPlace
from coproduction.schedule.words import (
    ASKED_AGAIN,
    TO_MEMBERS,
    TOLD_US,
    Tag,
    kind_beside,
    rule_of_list,
    why_asked_again,
)


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role on an event's page, and what the member can do about it."""

    id: int
    name: str
    places: str
    requires: str
    can_take: bool
    can_put_forward: bool
    can_wait: bool
    rule: str


@dataclass(frozen=True, slots=True)
class MyPart:
    """The member's own place in the event, the newest where they had several, and what they can do about it."""

    place_id: int
    role: str
    answer: Tag
    answered_by: str | None
    told_us: str
    said: list[str]
    turn: str
    asked_again_because: str
    is_waiting: bool
    is_to_be_rung: bool
    can_answer: bool
    can_say_more: bool
    can_step_back: bool
    can_check_in: bool
    can_ask_for_call: bool
    shows_joining: bool


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event's page for one member."""

    event: Event
    kind: Tag | None
    when: str
    where: str
    is_open: bool
    is_cancelled: bool
    mine: MyPart | None
    takes_part: bool
    roles: list[RoleLine]
    facts: Sequence[Fact]
    part: OwnPart | None
    own_part: OwnPart | None
    expected: Sequence[Fact]
    venue: VenuePart | None
    arranged: OwnArrangements | None
    dates: Dates | None
    changes: list[ChangeLine]


def event_page(event_id: int, *, viewer: Member, now: datetime) -> EventPage | None:
    """Return the event's page for the viewer, or None if they may not know of the event."""
    event = queries.find_event(event_id, viewer=viewer)
    return _page(event, viewer=viewer, now=now) if event else None


def _page(event: Event, *, viewer: Member, now: datetime) -> EventPage:
    own = _place_that_counts(place_queries.places_at(event.id, viewer=viewer))
    takes_part = bool(own and rules.is_live_state(own.place.state))
    is_open = rules.is_open_for_answers(event, now=now)
    dates = dates_of(event)
    counts_here = dates is None or not rules.is_counted_at(dates.counted_at, now=now)
    return EventPage(
        event=event,
        kind=kind_beside(event.title, event.kind),
        when=uk_period(event.starts_at, event.ends_at),
        where=place_in_words(event),
        is_open=is_open,
        is_cancelled=rules.is_cancelled(event),
        mine=_my_part(event, own, counts_here=counts_here, now=now) if own else None,
        takes_part=takes_part,
        roles=_role_lines(event, is_free=is_open and not takes_part, now=now) if counts_here else [],
        facts=facts_of(event),
        part=part_of(event),
        own_part=own_part_of(event, viewer=viewer, now=now) if own else None,
        expected=what_to_expect(event),
        venue=venue_part(event),
        arranged=arranged_for(event.id, viewer.id) if own and own.place.state in rules.COMING else None,
        dates=dates,
        changes=change_lines(event.id, viewer=viewer, now=now),
    )


def _place_that_counts(places: Sequence[OwnPlace]) -> OwnPlace | None:
    """Return the live one of a member's places in an event, or the one that ended last."""
    live = next((own for own in places if rules.is_live_state(own.place.state)), None)
    return live or max(places, key=lambda own: own.place.moved_at, default=None)


def _my_part(event: Event, own: OwnPlace, *, counts_here: bool, now: datetime) -> MyPart:
    place, is_open = own.place, counts_here and rules.is_open_for_answers(event, now=now)
    role = next(role for role in event.roles if role.id == place.role_id)
    is_live, waits = rules.is_live_state(place.state), rules.waits_for_answer(place)
    return MyPart(
        place_id=place.id,
        role=role.name,
        answer=ASKED_AGAIN if place.asked_again_at else TO_MEMBERS[place.state],
        answered_by=own.answered_by,
        told_us=TOLD_US.get(own.via, ""),
        said=all_said(own.detail, event) if is_live else [],
        turn=turn_in_words(place, role) if is_open else "",
        asked_again_because=_why_asked_again(own, event) if is_open and is_live else "",
        is_waiting=place.state is PlaceState.WAITING,
        is_to_be_rung=own.is_to_be_rung,
        can_answer=is_open and is_live and waits,
        can_say_more=is_open and is_live and rules.can_answer(place),
        can_step_back=is_open and is_live and not waits,
        can_check_in=rules.can_check_in(place, event, now=now) and code_of(event.id) is not None,
        can_ask_for_call=is_open and not own.is_to_be_rung,
        shows_joining=rules.shows_joining(place, event),
    )


def _why_asked_again(own: OwnPlace, event: Event) -> str:
    return why_asked_again(rules.lost_way(own.detail, event)) if own.place.asked_again_at else ""


def _role_lines(event: Event, *, is_free: bool, now: datetime) -> list[RoleLine]:
    standing = {role.role_id: role for role in standings([event.id])[event.id]}
    lines = [_role_line(role, standing[role.id], is_free=is_free, now=now) for role in event.roles]
    if rules.is_open_for_answers(event, now=now):
        return lines
    return [replace(line, places="", rule="") for line in lines]


def _role_line(role: EventRole, standing: RoleStanding, *, is_free: bool, now: datetime) -> RoleLine:
    taken = standing.held + standing.kept
    is_full = not rules.has_room(role, taken)
    has_list = rules.has_waiting_list(role)
    return RoleLine(
        id=role.id,
        name=role.name,
        places=_places(role.maximum, taken),
        requires=role.qualification.name if role.qualification else "",
        can_take=is_free and role.is_open and not is_full,
        can_put_forward=is_free and not role.is_open and not is_full,
        can_wait=is_free and has_list and is_full,
        rule=rule_of_list(waiting.hours_of(role, on=uk_wall(now).date())) if has_list else "",
    )


def _places(maximum: int | None, held: int) -> str:
    if maximum is None:
        return "There is room for everybody"
    left = max(0, maximum - held)
    if not left:
        return "All places are taken"
    return f"{left} of {maximum} place{'s' if maximum > 1 else ''} free"
