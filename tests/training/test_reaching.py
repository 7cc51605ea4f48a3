"""How delegates are reached is put right by coordinators, and nobody is booked twice who rings again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.notifications.models import MessageState
from coproduction.training.actions.booking import DelegateDetails, keep_lines
from coproduction.training.actions.evaluation import ask_delegates
from coproduction.training.actions.for_delegates import book_for, cancel_for, change_for
from coproduction.training.actions.reaching import Reach
from coproduction.training.booking_keys import key_for
from coproduction.training.models import BookingState, Delegate
from tests.factories import DelegateFactory, SessionBookingsFactory, StaffFactory
from tests.training.after_sessions import attended, session_over

KIM = DelegateDetails("Kim Doe", "Mansfield community nurses", "Nurse")
PHONE = Reach("", "0115 496 0100")


@pytest.fixture
def bookings():
    """A session with one place."""
    return SessionBookingsFactory(capacity=1)


def change(coordinator, delegate):
    """Open the page on which a delegate is put right."""
    return coordinator.get(f"/training/{delegate.event_id}/delegates/{delegate.id}/change")


def told(inbox):
    return [(message.template, message.to_address, message.state) for message in inbox.messages]


def test_a_mistyped_address_is_put_right_and_only_the_new_link_opens(coordinator, stranger, inbox, bookings):
    sam = DelegateFactory(bookings=bookings, email="sam.red@example.org", phone="0115 496 0199")
    old = key_for(sam)
    page = change(coordinator, sam)
    assert (page.values["email"], page.values["phone"]) == (["sam.red@example.org"], ["0115 496 0199"])

    for _ in range(2):
        page.press("Save", email="Sam.Reed@example.org")

    assert (sam.email, sam.state, sam.phone) == ("sam.reed@example.org", BookingState.BOOKED, "0115 496 0199")
    assert told(inbox) == [("training/booked", "sam.reed@example.org", MessageState.WAITING)]
    assert [stranger.get(f"/training/bookings/{key}").status for key in (old, key_for(sam))] == [404, 200]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"email": "Kim@Example.org"}, "Somebody else has booked this session with this address"),
        ({"email": "", "phone": ""}, "Enter an email address, or a phone number"),
        ({"phone": "12"}, "Enter a phone number, like 01632 960 001 or 07700 900 982"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_changed(coordinator, inbox, bookings, typed, error):
    DelegateFactory(bookings=bookings, email="kim@example.org")
    sam = DelegateFactory(bookings=bookings, email="sam@example.org", seed="as it was")

    page = change(coordinator, sam).press("Save", name="Sam Reed", **typed)

    assert (page.errors, page.values["name"]) == ([error], ["Sam Reed"])
    assert (sam.email, sam.seed, told(inbox)) == ("sam@example.org", "as it was", [])


def test_who_has_to_confirm_or_to_say_yes_is_asked_anew_at_the_new_address_and_has_the_whole_time(
    noon, inbox, bookings
):
    to_confirm = {"state": BookingState.KEPT, "confirmed_at": None, "answer_by": noon + timedelta(hours=1)}
    kept = DelegateFactory(bookings=bookings, **to_confirm)
    offered = DelegateFactory(
        bookings=bookings, state=BookingState.OFFERED, answer_by=noon + timedelta(hours=1), email=None, phone="1"
    )

    for one, email in ((kept, "kept@example.org"), (offered, "offered@example.org")):
        details = DelegateDetails(one.name, one.team, one.job)
        change_for(one.id, details, reach=Reach(email, ""), by=StaffFactory(), now=noon)

    assert [(template, to) for template, to, _ in told(inbox)] == [
        ("training/confirm_booking", "kept@example.org"),
        ("training/place_free", "offered@example.org"),
    ]
    assert [one.answer_by for one in (kept, offered)] == [noon + timedelta(hours=24), noon + timedelta(hours=48)]


def test_a_call_that_waits_goes_to_the_number_that_was_put_right(noon, inbox, bookings):
    staff, holder = StaffFactory(), DelegateFactory(bookings=bookings)
    kim = book_for(bookings, KIM, PHONE, is_of_host=False, by=staff, now=noon).delegate
    cancel_for(holder.id, by=staff, now=noon)

    change_for(kim.id, KIM, reach=Reach("", "0115 496 0111"), by=staff, now=noon)

    assert told(inbox)[-1] == ("training/place_free", "0115 496 0111", MessageState.WAITING)


def test_who_loses_a_wrong_address_is_rung_about_the_place_that_is_kept_for_them(noon, inbox, bookings):
    until = noon + timedelta(hours=1)
    kim = DelegateFactory(bookings=bookings, state=BookingState.OFFERED, answer_by=until, email="kim@example.org")

    change_for(kim.id, DelegateDetails(kim.name, kim.team, kim.job), reach=PHONE, by=StaffFactory(), now=noon)
    keep_lines(now=noon + timedelta(hours=72))

    assert (kim.email, kim.state) == (None, BookingState.OFFERED)
    assert told(inbox) == [("training/place_free", PHONE.phone, MessageState.WAITING)]


def test_who_was_asked_how_it_was_at_a_wrong_address_is_asked_at_the_right_one(noon, inbox):
    [sam] = attended(session_over(), 1)
    ask_delegates(now=noon)

    for _ in range(2):
        details = DelegateDetails(sam.name, sam.team, sam.job)
        change_for(sam.id, details, reach=Reach("sam.reed@example.org", ""), by=StaffFactory(), now=noon)
        ask_delegates(now=noon)

    assert [(to, state) for _, to, state in told(inbox)][1:] == [("sam.reed@example.org", MessageState.WAITING)]
    assert told(inbox)[0][2] is MessageState.DROPPED


@pytest.mark.parametrize("phone", ["01154960100", "+44 115 496 0100", "(0115) 496-0100"])
def test_who_rings_again_is_known_however_their_number_is_written(noon, bookings, phone):
    staff = StaffFactory()
    for reach in (PHONE, Reach("", phone)):
        book_for(bookings, KIM, reach, is_of_host=False, by=staff, now=noon)

    assert db.session.query(Delegate).count() == 1


def test_who_was_booked_by_phone_and_gives_an_address_now_is_not_booked_twice(noon, inbox, bookings):
    staff = StaffFactory()
    there = book_for(bookings, KIM, PHONE, is_of_host=False, by=staff, now=noon).delegate

    done = [
        book_for(bookings, KIM, Reach("Kim@example.org", "01154960100"), is_of_host=False, by=staff, now=noon)
        for _ in range(2)
    ]

    assert [(one.delegate is there, one.is_new) for one in done] == [(True, True), (True, False)]
    assert (there.email, db.session.query(Delegate).count()) == ("kim@example.org", 1)
    assert told(inbox) == [("training/booked", "kim@example.org", MessageState.WAITING)]


def test_another_person_with_the_number_of_their_team_has_their_own_booking(noon, bookings):
    staff, sam = StaffFactory(), DelegateDetails("Sam Reed", "Mansfield community nurses", "Nurse")
    for details in (KIM, sam):
        book_for(bookings, details, PHONE, is_of_host=False, by=staff, now=noon)

    assert db.session.query(Delegate).count() == 2
