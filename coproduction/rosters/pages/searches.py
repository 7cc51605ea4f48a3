"""What the pages say of looking for people who step in: each step in words, and whom to ring."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_datetime
from coproduction.notifications.models import Channel
from coproduction.rosters import rules
from coproduction.rosters.models import Because, Pace, SearchState, SearchStep, StandInSearch, Step
from coproduction.rosters.pages.turns import turns_of
from coproduction.rosters.queries import searches
from coproduction.rosters.queries.searches import ToRing
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.words import TO_STAFF, Tag

BECAUSE: Mapping[Because, str] = {
    Because.GIVEN_UP: "We began to look for somebody, because a place was given up.",
    Because.NO_YES: "We began to ask the next by ourselves, because somebody did not say yes.",
    Because.BY_HAND: "A coordinator began to look for somebody.",
}
STATES: Mapping[SearchState, Tag] = {
    SearchState.LOOKING: Tag("Looking for somebody", "yellow"),
    SearchState.RINGING: Tag("Please ring round", "red"),
    SearchState.FOUND: Tag("Somebody is found", "green"),
    SearchState.STOPPED: Tag("Stopped", "grey"),
    SearchState.OVER: Tag("Over", "grey"),
}
STEPS: Mapping[Step, str] = {
    Step.GIVEN_UP: "Another place was given up.",
    Step.ASK_FIRST: "Ask first: {name}. Their turn comes before the next.",
    Step.ASKED: "We asked {name}. They have until {until}.",
    Step.PASSED_OVER: "{name} could not be asked any more.",
    Step.SAID_YES: "{name} said yes.",
    Step.SAID_NO: "{name} said no.",
    Step.NOT_SURE: "{name} is not sure.",
    Step.NO_ANSWER: "{name} did not answer in time.",
    Step.THANKED: "{name} was thanked: the place is taken.",
    Step.STANDS_BY: "{name} stands by again.",
    Step.TO_RING: "Nobody more is asked by us. A person is to ring round.",
    Step.STOPPED: "A coordinator stopped the search.",
}
SETTLED = "The only member agreed to be alone, and a coordinator to go on with one. Nobody more is asked."
PACES: Mapping[Pace, str] = {
    Pace.IN_TURN: "We ask one member after the other.",
    Pace.AT_ONCE: "We ask several members at once. The first yes has the place.",
}
MOST_TO_RING = 30  # on one page, and on one sheet of paper


class StepLine(NamedTuple):
    """One step of a search, in words; and whom a coordinator can ask first."""

    when: str
    words: str
    member_id: int | None = None
    name: str = ""


class SearchLines(NamedTuple):
    """One search on the page of a roster."""

    id: int
    state: Tag
    is_live: bool
    pace: str
    steps: list[StepLine]


class Looking(NamedTuple):
    """What is looked for in one role, and what a coordinator can do about it."""

    searches: list[SearchLines]
    can_look: bool
    can_ring: bool
    can_choose: bool
    asks_next: str


def looking(event: Event, short: Collection[int], *, viewer: Account, now: datetime) -> dict[int, Looking]:
    """Return what goes on, and went on, to find people for each role, by the role. `short` are those that need some."""
    found = searches.searches_of(event.id, viewer=viewer)
    is_open = rules.can_propose(event, now=now)
    return {
        role.id: Looking(
            [_lines(search, now=now) for search in found if search.role_id == role.id],
            can_look=is_open and role.id in short,
            can_ring=is_open and role.id in short,
            can_choose=is_open and not any(_asks(search) for search in found if search.role_id == role.id),
            asks_next=ASKS_NEXT[role.asks_next],
        )
        for role in event.roles
        if rules.can_be_searched(role)
    }


def _asks(search: StandInSearch) -> bool:
    """Say whether the search asks the next by itself, whatever was chosen for the role."""
    return search.state is SearchState.LOOKING


ASKS_NEXT: Mapping[bool, str] = {
    True: "If somebody says no, or does not answer in time, we ask the next by ourselves.",
    False: "If somebody says no, or does not answer in time, you ask the next.",
}


def _lines(search: StandInSearch, *, now: datetime) -> SearchLines:
    is_live = search.state in searches.LIVE
    return SearchLines(
        search.id,
        STATES[search.state],
        is_live,
        PACES[rules.pace_of(search, now=now)] if search.state is SearchState.LOOKING else "",
        [_line(step, search, is_live=is_live) for step in search.steps],
    )


def _line(step: SearchStep, search: StandInSearch, *, is_live: bool) -> StepLine:
    line = StepLine(uk_datetime(step.at), _step_in_words(step, search))
    if is_live and step.what is Step.ASK_FIRST and step.member:
        return line._replace(member_id=step.member.id, name=step.member.name)
    return line


def _step_in_words(step: SearchStep, search: StandInSearch) -> str:
    if step.what is Step.BEGUN:
        return BECAUSE[Because.BY_HAND] if step.by_id else BECAUSE[search.because]
    if step.what is Step.STOPPED and step.by_id is None:
        return SETTLED
    name = step.member.name if step.member else "Somebody"
    stood_by = " They stood by." if step.what is Step.ASKED and step.stood_by else ""
    return STEPS[step.what].format(name=name, until=uk_datetime(step.until) if step.until else "") + stood_by


class RingLine(NamedTuple):
    """One member on the ring list."""

    member_id: int
    name: str
    number: str
    times: str
    standing: str
    place_id: int | None
    turns: str


class RingList(NamedTuple):
    """Whom to ring, and whether there are more than fit on a sheet of paper."""

    lines: list[RingLine]
    has_more: bool


def ring_lines(role: EventRole, *, viewer: Account, now: datetime) -> RingList:
    """Return whom to ring, in order, with the number that they let us use."""
    listed = searches.ring_list(role, limit=MOST_TO_RING + 1, viewer=viewer, now=now)
    lines = [
        RingLine(
            one.member_id,
            one.name,
            _number(one),
            one.contact_times or "",
            _standing(one),
            _answering(one),
            turns_of(one.past),
        )
        for one in listed[:MOST_TO_RING]
    ]
    return RingList(lines, len(listed) > MOST_TO_RING)


def _number(one: ToRing) -> str:
    """Return the number of somebody, with what they would rather have; none of who wants to be told by letter alone."""
    if one.channel is Channel.LETTER or not one.phone:
        return "No number. Look at how else to reach them."
    return one.phone if one.channel is Channel.PHONE else f"{one.phone} ({RATHER[one.channel]})"


RATHER: Mapping[Channel, str] = {Channel.EMAIL: "prefers email", Channel.TEXT: "prefers a text"}


def _standing(one: ToRing) -> str:
    if one.stands_by:
        return "Stands by"
    if one.asks_first and not one.state:
        return "Ask first"
    if one.is_asked_elsewhere and not one.state:
        return "Asked to something else then"
    return TO_STAFF[one.state].words if one.state else "Not asked yet"


def _answering(one: ToRing) -> int | None:
    """Return the place for which an answer can be recorded, if they have been asked."""
    return one.place_id if one.state in rules.STANDING else None
