"""What coordinators and trainers see of delegates: trainers what they need, without names or how to reach them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from coproduction.core.dates import uk_datetime, uk_short_date
from coproduction.members.models import Member
from coproduction.schedule.facts import OwnPart
from coproduction.schedule.models import Event
from coproduction.schedule.queries.attendance import code_of
from coproduction.schedule.rules import set_id_of
from coproduction.schedule.rules.attendance import can_be_written_down, has_use_for_code
from coproduction.training.booking_keys import address_of_host, address_of_team, address_to_book
from coproduction.training.kinds import CAME, NOT_CAME
from coproduction.training.models import BookingState, Delegate, SessionBookings
from coproduction.training.queries import bookings as queries
from coproduction.training.queries.dates import date_with_code, last_end
from coproduction.training.rules import bookings as rules
from coproduction.training.rules.certificates import has_certificate
from coproduction.training.rules.delegates import counted_needs, needs_of, people_in_words

HEADING = (
    "Number",
    "Name",
    "Email address",
    "Phone number",
    "Team",
    "Role",
    "Booking",
    "Since",
    "What they need",
    "Came",
)
STATES = {
    BookingState.KEPT: "Has not confirmed yet, a place is kept",
    BookingState.ASKED: "Has not confirmed yet, no place",
    BookingState.WAITING: "On the waiting list",
    BookingState.OFFERED: "A place is kept for them",
    BookingState.BOOKED: "Has a place",
    BookingState.CANCELLED: "Cancelled",
    BookingState.LAPSED: "Did not answer in time",
}
BACK = (BookingState.CANCELLED, BookingState.LAPSED)  # who can be given a turn in the line again
ANSWERS = {
    BookingState.KEPT: "{name} has not confirmed their booking yet.",
    BookingState.ASKED: "{name} has not confirmed their booking yet.",
    BookingState.OFFERED: "A place is kept for {name}.",
    BookingState.WAITING: "{name} is number {position} on the waiting list.",
    BookingState.BOOKED: "{name} has a place.",
    BookingState.CANCELLED: "The booking of {name} is cancelled.",
    BookingState.LAPSED: "{name} has no booking any more.",
}
CAME_IN_WORDS = {None: "", True: "Came", False: "Did not come"}


class DelegateLine(NamedTuple):
    """A delegate in the coordinators' list."""

    id: int
    name: str
    reached: str
    words: str
    state: str
    needs: list[str]
    came: str
    choices: list[tuple[str, str]]


class CameLine(NamedTuple):
    """A delegate in the list on which it is ticked who came: their name, and never how to reach them."""

    id: int
    name: str
    team: str
    choices: list[tuple[str, str, bool]]


def staff_page(bookings: SessionBookings, delegates: Sequence[Delegate], *, now: datetime) -> dict[str, Any]:
    """Return what coordinators see of a session's delegates."""
    ends_at = last_end(bookings.event_id)
    return {
        "facts": list(_facts(bookings, delegates, now=now)),
        "lines": [delegate_line(one, bookings, ends_at, now=now) for one in delegates],
        "links": [
            ("Staff book here", address_to_book(bookings)),
            ("The host’s team books here", address_of_team(bookings)),
            ("The host’s own page", address_of_host(bookings)),
        ],
        "has_new_needs": any(is_new_need(one, bookings) for one in delegates),
        "can_be_written_down": can_be_written_down(bookings.session.event, now=now),
        "has_use_for_code": has_use_for_code(bookings.session.event, now=now),
        "can_hold": rules.takes_place(bookings.session.event, now=now),
        "can_book": rules.can_book(bookings, now=now),
    }


def _facts(bookings: SessionBookings, delegates: Sequence[Delegate], *, now: datetime) -> Iterator[tuple[str, str]]:
    taken = rules.number_taken(delegates)
    yield "Places", f"{bookings.capacity}, of which {taken} {'is' if taken == 1 else 'are'} taken"
    yield "On the waiting list", people_in_words(sum(one.state in rules.IN_LINE for one in delegates))
    yield "Bookings", "Open" if bookings.is_open else "Closed"
    yield "Who can find it", "Everybody" if bookings.is_listed else "Those who have the link"
    held = rules.held_at(bookings, now=now)
    if held and bookings.held_until:
        free = rules.held_free(delegates, held=held)
        yield "Held for the host’s team", f"{held} until {uk_short_date(bookings.held_until)}, {free} of them free"
    if bookings.host_name:
        yield "Host", f"{bookings.host_name}, {bookings.host_email}".rstrip(", ")


def is_new_need(delegate: Delegate, bookings: SessionBookings) -> bool:
    """Say whether what a delegate with a place needs changed since a coordinator last saw to it.

    It also changed when they need nothing any more: something may have been ordered for them.
    """
    if delegate.state is not BookingState.BOOKED or delegate.needs_changed_at is None:
        return False
    return bookings.needs_seen_at is None or delegate.needs_changed_at > bookings.needs_seen_at


def delegate_line(
    delegate: Delegate, bookings: SessionBookings, ends_at: datetime | None, *, now: datetime
) -> DelegateLine:
    """Return a delegate as coordinators see them, with what can be done for them; the session ends at that time."""
    return DelegateLine(
        delegate.id,
        delegate.name,
        delegate.email or delegate.phone,
        f"{delegate.job}, {delegate.team}",
        STATES[delegate.state],
        needs_of(delegate),
        CAME_IN_WORDS[delegate.came],
        list(_choices(delegate, bookings, ends_at, now=now)),
    )


def _choices(
    delegate: Delegate, bookings: SessionBookings, ends_at: datetime | None, *, now: datetime
) -> Iterator[tuple[str, str]]:
    """Yield what a coordinator can do for a delegate: its page, and what leads there."""
    can_return = delegate.state in BACK and rules.can_book(bookings, now=now)
    is_to_come = rules.takes_place(bookings.session.event, now=now)
    if can_return or (is_to_come and delegate.state in rules.ON_YES):
        yield "training.say_yes_for", "Say yes"
    if is_to_come and rules.is_live(delegate):
        yield "training.cancel_for", "Cancel"
    yield "training.change_for", "Change"
    if has_certificate(delegate, ends_at=ends_at, now=now):
        yield "training.show_certificate", "Certificate"


def answer_to(delegate: Delegate, is_new: bool) -> str:
    """Return how a delegate stands for whom a coordinator did something, and how they hear of it if it is new."""
    position = rules.position_of(delegate, queries.delegates_of(delegate.event_id))
    said = ANSWERS[delegate.state].format(name=delegate.name, position=position)
    if not is_new:
        return f"{said} That was so before, so nothing was changed."
    return f"{said} {'We have sent them an email.' if delegate.email else 'Tell them now: they have no email address.'}"


def rows(delegates: Iterable[Delegate]) -> list[tuple[object, ...]]:
    """Return delegates as rows of a table to download, for coordinators."""
    return [
        (
            one.turn,
            one.name,
            one.email or "",
            one.phone,
            one.team,
            one.job,
            STATES[one.state],
            uk_datetime(one.moved_at),
            "; ".join(needs_of(one)),
            CAME_IN_WORDS[one.came],
        )
        for one in delegates
    ]


def came_page(event: Event, delegates: Iterable[Delegate], *, now: datetime) -> dict[str, Any]:
    """Return the list on which it is ticked who came: names yes, and how to reach people no."""
    delegates = list(delegates)
    without_place = [one for one in delegates if one.state is not BookingState.BOOKED]
    return {
        "event": event,
        "people": [_came_line(one) for one in delegates if one.state is BookingState.BOOKED],
        "others": [_came_line(one) for one in without_place],
        "can_write": can_be_written_down(event, now=now),
        "has_use_for_code": has_use_for_code(date_with_code(event, now=now), now=now),
    }


def screen_page(event: Event) -> dict[str, Any]:
    """Return what is shown in the room on the day: the code, and nobody's name."""
    code = code_of(event.id)
    return {"title": event.title, "code": f"{code.code[:3]} {code.code[3:]}" if code else ""}


def delegates_part(event: Event, *, viewer: Member, now: datetime) -> OwnPart | None:
    """Return what those who work on a session are told of its delegates; None for others, and without bookings."""
    event_id = set_id_of(event)
    bookings = queries.bookings_of(event_id)
    if bookings is None or not queries.works_on(event_id, viewer=viewer, now=now):
        return None
    delegates = queries.delegates_of(event_id)
    coming = sum(one.state is BookingState.BOOKED for one in delegates)
    shown = {
        "event_id": event_id,
        "coming": people_in_words(coming),
        "needs": counted_needs(delegates),
        "leads": queries.leads(event_id, viewer=viewer, now=now),
        "notes": bookings.joining_notes,
    }
    return OwnPart("training/delegates_part.html", shown)


def _came_line(delegate: Delegate) -> CameLine:
    choices = [(CAME, "Came", delegate.came is True)]
    if delegate.state is BookingState.BOOKED:
        choices.append((NOT_CAME, "Did not come", delegate.came is False))
    return CameLine(delegate.id, delegate.name, delegate.team, choices)
