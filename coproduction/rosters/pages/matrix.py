"""What the matrix shows: many members by many events, the state of each pair in words; and the page of one pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_datetime, uk_period, uk_short_date, uk_time, uk_wall
from coproduction.core.paging import Page
from coproduction.members.models import Member
from coproduction.rosters.actions.matrix import Deed, seen_of
from coproduction.rosters.models import CanCome
from coproduction.rosters.pages.turns import turns_of
from coproduction.rosters.queries import Candidate, candidate, histories_at
from coproduction.rosters.queries import matrix as queries
from coproduction.rosters.queries.matrix import Known
from coproduction.rosters.rules import is_asked_about
from coproduction.rosters.words import SAID
from coproduction.schedule.models import Event, EventKind, Place
from coproduction.schedule.rules import (
    STANDING_FORWARD,
    can_answer,
    can_publish,
    is_live_state,
    is_open_for_answers,
    waits,
)
from coproduction.schedule.words import OF_EVENTS, TO_STAFF, Tag

NOTHING = "Nothing yet"
TONES = {"green": "good", "aqua-green": "wait", "yellow": "wait", "orange": "wait", "grey": "no"}
SAID_TONES = {CanCome.YES: "good", CanCome.MAYBE: "wait", CanCome.NO: "no", None: "wait"}


class State(NamedTuple):
    """One thing that is so between a member and an event: in words, and good, wait, no or nothing for its colour."""

    words: str
    tone: str


class Column(NamedTuple):
    """One event, as the head of a column."""

    event_id: int
    title: str
    day: str
    hour: str
    is_draft: bool


class Cell(NamedTuple):
    """One member and one event."""

    event_id: int
    title: str
    words: str
    tone: str


class Line(NamedTuple):
    """One member, with their turns in words, and all the events."""

    member_id: int
    name: str
    turns: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The page: its columns and lines, and the day from which there are more events than are shown."""

    columns: Sequence[Column]
    lines: Page[Line]
    next_from: date | None


class Option(NamedTuple):
    """One thing that can be done: what the form sends, in words, and what else there is to know."""

    value: str
    words: str
    hint: str


@dataclass(frozen=True, slots=True)
class PairPage:
    """One member and one event: how it stands, what can be done, and what a change is compared with."""

    title: str
    when: str
    state: Tag
    name: str
    states: Sequence[State]
    reasons: Sequence[tuple[str, Sequence[str]]]
    options: Sequence[Option]
    can_record: bool
    is_open: bool
    seen: str
    turns: str


def matrix_page(
    first: date, last: date, *, kind: EventKind, viewer: Account, now: datetime, number: int | None = 1
) -> Matrix:
    """Return the events of a kind between two UK days, and a page of members; all of them without a `number`."""
    events, next_from = queries.events_between(first, last, kind=kind, viewer=viewer, now=now)
    if not events:
        return Matrix((), Page([]), None)
    size = None if number is None else queries.ROWS
    members = queries.members_for(events, kind=kind, viewer=viewer, page=number or 1, size=size)
    ids = [member.id for member in members]
    known = queries.known_of(events, ids, viewer=viewer, now=now)
    pasts = histories_at(events[0], ids, viewer=viewer, now=now)  # all of them are of one kind, of which turns are
    lines = [
        Line(each.id, each.name, turns_of(pasts[each.id]), [_cell(event, each, known) for event in events])
        for each in members
    ]
    return Matrix(list(map(_column, events)), Page(lines, members.number, members.has_next), next_from)


def download(found: Matrix) -> tuple[list[str], list[list[str]]]:
    """Return the heading and the rows of the matrix as a table. It says no more than the page."""
    heading = ["Member", *(f"{column.title}, {column.day}" for column in found.columns)]
    return heading, [[line.name, *(cell.words for cell in line.cells)] for line in found.lines]


def pair_page(event: Event, member: Member, *, viewer: Account, now: datetime) -> PairPage:
    """Return how one member and one event stand, and what can be done about it."""
    known = queries.known_of([event], [member.id], viewer=viewer, now=now)
    standing = known.places.get((event.id, member.id), ())
    is_open = is_open_for_answers(event, now=now)
    options = list(_options(event, member, standing, viewer=viewer, now=now)) if is_open else []
    roles = [role for role in event.roles if is_asked_about(role)]
    seen = [(role.name, candidate(role, member.id, viewer=viewer, now=now)) for role in roles]
    past = histories_at(event, [member.id] if roles else [], viewer=viewer, now=now).get(member.id)
    return PairPage(
        title=event.title,
        when=uk_period(event.starts_at, event.ends_at),
        state=OF_EVENTS[event.state],
        name=member.known_as,
        states=states(event, member.id, known) or [State(NOTHING, "")],
        reasons=[(name, each.reasons) for name, each in seen if each and each.reasons],
        options=options,
        can_record=any(option.value.startswith((Deed.YES, Deed.NO, Deed.NOT_SURE)) for option in options),
        is_open=is_open,
        seen=seen_of(standing),
        turns=turns_of(past) if past else "",
    )


def states(event: Event, member_id: int, known: Known) -> list[State]:
    """Return all that is so between a member and an event: their part first, then what was said or is in the way."""
    found = [_of_place(place, event) for place in known.places.get((event.id, member_id), ())]
    if any(is_live_state(place.state) for place in known.places.get((event.id, member_id), ())):
        return found
    found += _of_asking((event.id, member_id), known)
    if (event.id, member_id) in known.away:
        found.append(State("Away", "no"))
    if (event.id, member_id) in known.elsewhere:
        found.append(State("At something else then", "no"))
    if (event.id, member_id) in known.lacking:
        found.append(State(f"Does not hold {_asked_for(event)}", "no"))
    if (event.id, member_id) in known.said:
        said = known.said[event.id, member_id]
        found.append(State(SAID[said] if said else "Asked if they can", SAID_TONES[said]))
    return found


def _of_place(place: Place, event: Event) -> State:
    tag = TO_STAFF[place.state]
    is_one_of_many = sum(is_asked_about(role) for role in event.roles) > 1
    return State(f"{place.role.name}: {tag.words.lower()}" if is_one_of_many else tag.words, TONES.get(tag.colour, ""))


def _of_asking(pair: tuple[int, int], known: Known) -> list[State]:
    """Return that the member cannot be asked, or is asked first; never why."""
    if pair in known.barred:
        return [State("Cannot be asked", "no")]
    return [State("Ask first", "wait")] if pair in known.asked_first else []


def _asked_for(event: Event) -> str:
    """Return what the roles of the event ask for, for which people are chosen."""
    roles = [role for role in event.roles if is_asked_about(role)]
    return " or ".join(dict.fromkeys(role.qualification.name for role in roles if role.qualification))


def _column(event: Event) -> Column:
    hour = uk_time(uk_wall(event.starts_at))
    return Column(event.id, event.title, uk_short_date(event.starts_at), hour, can_publish(event))


def _cell(event: Event, member: Member, known: Known) -> Cell:
    found = states(event, member.id, known)
    words = ". ".join(state.words for state in found) or NOTHING
    title = f"{member.name}, {event.title}, {uk_datetime(event.starts_at)}"
    return Cell(event.id, title, words, found[0].tone if found else "")


def _options(
    event: Event, member: Member, standing: Sequence[Place], *, viewer: Account, now: datetime
) -> Iterator[Option]:
    name = member.known_as
    found = {role: candidate(role, member.id, viewer=viewer, now=now) for role in event.roles if is_asked_about(role)}
    for place in standing:
        yield from _of_standing(place, name, found.get(place.role))
    for role, seen in found.items():
        if seen and seen.can_be_asked:
            hint = f"{'. '.join(seen.reasons)}. Say why you ask all the same" if seen.reasons else ""
            yield Option(f"{Deed.ASK}:{role.id}", f"Ask {name} to take part as {role.name}", hint)


def _of_standing(place: Place, name: str, seen: Candidate | None) -> Iterator[Option]:
    """Yield what can be done about a place that the member has or had. `seen` is what stands in the way of it."""
    if place.state in STANDING_FORWARD and not waits(place) and (seen is None or seen.can_be_asked):
        reasons = [*seen.reasons, "Say why you give it all the same"] if seen and seen.reasons else []
        hint = ". ".join(["They put themselves forward", *reasons])
        yield Option(f"{Deed.GIVE}:{place.id}", f"Give {name} the place", hint)
    if can_answer(place):
        yield Option(f"{Deed.YES}:{place.id}", f"{name} said yes", "")
        yield Option(f"{Deed.NOT_SURE}:{place.id}", f"{name} is not sure yet", "")
    if (can_answer(place) and is_live_state(place.state)) or waits(place):
        yield Option(f"{Deed.NO}:{place.id}", f"{name} cannot come", "Nobody has to say why")
    if is_live_state(place.state) and not waits(place):
        yield Option(f"{Deed.RELEASE}:{place.id}", f"Not this time: take it back from {name}", "We thank them")
