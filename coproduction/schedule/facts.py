"""What others know of an event, handed to its pages: what is special to its kind, told or drawn; what is booked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from coproduction.members.models import Member, Supporter
from coproduction.schedule.models import Event, EventKind, EventRole
from coproduction.schedule.rules import set_id_of

Fact = tuple[str, str]
Helped = tuple[int, int]


class OwnPart(NamedTuple):
    """A part of an event's page that the kind's own room draws: its template, and what the template is given."""

    template: str
    shown: Mapping[str, Any]


_TOLD: dict[EventKind, Callable[[int], Sequence[Fact]]] = {}
_SHOWN: dict[EventKind, Callable[[Event], OwnPart | None]] = {}


def tell(kind: EventKind, facts: Callable[[int], Sequence[Fact]]) -> None:
    """Name the query that returns what is special to an event of this kind, as names and words, by the event's id."""
    _TOLD[kind] = facts


def facts_of(event: Event) -> Sequence[Fact]:
    """Return what is special to the event, which the caller has found for its viewer; nothing for other kinds.

    Dates that belong together have what is special to the one that leads.
    """
    told = _TOLD.get(event.kind)
    return told(set_id_of(event)) if told else ()


_BOOKED: list[Callable[[int], Sequence[str]]] = []


def tell_booked(lines: Callable[[int], Sequence[str]]) -> None:
    """Name a query that returns, by the event's id, what must be changed with others if it moves or is cancelled.

    Each line is words for a coordinator, such as '1 interpreter, booked with Example Interpreting'.
    """
    _BOOKED.append(lines)


def booked_for(event: Event) -> list[str]:
    """Return what a coordinator has to change with others, beside telling people: interpreters, taxis and the like."""
    return [line for lines in _BOOKED for line in lines(event.id)]


_LOOKING: list[Callable[[datetime], bool]] = []


def tell_looking(is_looking: Callable[[datetime], bool]) -> None:
    """Name a query that says whether members are asked now which times suit them."""
    _LOOKING.append(is_looking)


def is_looking_for_a_date(*, now: datetime) -> bool:
    """Say whether members can help to find a date: there are proposed times to come that they can answer."""
    return any(is_looking(now) for is_looking in _LOOKING)


class AskedFor(NamedTuple):
    """Something else that a member is asked, which their supporter may answer: in words, and where."""

    words: str
    href: str


_ASKED: list[Callable[[Supporter, datetime], Sequence[AskedFor]]] = []


def tell_asked(asked: Callable[[Supporter, datetime], Sequence[AskedFor]]) -> None:
    """Name what returns what a supporter who may answer for a member can answer, beside offers of places."""
    _ASKED.append(asked)


def asked_of(supporter: Supporter, *, now: datetime) -> list[AskedFor]:
    """Return what else a supporter can answer for the member, who lets them."""
    return [one for asked in _ASKED for one in asked(supporter, now)]


_FIRST: dict[EventKind, Callable[[EventRole], AskedFor | None]] = {}


def tell_first(kind: EventKind, first: Callable[[EventRole], AskedFor | None]) -> None:
    """Name what returns what those in a role of such an event are to look at before it, for their reminder."""
    _FIRST[kind] = first


def first_of(role: EventRole) -> AskedFor | None:
    """Return what those in the role are to look at before the event: in words, and where; None if there is nothing."""
    first = _FIRST.get(role.event.kind)
    return first(role) if first else None


_HELPED: dict[EventKind, Callable[[Collection[int]], Collection[Helped]]] = {}


def tell_helped(kind: EventKind, who: Callable[[Collection[int]], Collection[Helped]]) -> None:
    """Name the query that returns, for the ids of events of this kind, which members helped to find their dates."""
    _HELPED[kind] = who


def who_helped(events: Collection[Event]) -> set[Helped]:
    """Return, as the id of the event and of the member, who said before when they could come, and so found its date."""
    helped: set[Helped] = set()
    for kind, who in _HELPED.items():
        if of_kind := {event.id for event in events if event.kind is kind}:
            helped |= set(who(of_kind))
    return helped


_READERS: dict[EventKind, Callable[[int], str]] = {}


def tell_reader(kind: EventKind, reader: Callable[[int], str]) -> None:
    """Name the query that returns who else reads why an event of this kind is cancelled, by its id; empty if nobody."""
    _READERS[kind] = reader


def reader_of(event: Event) -> str:
    """Return who reads why the event is cancelled, beside those with a part in it; empty if nobody does."""
    reader = _READERS.get(event.kind)
    return reader(event.id) if reader else ""


class ShownToMember(Protocol):
    """Makes the part of an event's page that is this member's alone, or None for whoever has none there."""

    def __call__(self, event: Event, *, viewer: Member, now: datetime) -> OwnPart | None: ...


_SHOWN_TO_MEMBER: dict[EventKind, ShownToMember] = {}


def show_to_member(kind: EventKind, part: ShownToMember) -> None:
    """Name what makes the part of an event's page that is special to its kind and to the member who looks."""
    _SHOWN_TO_MEMBER[kind] = part


def own_part_of(event: Event, *, viewer: Member, now: datetime) -> OwnPart | None:
    """Return the part of the event's page that is this member's alone; None for others."""
    shown = _SHOWN_TO_MEMBER.get(event.kind)
    return shown(event, viewer=viewer, now=now) if shown else None


def show(kind: EventKind, part: Callable[[Event], OwnPart | None]) -> None:
    """Name what makes the part of the page that is special to events of this kind, for whoever may see the event."""
    _SHOWN[kind] = part


def part_of(event: Event) -> OwnPart | None:
    """Return what is special to the event, which the caller has found for its viewer, to be drawn; None for others."""
    shown = _SHOWN.get(event.kind)
    return shown(event) if shown else None
