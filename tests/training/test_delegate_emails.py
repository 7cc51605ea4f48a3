"""The words of each email to a delegate or a host, as stored in `emails/`: none says what anybody needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coproduction.schedule.models import EventState
from coproduction.training.emails import delegates as emails
from coproduction.training.models import BookingState, Delegate, SessionBookings
from tests.conftest import NOON
from tests.factories import DelegateFactory, SessionBookingsFactory

STORED = Path(__file__).parent / "emails"
BY_PHONE: dict[str, Any] = {"email": None, "phone": "0115 496 0100"}
UNTIL = NOON + timedelta(days=1)


def sam(state: BookingState = BookingState.BOOKED, **more: Any) -> Delegate:
    """Somebody who booked a session, and needs something."""
    more = {"answer_by": UNTIL if state in ("kept", "asked", "offered") else None, "seed": "seed"} | more
    delegate: Delegate = DelegateFactory.create(
        bookings__session__course__name="Accessible meetings",
        bookings__joining_notes="Ask at reception.",
        name="Sam Reed",
        needs=["large print"],
        needs_notes="I sit near the door.",
        state=state,
        **more,
    )
    event = delegate.bookings.session.event
    event.joining_link, event.joining_phone = "https://example.org/join", "0115 496 0200"
    return delegate


def unconfirmed(noon: datetime) -> None:
    emails.booked_before(sam(BookingState.KEPT, confirmed_at=None), now=noon)


def closed(state: BookingState) -> Delegate:
    """Somebody who booked a session that takes no bookings any more."""
    delegate = sam(state)
    delegate.bookings.is_open = False
    return delegate


def called_off(noon: datetime, *, is_put_off: bool = False, **more: Any) -> None:
    delegate = sam(**more)
    session = delegate.bookings.session
    event, session.is_put_off = session.event, is_put_off
    event.state, event.cancelled_because = EventState.CANCELLED, "Two trainers are ill."
    emails.session_cancelled([delegate], now=noon)


def hurried(noon: datetime) -> None:
    delegate = sam(OFFERED)
    emails.session_changed([delegate], hurried=[delegate], now=noon)


def hosted() -> SessionBookings:
    """A session that Kim hosts."""
    details = {"session__course__name": "Accessible meetings", "host_name": "Kim", "host_email": "kim@example.org"}
    bookings: SessionBookings = SessionBookingsFactory.create(code="seed", host_seed="seed", **details)
    return bookings


def hosted_called_off(noon: datetime, *, is_put_off: bool = False) -> None:
    bookings = hosted()
    bookings.session.is_put_off, bookings.session.event.cancelled_because = is_put_off, "Two trainers are ill."
    emails.hosted_cancelled(bookings, now=noon)


WAITING, OFFERED, KEPT = BookingState.WAITING, BookingState.OFFERED, BookingState.KEPT
MESSAGES: dict[str, Callable[[datetime], None]] = {
    "confirm_booking": lambda noon: emails.confirm_asked(sam(KEPT, confirmed_at=None), now=noon),
    "booked_before": lambda noon: emails.booked_before(sam(), now=noon),
    "booked_before_unconfirmed": unconfirmed,
    "booked": lambda noon: emails.place_stands(sam(), now=noon),
    "booked_by_us": lambda noon: emails.place_stands(sam(), by_us=True, now=noon),
    "in_line": lambda noon: emails.place_stands(sam(WAITING), now=noon),
    "in_line_by_us": lambda noon: emails.place_stands(sam(WAITING), by_us=True, now=noon),
    "place_free_by_phone": lambda noon: emails.place_free(sam(OFFERED, **BY_PHONE), now=noon),
    "offer_lapsed_by_phone": lambda noon: emails.offer_lapsed(sam(BookingState.LAPSED, **BY_PHONE), now=noon),
    "delegate_reminder_by_phone": lambda noon: emails.coming_up(sam(**BY_PHONE), noon, now=noon),
    "session_changed_by_phone": lambda noon: emails.session_changed([sam(**BY_PHONE)], hurried=(), now=noon),
    "joining_changed_by_phone": lambda noon: emails.joining_changed([sam(**BY_PHONE)], now=noon),
    "session_cancelled_by_phone": lambda noon: called_off(noon, **BY_PHONE),
    "offer_lapsed_closed": lambda noon: emails.offer_lapsed(closed(BookingState.LAPSED), now=noon),
    "booking_cancelled_closed": lambda noon: emails.booking_cancelled(
        closed(BookingState.CANCELLED), had_place=False, now=noon
    ),
    "booking_cancelled_by_us": lambda noon: emails.booking_cancelled(
        sam(BookingState.CANCELLED), had_place=True, by_us=True, now=noon
    ),
    "place_free": lambda noon: emails.place_free(sam(OFFERED), now=noon),
    "offer_lapsed": lambda noon: emails.offer_lapsed(sam(BookingState.LAPSED), now=noon),
    "booking_cancelled": lambda noon: emails.booking_cancelled(sam(BookingState.CANCELLED), had_place=True, now=noon),
    "delegate_reminder": lambda noon: emails.coming_up(sam(), noon, now=noon),
    "session_changed": lambda noon: emails.session_changed([sam()], hurried=[], now=noon),
    "session_changed_in_line": lambda noon: emails.session_changed([sam(WAITING)], hurried=[], now=noon),
    "session_changed_with_less_time": hurried,
    "joining_changed": lambda noon: emails.joining_changed([sam()], now=noon),
    "session_cancelled": called_off,
    "session_put_off": partial(called_off, is_put_off=True),
    "hosting": lambda noon: emails.hosting(hosted(), now=noon),
    "hosted_changed": lambda noon: emails.hosted_changed(hosted(), now=noon),
    "hosted_cancelled": hosted_called_off,
    "hosted_put_off": partial(hosted_called_off, is_put_off=True),
}
WITH_CALENDAR = (
    "booked",
    "booking_cancelled",
    "session_changed",
    "joining_changed",
    "session_cancelled",
    "session_put_off",
)
SAID_DIFFERENTLY = re.compile("_by_us$|_by_phone$")


@pytest.mark.parametrize("name", MESSAGES)
def test_an_email_says_what_is_stored(noon, inbox, name):
    MESSAGES[name](noon)

    [message] = inbox.messages
    words, closing = re.split(r"\n+---\n+", re.sub(r"seed\.[\w-]{43}", "seed.signed", message.text))
    assert closing.startswith("This message is from My Life Choices")
    assert f"{message.subject}\n\n{words}\n" == (STORED / f"{name}.txt").read_text()
    assert ("large print" in message.text.lower(), "near the door" in message.text) == (False, False)
    assert bool(message.calendar) == (SAID_DIFFERENTLY.sub("", name) in WITH_CALENDAR)


def test_a_place_that_is_given_up_leaves_the_calendar_and_says_nothing_of_how_to_join(noon):
    delegate = sam()
    there = emails.calendar_of(delegate, now=noon)
    delegate.state = BookingState.CANCELLED
    gone = emails.calendar_of(delegate, now=noon)

    assert ("STATUS:CONFIRMED" in there, "example.org/join" in there, "METHOD:PUBLISH" in there) == (True, True, True)
    assert ("STATUS:CANCELLED" in gone, "example.org/join" in gone, "METHOD:CANCEL" in gone) == (True, False, True)
