"""What pages without an account show of a session that can be booked, of a booking and of a certificate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from coproduction.core.dates import uk_datetime
from coproduction.core.links import absolute_url
from coproduction.schedule import calendars
from coproduction.schedule.models import Event, EventFormat, EventState
from coproduction.schedule.rules import is_cancelled
from coproduction.schedule.rules.attendance import is_on
from coproduction.training.booking_keys import address_of_team
from coproduction.training.evaluation_keys import address_to_evaluate
from coproduction.training.models import BookingState, Delegate, SessionBookings
from coproduction.training.pages.evaluation import evaluation_page
from coproduction.training.queries import bookings as queries
from coproduction.training.queries.dates import dates_of, dates_shown, dates_with, last_end
from coproduction.training.rules import bookings as rules
from coproduction.training.rules.certificates import has_certificate, in_groups
from coproduction.training.rules.courses import minutes_in_words
from coproduction.training.rules.delegates import needs_of, people_in_words
from coproduction.training.rules.sessions import is_over
from coproduction.training.words.dates import days_in_words, other_links, places_in_words, times_in_words

Fact = tuple[str, str]


class Standing(NamedTuple):
    """How a booking stands, in words: `yes` is on the button with which its delegate says yes, if they have to."""

    heading: str
    words: str
    yes: str = ""


STANDINGS: Mapping[BookingState, Standing] = {
    BookingState.KEPT: Standing("Confirm your booking", "We keep a place for you until {until}.", "Confirm my booking"),
    BookingState.ASKED: Standing(
        "Confirm your booking",
        "Confirm this by {until}. You then get a place if one is free, or a turn on the waiting list.",
        "Confirm my booking",
    ),
    BookingState.WAITING: Standing(
        "You are on the waiting list",
        "You are number {position}. We email you when there is a place. You then have {hours} hours to say yes.",
    ),
    BookingState.OFFERED: Standing(
        "There is a place for you",
        "We keep it for you until {until}. After that it goes to the next person.",
        "Yes, I will come",
    ),
    BookingState.BOOKED: Standing("You have a place", "We look forward to seeing you."),
    BookingState.CANCELLED: Standing(
        "Your booking is cancelled", "If you change your mind, you can ask for a place again.", "Ask for a place again"
    ),
    BookingState.LAPSED: Standing(
        "Your time to answer is over",
        "If you still want to come, you can ask for a place again. You then stand at the end of the list.",
        "Ask for a place again",
    ),
}
CLOSED = "This session takes no bookings any more."
NOT_PUBLISHED = Standing(
    "This session is not published yet", "We are still planning it, so nobody can book. Come back to this page later."
)
CALLED_OFF = Standing("This session is cancelled", "We are sorry. It will not happen.")
PUT_OFF = Standing("This session is put off", "We are sorry. It will not happen on this day. It may come on another.")
OVER = Standing("This session is over", "")
CAME = Standing("Thank you for coming", "")


def sessions_to_book(listed: Iterable[SessionBookings]) -> list[tuple[str, str]]:
    """Return the sessions that everybody can book, as the address of each and when and where it is."""
    return [
        (bookings.code, f"{times_in_words(dates)}. {places_in_words(dates, where=_where)}")
        for bookings, dates in _with_dates(list(listed))
    ]


def _with_dates(listed: Sequence[SessionBookings]) -> Iterator[tuple[SessionBookings, Sequence[Event]]]:
    dates = dates_shown([bookings.session.event for bookings in listed])
    return ((bookings, dates[bookings.event_id]) for bookings in listed)


def session_page(bookings: SessionBookings, *, is_of_host: bool, now: datetime) -> dict[str, Any]:
    """Return what everybody, or the host’s team, reads of a session: never who booked it, and only if it is full."""
    event, course = bookings.session.event, bookings.session.course
    delegates = queries.delegates_of(bookings.event_id)
    held = rules.held_at(bookings, now=now)
    return {
        "title": event.title,
        "aim": course.aim,
        "facts": _facts(event, audience=course.audience),
        "is_full": rules.is_full(delegates, capacity=bookings.capacity, held=held, is_of_host=is_of_host),
        "hours_to_accept": rules.hours_to_accept(now=now),
        "can_book": rules.can_book(bookings, now=now),
        "not_on": not_on(bookings),
    }


def not_on(bookings: SessionBookings) -> Standing | None:
    """Return how a session that is not published yet, put off or cancelled stands, in words; None for any other."""
    if bookings.session.event.state is EventState.DRAFT:
        return NOT_PUBLISHED
    if bookings.session.event.state is not EventState.CANCELLED:
        return None
    return PUT_OFF if bookings.session.is_put_off else CALLED_OFF


def booking_page(delegate: Delegate, *, now: datetime) -> dict[str, Any]:
    """Return what a delegate sees on their own page: how they stand, and what they can do."""
    bookings = delegate.bookings
    event = bookings.session.event
    is_to_come = rules.takes_place(event, now=now)
    has_place = delegate.state is BookingState.BOOKED
    ends_at = last_end(event.id)
    is_to_join = event.state is EventState.PUBLISHED and not is_over(ends_at, now=now)
    standing = _standing(delegate, ends_at, now=now)
    return {
        "title": event.title,
        "heading": standing.heading,
        "words": standing.words,
        "yes": standing.yes if is_to_come else "",
        "facts": _facts(event),
        "joining": _joining(bookings) if has_place and is_to_join else [],
        "joining_link": event.joining_link if has_place and is_to_join else "",
        "said": _said(delegate),
        "can_change": is_to_come and rules.is_live(delegate),
        "has_place": has_place and is_to_come,
        "can_check_in": has_place and not delegate.came and any(is_on(date, now=now) for date in dates_of(event.id)),
        "is_here": bool(delegate.came) and not is_over(ends_at, now=now),
        "has_certificate": has_certificate(delegate, ends_at=ends_at, now=now),
        "evaluation": address_to_evaluate(delegate) if evaluation_page(delegate, now=now).can_answer else "",
    }


def _said(delegate: Delegate) -> list[Fact]:
    return [
        ("Name", delegate.name),
        ("Email address", delegate.email or "None that you told us"),
        ("Team", delegate.team),
        ("Role", delegate.job),
        ("What you need", "\n".join(needs_of(delegate)) or "Nothing that you told us"),
    ]


def _standing(delegate: Delegate, ends_at: datetime | None, *, now: datetime) -> Standing:
    """Return how a booking stands; whose time is over stands so, even before it was written down."""
    event = delegate.bookings.session.event
    if off := not_on(delegate.bookings):
        return off
    if delegate.came:
        return CAME
    is_still_on = delegate.state is BookingState.BOOKED and not is_over(ends_at, now=now)
    if not rules.takes_place(event, now=now) and not is_still_on:
        return OVER
    state = BookingState.LAPSED if rules.is_overdue(delegate, now=now) else delegate.state
    standing = STANDINGS[state]
    if state not in rules.LIVE and not rules.can_book(delegate.bookings, now=now):
        return Standing(standing.heading, CLOSED)
    position = hours = 0
    if state is BookingState.WAITING:
        hours = rules.hours_to_accept(now=now)
        position = rules.position_of(delegate, queries.delegates_of(delegate.event_id))
    until = uk_datetime(delegate.answer_by) if delegate.answer_by else ""
    return standing._replace(words=standing.words.format(until=until, position=position, hours=hours))


def hosted_page(bookings: SessionBookings, *, now: datetime) -> dict[str, Any]:
    """Return what the host of a session sees: numbers, and nobody's name."""
    delegates = queries.delegates_of(bookings.event_id)
    held = rules.held_at(bookings, now=now)
    own = [one for one in delegates if one.is_of_host]
    return {
        "title": bookings.session.event.title,
        "facts": [
            *_facts(bookings.session.event),
            *booked_so_far(bookings, delegates),
            ("Taken by your team", people_in_words(rules.number_taken(own))),
            ("Held for your team, and still free", str(rules.held_free(delegates, held=held))),
        ],
        "team_address": address_of_team(bookings),
        "can_hold": rules.takes_place(bookings.session.event, now=now),
        "not_on": not_on(bookings),
    }


def booked_so_far(bookings: SessionBookings, delegates: Sequence[Delegate]) -> list[Fact]:
    """Return how far a session is booked: numbers, and nobody's name."""
    return [
        ("Places", str(bookings.capacity)),
        ("Taken", people_in_words(rules.number_taken(delegates))),
        ("On the waiting list", people_in_words(sum(one.state in rules.IN_LINE for one in delegates))),
    ]


def certificate_page(delegate: Delegate) -> dict[str, Any]:
    """Return the certificate as it is printed, and where anybody can check it."""
    facts = dict(certificate_lines(delegate))
    return {"facts": facts, "check_address": absolute_url("training_public.check_certificate")}


def certificate_lines(delegate: Delegate) -> list[Fact]:
    """Return all that stands on a certificate, and all that a check of it shows."""
    session = delegate.bookings.session
    dates = [date for date in dates_with(session.event) if not is_cancelled(date)] or [session.event]
    length = sum((date.ends_at - date.starts_at for date in dates), timedelta())
    return [
        ("Name", delegate.name),
        ("Training", delegate.certified_course or ""),
        ("Date", days_in_words(dates)),
        ("Length", minutes_in_words(length // timedelta(minutes=1))),
        ("Code", in_groups(delegate.certificate or "")),
    ]


def _facts(event: Event, *, audience: str = "") -> list[Fact]:
    """Return when and where a session is, and for whom; nothing while it is planned, because that may change."""
    who = [("Who it is for", audience)] if audience else []
    dates = dates_with(event)
    when = [("When", times_in_words(dates)), ("Where", places_in_words(dates, where=_where))]
    return [] if event.state is EventState.DRAFT else [*when, *who]


def _where(event: Event) -> str:
    return "Online. We email you how to join" if event.format is EventFormat.ONLINE else calendars.place_in_words(event)


def _joining(bookings: SessionBookings) -> list[Fact]:
    event = bookings.session.event
    said = (
        ("Join by phone", event.joining_phone),
        ("What to know before you come", "\n".join((bookings.joining_notes, *other_links(dates_with(event)))).strip()),
    )
    return [(name, words) for name, words in said if words]
