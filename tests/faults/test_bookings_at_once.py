"""Many people book the last place, give places up and answer at once: nobody is given what is not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.notifications.models import Message
from coproduction.schedule.actions.events import cancel_event
from coproduction.schedule.models import Event
from coproduction.training.actions.booking import DelegateDetails, Sending, book, cancel_booking, keep_lines, say_yes
from coproduction.training.actions.checking_in import let_somebody_in
from coproduction.training.actions.for_delegates import book_for, cancel_for
from coproduction.training.actions.hosting import BookingDetails, change_bookings
from coproduction.training.actions.reaching import Reach
from coproduction.training.models import BookingState, Delegate
from coproduction.training.queries.bookings import bookings_of
from coproduction.training.rules.bookings import UNCONFIRMED_PLACES
from tests.conftest import NOON
from tests.factories import LONG_AGO, DelegateFactory, SessionBookingsFactory, StaffFactory
from tests.faults.at_once import all_at_once, count, many

pytestmark = pytest.mark.usefixtures("a_patient_database")

DETAILS = DelegateDetails("Sam Reed", "Mansfield community nurses", "Nurse")
UNTIL = NOON + timedelta(hours=1)


def booking(event_id: int, email: str) -> Callable[[], None]:
    """Return the deed of somebody with this address looking at the page, and then booking."""

    def press() -> None:
        seen = bookings_of(event_id)
        assert seen
        book(seen, email, details=DETAILS, is_of_host=False, sent=Sending(LONG_AGO), now=NOON)

    return press


def ringing(event_id: int, staff_id: int, **reach: str) -> Callable[[], None]:
    """Return the deed of a coordinator who books for somebody who rings."""

    def press() -> None:
        seen, by = bookings_of(event_id), db.session.get_one(Account, staff_id)
        assert seen
        book_for(seen, DETAILS, Reach(**{"email": "", "phone": "", **reach}), is_of_host=False, by=by, now=NOON)

    return press


def numbers(*states: BookingState) -> list[int]:
    """Return the delegates in these states, in the order in which they came."""
    return list(db.session.scalars(select(Delegate.id).where(Delegate.state.in_(states)).order_by(Delegate.turn)))


def test_of_fifty_who_want_the_last_place_one_has_it_and_the_others_wait_in_the_order_in_which_they_came(
    a_real_database,
):
    event_id = DelegateFactory(bookings=SessionBookingsFactory(capacity=2)).event_id
    db.session.commit()

    said = all_at_once(a_real_database, [booking(event_id, f"person{n}@example.org") for n in range(50)])

    assert said == {"done": 50}
    assert len(numbers(BookingState.BOOKED)) == 1
    came = numbers(BookingState.KEPT, BookingState.ASKED)
    assert came == sorted(came)
    assert numbers(BookingState.KEPT) == came[:1]
    assert count(Message.template == "training/confirm_booking", of=Message) == 50


def test_one_person_who_presses_twenty_times_has_one_booking_and_hears_of_it_once(a_real_database):
    event_id = SessionBookingsFactory().event_id
    db.session.commit()

    said = all_at_once(a_real_database, [booking(event_id, "Sam@example.org")] * 20)

    assert said == {"done": 20}
    assert count(of=Delegate) == 1
    assert sorted(db.session.scalars(select(Message.template))) == [
        "training/booked_before",
        "training/confirm_booking",
    ]


def test_ten_who_cancel_at_once_beside_two_workers_give_their_places_once_and_in_order(a_real_database):
    bookings = SessionBookingsFactory(capacity=10)
    holders = [one.id for one in many(10, DelegateFactory, bookings=bookings)]
    waiting = [one.id for one in many(20, DelegateFactory, bookings=bookings, state=BookingState.WAITING)]
    db.session.commit()

    deeds = [partial(cancel_booking, delegate_id, now=NOON) for delegate_id in holders]
    said = all_at_once(a_real_database, [*deeds, *[partial(keep_lines, now=NOON)] * 5])

    assert said == {"done": 15}
    assert numbers(BookingState.OFFERED) == waiting[:10]
    assert count(Message.template == "training/place_free", of=Message) == 10


def test_a_yes_and_the_end_of_its_time_at_once_leave_one_place_for_one_person(a_real_database):
    bookings = SessionBookingsFactory(capacity=1)
    offered = DelegateFactory(bookings=bookings, state=BookingState.OFFERED, answer_by=UNTIL).id
    waiting = DelegateFactory(bookings=bookings, state=BookingState.WAITING).id
    db.session.commit()

    in_time = UNTIL - timedelta(seconds=1)
    deeds: list[Callable[[], object]] = [partial(say_yes, offered, now=in_time), partial(keep_lines, now=UNTIL)]
    said = all_at_once(a_real_database, deeds * 5)

    assert said == {"done": 10}
    states = dict(db.session.execute(select(Delegate.id, Delegate.state)).all())
    assert states in (
        {offered: BookingState.BOOKED, waiting: BookingState.WAITING},
        {offered: BookingState.WAITING, waiting: BookingState.OFFERED},
    )


def test_places_are_not_made_fewer_than_people_take_at_that_moment(a_real_database):
    event_id, staff_id = SessionBookingsFactory(capacity=10).event_id, StaffFactory().id
    set_number(UNCONFIRMED_PLACES, 10, from_day=NOON.date(), account_id=None, now=NOON)
    db.session.commit()

    def makes_fewer() -> None:
        change_bookings(event_id, BookingDetails(5), by=db.session.get_one(Account, staff_id), now=NOON)

    deeds = [booking(event_id, f"person{n}@example.org") for n in range(10)]
    all_at_once(a_real_database, [*deeds, *[makes_fewer] * 5])

    bookings = bookings_of(event_id)
    assert bookings
    assert len(numbers(BookingState.KEPT)) == bookings.capacity


def test_whoever_books_while_the_session_is_cancelled_is_told(a_real_database):
    bookings = SessionBookingsFactory(capacity=5)
    event_id, staff_id = bookings.event_id, StaffFactory().id
    db.session.commit()

    def cancel() -> None:
        cancel_event(db.session.get_one(Event, event_id), "Snow.", by=db.session.get_one(Account, staff_id), now=NOON)

    deeds = [booking(event_id, f"person{n}@example.org") for n in range(20)]
    all_at_once(a_real_database, [*deeds[:10], cancel, *deeds[10:]])

    told = db.session.scalars(select(Message.to_address).where(Message.template == "training/session_cancelled"))
    assert sorted(told) == sorted(map(str, db.session.scalars(select(Delegate.email))))


def test_of_those_who_ring_and_those_who_book_at_once_one_has_the_last_place_and_the_others_wait(a_real_database):
    event_id = DelegateFactory(bookings=SessionBookingsFactory(capacity=2)).event_id
    staff_id = StaffFactory().id
    db.session.commit()

    online = [booking(event_id, f"person{n}@example.org") for n in range(10)]
    rung = [ringing(event_id, staff_id, phone=f"0115 496 010{n}") for n in range(10)]
    said = all_at_once(a_real_database, [deed for both in zip(online, rung, strict=True) for deed in both])

    assert said == {"done": 20}
    came = list(db.session.scalars(select(Delegate.id).order_by(Delegate.turn)))
    assert sorted(numbers(BookingState.BOOKED, BookingState.KEPT)) == sorted(came[:2])
    assert count(AuditEntry.action == "training.booked_for_delegate", of=AuditEntry) == 10


def test_a_coordinator_who_presses_many_times_books_and_cancels_once_and_it_is_written_down_once(a_real_database):
    event_id, staff_id = SessionBookingsFactory().event_id, StaffFactory().id
    db.session.commit()

    said = all_at_once(a_real_database, [ringing(event_id, staff_id, phone="0115 496 0100")] * 8)
    delegate_id = db.session.scalars(select(Delegate.id)).one()
    db.session.commit()

    def cancels() -> None:
        cancel_for(delegate_id, by=db.session.get_one(Account, staff_id), now=NOON)

    all_at_once(a_real_database, [cancels] * 8)

    assert said == {"done": 8}
    assert count(of=Message) == 0
    assert list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))) == [
        "training.booked_for_delegate",
        "training.booking_cancelled",
    ]


def test_of_those_who_came_unbooked_and_are_written_down_at_once_only_as_many_have_a_place_as_there_are_chairs(
    a_real_database,
):
    bookings, staff_id = SessionBookingsFactory(capacity=3), StaffFactory().id
    event_id, later = bookings.event_id, bookings.session.event.starts_at + timedelta(minutes=1)
    db.session.commit()

    def coming(phone: str) -> Callable[[], object]:
        def press() -> None:
            by = db.session.get_one(Account, staff_id)
            let_somebody_in(event_id, DETAILS, reach=Reach("", phone), by=by, now=later)

        return press

    all_at_once(a_real_database, [coming(f"0115 496 010{n // 2}") for n in range(12)])

    assert len(numbers(BookingState.BOOKED)) == count(of=Delegate) == 3
