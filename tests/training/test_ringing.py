"""Coordinators book for delegates who ring, act for them once, and put right what stands of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.actions import mark_done
from coproduction.notifications.models import Channel, MessageState
from coproduction.training.actions.booking import DelegateDetails, keep_lines, say_yes
from coproduction.training.actions.calling_off import call_off
from coproduction.training.actions.delegates_told import remind_delegates
from coproduction.training.actions.evaluation import ask_delegates
from coproduction.training.actions.for_delegates import book_for, cancel_for, say_yes_for
from coproduction.training.actions.reaching import Reach
from coproduction.training.booking_keys import key_for
from coproduction.training.models import BookingState, Delegate
from coproduction.training.rules import bookings as rules
from tests.factories import DelegateFactory, SessionBookingsFactory, StaffFactory
from tests.training.after_sessions import attended, session_over

KIM = DelegateDetails("Kim Doe", "Mansfield community nurses", "Nurse")
RUNG = {"name": "Kim Doe", "team": "Mansfield community nurses", "job": "Nurse", "phone": "0115 496 0100"}
PHONE = Reach("", "0115 496 0100")


@pytest.fixture
def bookings():
    """A session with one place."""
    return SessionBookingsFactory(capacity=1, session__course__name="Accessible meetings")


def everybody():
    return db.session.query(Delegate).order_by(Delegate.turn).all()


def written():
    """Return what is written down of delegates, the first first."""
    found = db.session.query(AuditEntry).filter(AuditEntry.detail["delegate"].is_not(None)).order_by(AuditEntry.id)
    return [(entry.action, entry.detail) for entry in found if "delegate" in entry.detail]


def test_a_coordinator_books_for_somebody_who_rings_and_they_have_the_place_at_once(coordinator, inbox, bookings):
    page = coordinator.get(f"/training/{bookings.event_id}/delegates").follow("Book for somebody who rings")
    page = page.press("Book", **RUNG, needs=["large print"])

    assert page.messages == ["Kim Doe has a place. Tell them now: they have no email address."]
    [kim] = everybody()
    assert (kim.state, kim.email, kim.phone, kim.needs) == (BookingState.BOOKED, None, PHONE.phone, ["large print"])
    assert (written(), inbox.messages) == ([("training.booked_for_delegate", {"delegate": kim.id})], [])
    assert PHONE.phone in page.text


def test_who_rings_when_all_places_are_taken_waits_in_line_and_is_emailed_that_we_booked(coordinator, inbox, bookings):
    DelegateFactory(bookings=bookings)
    path = f"/training/{bookings.event_id}/delegates/new"

    page = coordinator.get(path).press("Book", **RUNG | {"phone": ""}, email="Kim@example.org")

    assert page.messages == ["Kim Doe is number 1 on the waiting list. We have sent them an email."]
    [message] = inbox.messages
    assert (message.template, message.to_address) == ("training/in_line", "kim@example.org")
    assert "We have put you on the waiting list" in message.text


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"phone": ""}, "Enter an email address, or a phone number"),
        ({"phone": "12"}, "Enter a phone number, like 01632 960 001 or 07700 900 982"),
        ({"name": ""}, "Enter their name"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_stays(coordinator, bookings, typed, error):
    page = coordinator.get(f"/training/{bookings.event_id}/delegates/new").press("Book", **RUNG | typed)

    assert (page.errors, page.values["team"], everybody()) == ([error], ["Mansfield community nurses"], [])


def test_booking_twice_changes_nothing_and_nobody_is_taken_for_somebody_else(noon, bookings):
    staff = StaffFactory()
    for _ in range(2):
        book_for(bookings, KIM, PHONE, is_of_host=False, by=staff, now=noon)

    with pytest.raises(Refusal, match="has booked before"):
        book_for(bookings, DelegateDetails("Kim Doe", "Other", "Nurse"), PHONE, is_of_host=False, by=staff, now=noon)
    assert (len(everybody()), len(written())) == (1, 1)


@pytest.mark.parametrize(
    ("reach", "hears"),
    [
        ({}, "Tell them now: they have no email address."),
        ({"phone": "", "email": "Kim@example.org"}, "We have sent them an email."),
    ],
)
def test_who_rings_while_a_place_is_kept_for_them_says_yes_to_it(coordinator, noon, bookings, reach, hears):
    staff, holder = StaffFactory(), DelegateFactory(bookings=bookings)
    rung = RUNG | reach
    kim = book_for(
        bookings, KIM, Reach(rung.get("email", ""), rung["phone"]), is_of_host=False, by=staff, now=noon
    ).delegate
    cancel_for(holder.id, by=staff, now=noon)
    assert kim.state is BookingState.OFFERED

    for then in (hears, "That was so before, so nothing was changed."):
        page = coordinator.get(f"/training/{bookings.event_id}/delegates/new").press("Book", **rung)
        assert page.messages == [f"Kim Doe has a place. {then}"]

    assert (kim.state, len(everybody())) == (BookingState.BOOKED, 2)
    assert [action for action, _ in written()][2:] == ["training.booking_confirmed"]


def test_one_of_the_hosts_team_who_rings_has_the_place_that_is_held_for_them(noon):
    bookings = SessionBookingsFactory(capacity=2, held=2, held_until=noon.date())
    to_confirm = {"state": BookingState.KEPT, "confirmed_at": None, "answer_by": noon + timedelta(hours=1)}
    there = DelegateFactory(bookings=bookings, email="kim@example.org", is_of_host=True, **to_confirm)

    book_for(bookings, KIM, Reach("kim@example.org", ""), is_of_host=False, by=StaffFactory(), now=noon)

    assert (there.state, there.is_of_host) == (BookingState.BOOKED, True)
    assert rules.number_spoken_for(everybody(), held=2) == 2


def test_who_booked_online_and_rings_before_they_confirm_has_confirmed(noon, inbox, bookings):
    there = DelegateFactory(
        bookings=bookings,
        email="kim@example.org",
        state=BookingState.KEPT,
        confirmed_at=None,
        answer_by=noon + timedelta(hours=1),
    )

    book_for(bookings, KIM, Reach("Kim@example.org", ""), is_of_host=False, by=StaffFactory(), now=noon)

    assert (everybody(), there.state, there.name) == ([there], BookingState.BOOKED, "Kim Doe")
    assert [message.template for message in inbox.messages] == ["training/booked"]


def test_nobody_is_booked_at_a_session_that_takes_no_bookings(coordinator, noon, bookings):
    bookings.is_open = False
    db.session.flush()

    page = coordinator.get(f"/training/{bookings.event_id}/delegates/new").press("Book", **RUNG)

    assert page.errors == ["This session takes no bookings any more."]
    assert "Book for somebody who rings" not in coordinator.get(f"/training/{bookings.event_id}/delegates").text


def test_who_has_no_email_address_is_rung_about_what_happens_later_and_is_not_asked_how_it_was(noon, inbox, bookings):
    staff = StaffFactory()
    holder = DelegateFactory(bookings=bookings)
    kim = book_for(bookings, KIM, PHONE, is_of_host=False, by=staff, now=noon).delegate

    cancel_for(holder.id, by=staff, now=noon)
    keep_lines(now=noon)
    say_yes(kim.id, by_us=True, now=noon)
    remind_delegates(now=bookings.session.event.starts_at - timedelta(days=1))

    rung = [message for message in inbox.messages if message.to_name == "Kim Doe"]
    assert [(message.template, message.channel, message.to_address) for message in rung] == [
        ("training/place_free", Channel.PHONE, PHONE.phone),
        ("training/delegate_reminder", Channel.PHONE, PHONE.phone),
    ]
    assert ["/training/bookings/" in message.text for message in rung] == [False, False]


def test_who_has_to_be_rung_has_their_time_from_that_call_and_is_not_rung_about_what_is_past(noon, inbox, bookings):
    staff, holder = StaffFactory(), DelegateFactory(bookings=bookings)
    kim = book_for(bookings, KIM, PHONE, is_of_host=False, by=staff, now=noon).delegate
    cancel_for(holder.id, by=staff, now=noon)
    keep_lines(now=noon + timedelta(hours=49))
    keep_lines(now=noon + timedelta(hours=98))
    [call] = [message for message in inbox.messages if message.to_name == "Kim Doe"]
    mark_done(call.id, by=staff, now=noon + timedelta(hours=99))
    stood = []
    for minutes in (59, 60):
        keep_lines(now=noon + timedelta(hours=146, minutes=minutes))
        stood.append(kim.state)

    call_off(bookings.session, "Snow.", is_put_off=False, by=staff, now=noon + timedelta(hours=148))

    assert stood == [BookingState.OFFERED, BookingState.LAPSED]
    told = [(message.template, message.state) for message in inbox.messages if message.to_name == "Kim Doe"]
    assert told == [("training/place_free", MessageState.DONE), ("training/offer_lapsed", MessageState.DROPPED)]


def test_who_says_yes_before_they_were_rung_about_it_is_not_rung_any_more(noon, inbox, bookings):
    staff, holder = StaffFactory(), DelegateFactory(bookings=bookings)
    kim = book_for(bookings, KIM, PHONE, is_of_host=False, by=staff, now=noon).delegate
    cancel_for(holder.id, by=staff, now=noon)

    say_yes_for(kim.id, by=staff, now=noon + timedelta(hours=72))

    assert kim.state is BookingState.BOOKED
    assert [m.state for m in inbox.messages if m.to_name == "Kim Doe"] == [MessageState.DROPPED]


def test_who_has_no_email_address_is_not_asked_what_training_changed(noon, inbox):
    came, rang = attended(session_over(), 2)
    rang.email, rang.phone = None, PHONE.phone

    assert ask_delegates(now=noon) == 1
    assert [message.to_address for message in inbox.messages] == [came.email]


def test_a_second_press_does_nothing_and_the_email_says_who_did_it(coordinator, inbox, bookings):
    sam = DelegateFactory(bookings=bookings, name="Sam Reed")
    path = f"/training/{bookings.event_id}/delegates/{sam.id}"

    for then in ("We have sent them an email.", "That was so before, so nothing was changed."):
        page = coordinator.get(f"{path}/cancel").press("Cancel the booking")
        assert page.messages == [f"The booking of Sam Reed is cancelled. {then}"]
    for _ in range(2):
        coordinator.get(f"{path}/yes").press("Yes, they will come")

    assert [action for action, _ in written()] == ["training.booking_cancelled", "training.booking_confirmed"]
    assert [message.subject.partition(":")[0] for message in inbox.messages] == [
        "Your booking is cancelled",
        "You have a place",
    ]


@pytest.mark.parametrize("state", [BookingState.CANCELLED, BookingState.LAPSED])
def test_nobody_asks_for_a_place_again_once_the_session_takes_no_bookings(stranger, coordinator, noon, bookings, state):
    sam = DelegateFactory(bookings=bookings, state=state)
    path = f"/training/bookings/{key_for(sam)}"
    page = stranger.get(path)
    bookings.is_open = False
    db.session.flush()

    assert page.press("Ask for a place again").errors == ["This session takes no bookings any more."]
    closed = stranger.get(path)
    assert ("takes no bookings any more" in closed.text, "Ask for a place again" in closed.text) == (True, False)
    assert "Say yes" not in coordinator.get(f"/training/{bookings.event_id}/delegates").text
    assert sam.state is state


def test_a_misspelt_name_is_put_right_and_the_certificate_keeps_its_code(coordinator, stranger, noon):
    sam = DelegateFactory(name="Sam Red", came=True, certificate="K7M2PQ9X4TRW8NHAC3VD", needs=["large print"])
    event = sam.bookings.session.event
    event.starts_at, event.ends_at = noon - timedelta(hours=2), noon
    db.session.flush()
    page = coordinator.get(f"/training/{sam.event_id}/delegates").follow("Change for Sam Red")
    for _ in range(2):
        page.press("Save", name="Sam Reed", job="Team leader")

    assert written() == [("training.delegate_changed", {"delegate": sam.id, "changed": ["name", "job"]})]
    assert (sam.needs, sam.needs_changed_at) == (["large print"], None)
    checked = stranger.get("/training/certificates").press("Check the certificate", code=sam.certificate)
    assert ["Name", "Sam Reed"] in checked.rows
    printed = coordinator.get(f"/training/{sam.event_id}/delegates").follow("Certificate for Sam Reed")
    assert (printed.heading, "Sam Reed" in printed.text) == ("Certificate of attendance", True)
    assert "Sam Reed" in stranger.get(f"/training/bookings/{key_for(sam)}/certificate").text


def test_before_the_session_a_coordinator_changes_also_what_a_delegate_needs(coordinator, noon, bookings):
    sam = DelegateFactory(bookings=bookings)

    coordinator.get(f"/training/{bookings.event_id}/delegates/{sam.id}/change").press("Save", needs=["step-free"])

    assert (sam.needs, sam.needs_changed_at) == (["step-free"], noon)
    assert written() == [("training.delegate_changed", {"delegate": sam.id, "changed": []})]


def test_nothing_stands_of_a_delegate_who_is_deleted_to_be_put_right(coordinator):
    bookings = SessionBookingsFactory()

    assert coordinator.get(f"/training/{bookings.event_id}/delegates/99/change").status == 404
    assert coordinator.get(f"/training/{bookings.event_id}/delegates/99/certificate").status == 404
