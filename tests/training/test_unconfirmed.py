"""Few places are kept for people who have not confirmed: who does is not kept waiting by made-up addresses."""

from __future__ import annotations

from collections import Counter

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.training.actions.booking import DelegateDetails, Sending, book, cancel_booking, say_yes
from coproduction.training.booking_keys import key_for
from coproduction.training.models import BookingState, Delegate
from coproduction.training.rules.bookings import UNCONFIRMED_PLACES
from tests.factories import LONG_AGO, DelegateFactory, SessionBookingsFactory

KEPT, ASKED, WAITING, BOOKED = BookingState.KEPT, BookingState.ASKED, BookingState.WAITING, BookingState.BOOKED


def comes(bookings, number, *, now, is_of_host=False):
    """Have so many people book, and return them."""
    details = DelegateDetails("Sam Reed", "Mansfield community nurses", "Nurse")
    before = db.session.query(Delegate).count()
    for each in range(before, before + number):
        book(bookings, f"p{each}@example.org", details=details, is_of_host=is_of_host, sent=Sending(LONG_AGO), now=now)
    return db.session.query(Delegate).order_by(Delegate.turn).offset(before).all()


def standing():
    return Counter(one.state for one in db.session.query(Delegate))


def test_sixty_made_up_addresses_leave_all_but_five_places_to_those_who_confirm(noon):
    bookings = SessionBookingsFactory(capacity=12)
    comes(bookings, 60, now=noon)

    said = [say_yes(one.id, now=noon).state for one in comes(bookings, 9, now=noon)]

    assert said == [*[BOOKED] * 7, WAITING, WAITING]
    assert standing() == {KEPT: 5, ASKED: 55, BOOKED: 7, WAITING: 2}


def test_a_whole_team_behind_one_address_has_its_places_once_each_has_confirmed(noon):
    bookings = SessionBookingsFactory(capacity=20)
    team = comes(bookings, 20, now=noon)
    assert standing() == {KEPT: 5, ASKED: 15}

    for one in reversed(team):
        say_yes(one.id, now=noon)

    assert standing() == {BOOKED: 20}


def test_as_soon_as_one_of_them_has_confirmed_or_cancelled_a_place_is_kept_for_the_next(noon):
    bookings = SessionBookingsFactory(capacity=12)
    first, second, third = comes(bookings, 3, now=noon)
    assert standing() == {KEPT: 3}
    set_number(UNCONFIRMED_PLACES, 2, from_day=noon.date(), account_id=None, now=noon)
    last, after = comes(bookings, 2, now=noon)

    for act, state in ((say_yes, ASKED), (cancel_booking, KEPT)):
        act(first.id if act is say_yes else second.id, now=noon)
        assert (third.state, last.state, after.state) == (KEPT, state, ASKED)


def test_places_that_are_held_go_to_nobody_else_who_confirms(noon):
    bookings = SessionBookingsFactory(capacity=7, held=2, held_until=noon.date())
    comes(bookings, 5, now=noon)
    [stranger], [of_host] = comes(bookings, 1, now=noon), comes(bookings, 1, now=noon, is_of_host=True)

    assert (say_yes(stranger.id, now=noon).state, say_yes(of_host.id, now=noon).state) == (WAITING, BOOKED)


def test_the_pages_say_beforehand_how_long_a_place_is_kept_and_what_confirming_gives(stranger, noon):
    bookings = SessionBookingsFactory(capacity=1)
    asked = DelegateFactory(bookings=bookings, state=ASKED, answer_by=noon, confirmed_at=None)
    waiting = DelegateFactory(bookings=bookings, state=WAITING)
    asked.answer_by = bookings.session.event.starts_at

    text = stranger.get(f"/training/bookings/{key_for(asked)}").text
    assert "You then get a place if one is free, or a turn on the waiting list." in text
    text = stranger.get(f"/training/bookings/{key_for(waiting)}").text
    assert "We email you when there is a place. You then have 48 hours to say yes." in text
    waiting.state = BOOKED
    db.session.flush()
    text = stranger.get(f"/training/sessions/{bookings.code}").text
    assert "We email them, and keep it for them for 48 hours." in text
