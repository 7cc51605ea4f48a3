"""What is kept of delegates for how long, and the numbers that stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.notifications.models import Message, MessageState
from coproduction.schedule.models import EventState
from coproduction.training.actions.booking import DelegateDetails, Sending, book, keep_lines
from coproduction.training.actions.forgetting import forget_delegates, forget_needs, forget_unconfirmed
from coproduction.training.emails import delegates as emails
from coproduction.training.models import BookingState, Delegate, DelegateCount, SessionBookings
from tests.factories import LONG_AGO, DelegateFactory, SessionBookingsFactory

SAM = DelegateDetails("Sam Reed", "Mansfield community nurses", "Nurse")
MONTHS, DAY = timedelta(days=367), timedelta(days=1)


@pytest.fixture
def over(noon):
    """A session that is over, with four delegates and a host."""
    bookings = SessionBookingsFactory(capacity=3, host_name="Kim", host_email="kim@example.org")
    event = bookings.session.event
    event.starts_at, event.ends_at = noon - timedelta(hours=2), noon
    DelegateFactory(bookings=bookings, came=True, certificate="A" * 20, needs_notes="Near the door")
    DelegateFactory(bookings=bookings, came=False)
    DelegateFactory(bookings=bookings, state=BookingState.CANCELLED)
    DelegateFactory(bookings=bookings, state=BookingState.WAITING)
    return bookings


def test_delegates_are_deleted_a_year_after_and_numbers_stay(over, inbox, noon):
    emails.booked_before(over_one(over), now=noon)
    emails.hosting(over, now=noon)
    assert forget_delegates(now=noon + timedelta(days=360)) == 0

    assert [forget_delegates(now=noon + MONTHS) for _ in range(2)] == [1, 0]

    assert db.session.query(Delegate).count() == 0
    count = db.session.get_one(DelegateCount, over.event_id)
    assert (count.booked, count.came, count.cancelled, count.without_place) == (2, 1, 1, 1)
    there = db.session.get_one(SessionBookings, over.event_id)
    assert (there.capacity, there.host_name, there.host_email) == (3, "", "")
    assert {(message.state, message.to_name, message.to_address, message.text) for message in inbox.messages} == {
        (MessageState.DROPPED, "", "", "")
    }


def over_one(bookings):
    return db.session.query(Delegate).filter_by(event_id=bookings.event_id).order_by(Delegate.turn).first()


def test_what_delegates_needed_is_deleted_some_weeks_after(over, noon):
    assert forget_needs(now=noon + timedelta(weeks=3)) == 0
    assert [forget_needs(now=noon + timedelta(weeks=5)) for _ in range(2)] == [1, 0]
    assert over_one(over).needs_notes == ""


def test_bookings_that_nobody_confirmed_are_deleted_a_day_after_their_time(noon):
    lapsed = {"state": BookingState.LAPSED, "moved_at": noon}
    DelegateFactory(confirmed_at=None, **lapsed)
    kept = DelegateFactory(**lapsed)

    assert forget_unconfirmed(now=noon + DAY) == 0
    assert [forget_unconfirmed(now=noon + 2 * DAY) for _ in range(2)] == [1, 0]
    assert db.session.query(Delegate).one() is kept
    assert db.session.query(Message).count() == 0


def test_what_nobody_confirmed_when_the_session_began_ends_is_deleted_and_not_counted(noon, inbox):
    bookings = SessionBookingsFactory(capacity=2)
    starts_at = bookings.session.event.starts_at
    for email in ("kept@example.org", "asked@example.org"):
        book(bookings, email, details=SAM, is_of_host=False, sent=Sending(LONG_AGO), now=starts_at - DAY / 24)
    offered = DelegateFactory(bookings=bookings, turn=9, state=BookingState.OFFERED, answer_by=starts_at)
    cancelled = DelegateFactory(bookings=bookings, turn=10, state=BookingState.CANCELLED, confirmed_at=None)
    told = len(inbox.messages)

    assert [keep_lines(now=starts_at), len(inbox.messages) - told] == [0, 0]
    assert {one.state for one in everybody() if one is not cancelled} == {BookingState.LAPSED}
    assert forget_unconfirmed(now=starts_at + 2 * DAY) == 3
    assert everybody() == [offered]
    forget_delegates(now=starts_at + MONTHS)
    count = db.session.get_one(DelegateCount, bookings.event_id)
    assert (count.booked, count.without_place) == (0, 1)


def everybody():
    return db.session.query(Delegate).order_by(Delegate.turn).all()


def test_what_nobody_confirmed_of_a_cancelled_session_ends_too(noon):
    bookings = SessionBookingsFactory()
    book(bookings, "kept@example.org", details=SAM, is_of_host=False, sent=Sending(LONG_AGO), now=noon)
    bookings.session.event.state = EventState.CANCELLED
    db.session.flush()

    keep_lines(now=noon + 2 * DAY)

    assert [one.state for one in everybody()] == [BookingState.LAPSED]


def test_whoever_books_after_others_were_deleted_hears_of_it_whatever_their_number_is(inbox, noon):
    bookings = SessionBookingsFactory()
    for email in ("first@example.org", "second@example.org"):
        book(bookings, email, details=SAM, is_of_host=False, sent=Sending(LONG_AGO), now=noon)
        keep_lines(now=noon + 2 * DAY)
        assert forget_unconfirmed(now=noon + 4 * DAY) == 1

    assert [message.template for message in inbox.messages] == ["training/confirm_booking"] * 2
