"""Twenty-one people book twenty places (scenario 9): whoever waits gets in, and all that follows comes out right."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from coproduction.core.database import db
from coproduction.notifications.models import Message
from coproduction.schedule.actions.attendance import make_code
from coproduction.training.actions.booking import (
    DelegateDetails,
    Sending,
    book,
    cancel_booking,
    keep_lines,
    say_yes,
)
from coproduction.training.actions.checking_in import check_in, write_down_who_came
from coproduction.training.actions.forgetting import forget_delegates
from coproduction.training.models import BookingState, Delegate, DelegateCount
from tests.factories import LONG_AGO, SessionBookingsFactory, StaffFactory

PLACES = 20


def standing() -> list[BookingState]:
    """Return how everybody stands, in the order in which they came."""
    return [one.state for one in everybody()]


def everybody() -> list[Delegate]:
    return db.session.query(Delegate).order_by(Delegate.turn).all()


def test_the_twenty_first_gets_the_place_that_falls_free_and_every_number_is_right(noon):
    bookings = SessionBookingsFactory(capacity=PLACES)
    event, staff = bookings.session.event, StaffFactory()
    for number in range(PLACES + 1):
        details = DelegateDetails(f"Delegate {number}", "Mansfield community nurses", "Nurse")
        book(bookings, f"d{number}@example.org", details=details, is_of_host=False, sent=Sending(LONG_AGO), now=noon)
    for delegate in everybody():
        say_yes(delegate.id, now=noon)
    *coming, last = everybody()
    assert standing() == [*[BookingState.BOOKED] * PLACES, BookingState.WAITING]

    cancel_booking(coming[4].id, now=noon)
    in_time = noon + timedelta(hours=47)
    assert (keep_lines(now=in_time), standing()[-1]) == (0, BookingState.OFFERED)
    say_yes(last.id, now=in_time)
    assert Counter(standing()) == Counter({BookingState.BOOKED: PLACES, BookingState.CANCELLED: 1})

    code = make_code(event, by=staff, now=event.starts_at).code
    there = [one for one in everybody() if one.state is BookingState.BOOKED]
    for delegate in there[:17]:
        check_in(delegate.id, code, now=event.starts_at)
    write_down_who_came(event, {there[17].id: True, there[18].id: False}, by=staff, now=event.ends_at)
    assert Counter(one.came for one in everybody()) == Counter({True: 18, False: 1, None: 2})
    assert len({one.certificate for one in everybody()} - {None}) == 18

    told = Counter(message.template for message in db.session.query(Message))
    assert told == Counter(
        {
            "training/confirm_booking": 21,
            "training/booked": 21,
            "training/in_line": 1,
            "training/place_free": 1,
            "training/booking_cancelled": 1,
        }
    )
    forget_delegates(now=event.ends_at + timedelta(days=370))
    count = db.session.get_one(DelegateCount, event.id)
    assert (count.booked, count.came, count.cancelled, count.without_place) == (20, 18, 1, 0)
