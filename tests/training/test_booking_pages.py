"""Staff book a session without an account, and do all about their booking by their own link."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.signed_moments import signed_moment
from coproduction.core.signed_seeds import key_of_seed
from coproduction.schedule.actions.events import cancel_event
from coproduction.schedule.models import EventFormat, EventState
from coproduction.training.actions.booking import keep_lines
from coproduction.training.actions.delegates_told import number_concerned, remind_delegates
from coproduction.training.booking_keys import HOST, TEAM, key_for
from coproduction.training.models import BookingState, Delegate
from tests.conftest import NOON
from tests.factories import LONG_AGO, DelegateFactory, SessionBookingsFactory, StaffFactory

SAM = {"name": "Sam Reed", "team": "Mansfield community nurses", "job": "Nurse", "email": "Sam@example.org"}


@pytest.fixture
def bookings():
    """A session with one place, which anybody can book."""
    return SessionBookingsFactory(code="abcd2345", capacity=1, session__course__name="Accessible meetings")


@pytest.fixture
def long_open(app):
    """What a page carries that has been open for a while."""
    with app.test_request_context():
        return signed_moment(LONG_AGO)


def everybody():
    return db.session.query(Delegate).order_by(Delegate.turn).all()


def own(delegate):
    return f"/training/bookings/{key_for(delegate)}"


def test_somebody_books_and_has_a_place_only_once_they_press_the_button_behind_the_link(
    stranger, inbox, bookings, long_open
):
    page = stranger.get("/training/sessions/abcd2345").press("Book", opened=long_open, needs=["large print"], **SAM)
    assert (page.heading, "Sam@example.org" in page.text) == ("Check your email", True)

    page = stranger.get(inbox.path_in(inbox.latest(to="sam@example.org"), "/training/bookings/"))
    assert page.heading == "Confirm your booking: Accessible meetings, for Mansfield community nurses"
    assert [one.state for one in everybody()] == [BookingState.KEPT]
    page = page.press("Confirm my booking")

    assert page.heading == "You have a place: Accessible meetings, for Mansfield community nurses"
    assert page.messages == ["You have a place. We have sent you an email about it."]
    assert ["What you need", "Large print"] in page.rows
    assert [template_of(message) for message in inbox.messages] == ["training/confirm_booking", "training/booked"]


def template_of(message):
    return message.template


def test_nobody_learns_who_has_booked(stranger, inbox, bookings, long_open):
    DelegateFactory(bookings=bookings, email="sam@example.org")
    answers = []
    for email in ("sam@example.org", "new@example.org"):
        page = stranger.get("/training/sessions/abcd2345").press("Book", opened=long_open, **SAM | {"email": email})
        answers.append((page.address, page.status, page.heading, page.text.replace(email, "")))

    assert answers[0] == answers[1]
    assert [(message.template, message.to_address) for message in inbox.messages] == [
        ("training/booked_before", "sam@example.org"),
        ("training/confirm_booking", "new@example.org"),
    ]


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_stays(stranger, bookings, long_open):
    page = stranger.get("/training/sessions/abcd2345").press("Book", opened=long_open, name="Sam Reed", email="sam")

    assert page.errors == [
        "Enter your team",
        "Enter your role in the team",
        "Enter an email address in the correct format, like name@example.com",
    ]
    assert (page.values["name"], page.values["email"], everybody()) == (["Sam Reed"], ["sam"], [])


def test_robots_are_refused_and_people_lose_nothing(stranger, bookings, long_open):
    form = stranger.get("/training/sessions/abcd2345")

    assert form.press("Book", opened=long_open, website="http://example.org", **SAM).errors[0].startswith("A box that")
    assert form.press("Book", opened="made up", **SAM).errors[0].startswith("That was very quick")
    assert everybody() == []


def test_a_session_that_nobody_can_book_says_so(stranger, bookings, long_open):
    page = stranger.get("/training/sessions/abcd2345")
    bookings.is_open = False
    db.session.flush()

    assert page.press("Book", opened=long_open, **SAM).errors == ["This session takes no bookings any more."]
    assert "takes no bookings any more" in stranger.get("/training/sessions/abcd2345").text
    bookings.session.event.state = EventState.DRAFT
    db.session.flush()
    assert stranger.get("/training/sessions/abcd2345").status == 404


def test_the_next_in_line_is_offered_the_place_and_takes_it_in_time(stranger, inbox, bookings, noon):
    holder = DelegateFactory(bookings=bookings)
    waiting = DelegateFactory(bookings=bookings, state=BookingState.WAITING, email="next@example.org")
    assert "You are number 1." in stranger.get(own(waiting)).text
    assert "All places are taken" in stranger.get("/training/sessions/abcd2345").text

    page = stranger.get(own(holder)).follow("Cancel your booking").press("Cancel my booking")
    assert page.heading.startswith("Your booking is cancelled")
    page = stranger.get(inbox.path_in(inbox.latest(to="next@example.org"), "/training/bookings/"))
    assert "We keep it for you until Wednesday 6 January 2027, midday." in page.text
    assert page.press("Yes, I will come").heading.startswith("You have a place")
    assert page.press("Yes, I will come").heading.startswith("You have a place")

    assert Counter(map(template_of, inbox.messages)) == Counter(
        ["training/booking_cancelled", "training/place_free", "training/booked"]
    )
    assert keep_lines(now=noon + timedelta(days=3)) == 0


def test_whoever_answers_too_late_is_told_and_stands_in_line_again(stranger, inbox, bookings, noon):
    late, after = (
        DelegateFactory(bookings=bookings, state=BookingState.OFFERED, answer_by=noon),
        DelegateFactory(bookings=bookings, state=BookingState.WAITING),
    )

    page = stranger.get(own(late))
    assert page.heading.startswith("Your time to answer is over")
    assert page.press("Ask for a place again").heading.startswith("You are on the waiting list")

    assert (late.state, after.state) == (BookingState.WAITING, BookingState.OFFERED)
    assert [template_of(message) for message in inbox.messages] == ["training/place_free", "training/in_line"]


def test_a_delegate_changes_what_they_said(stranger, bookings):
    delegate = DelegateFactory(bookings=bookings, name="Sam Reed")

    page = stranger.get(own(delegate)).follow("Change what you told us")
    page = page.press("Save", job="Team leader", needs=["step-free"], needs_notes="I bring a dog.")

    assert page.messages == ["Your booking is saved."]
    assert (delegate.job, delegate.needs, delegate.needs_changed_at) == ("Team leader", ["step-free"], NOON)
    assert ["What you need", "No steps I bring a dog."] in page.rows


def test_a_delegates_page_opens_by_their_own_link_alone(stranger, bookings):
    delegate = DelegateFactory(bookings=bookings)
    key = key_for(delegate)

    assert stranger.get(f"/training/bookings/{key[:-3]}xyz").status == 404
    assert stranger.get(f"/training/bookings/{delegate.seed}").status == 404
    assert stranger.get(f"/training/bookings/{key_of_seed(delegate.seed, salt=HOST)}").status == 404
    assert stranger.get(own(delegate)).status == 200


def test_the_host_holds_places_for_the_team_until_a_day(stranger, inbox, bookings, noon, long_open):
    bookings.capacity = 3
    DelegateFactory(bookings=bookings)
    host = f"/training/hosts/{key_of_seed(bookings.host_seed, salt=HOST)}"
    until = {"held_until[day]": "6", "held_until[month]": "1", "held_until[year]": "2027"}

    assert stranger.get(host).press("Save", held="3", **until).errors == [
        "Others have the places, or wait for them. You can hold 2 at most"
    ]
    assert stranger.get(host).press("Save", held="2").errors == ["Enter the day until which the places are held"]
    page = stranger.get(host).press("Save", held="2", **until)
    assert ["Held for your team, and still free", "2"] in page.rows

    assert "All places are taken" in stranger.get("/training/sessions/abcd2345").text
    stranger.get("/training/sessions/abcd2345").press("Book", opened=long_open, **SAM)
    team = f"/training/teams/{key_of_seed(bookings.host_seed, salt=TEAM)}"
    page = stranger.get(team)
    assert (page.main.select_one("h2").get_text(), "waiting list" in page.text) == ("Book your place", False)
    page.press("Book", opened=long_open, **SAM | {"email": "team@example.org"})
    assert [one.state for one in everybody()[1:]] == [BookingState.ASKED, BookingState.KEPT]

    stranger.get(own(everybody()[1])).press("Confirm my booking")
    keep_lines(now=noon + timedelta(days=3))
    assert everybody()[1].state is BookingState.OFFERED


def test_the_page_of_a_course_leads_to_what_can_be_booked(stranger, bookings):
    course = bookings.session.course
    course.is_on_request, course.slug = True, "meetings"
    bookings.is_listed = True
    other = SessionBookingsFactory(session__course=course)
    bookings.session.event.format = EventFormat.ONLINE
    db.session.flush()

    page = stranger.get("/training/meetings")

    words = "Thursday 14 January 2027, 10:30am to 12:30pm. Online. We email you how to join"
    assert page.links[words] == "/training/sessions/abcd2345"
    assert other.code not in page.html


def test_how_to_join_is_for_those_with_a_place(stranger, bookings):
    event = bookings.session.event
    event.joining_link, event.joining_phone, bookings.joining_notes = (
        "https://example.org/join",
        "0115 1",
        "Ring twice.",
    )
    coming = DelegateFactory(bookings=bookings)
    waiting = DelegateFactory(bookings=bookings, state=BookingState.WAITING)

    page, other, public = (stranger.get(path) for path in (own(coming), own(waiting), "/training/sessions/abcd2345"))

    assert page.links["Join online"] == "https://example.org/join"
    assert (["Join by phone", "0115 1"] in page.rows, "Ring twice." in page.text) == (True, True)
    for shown in (other, public):
        assert not re.search("example.org/join|0115 1|Ring twice", shown.html)


def test_delegates_are_reminded_once_by_day_and_again_when_the_session_moves(inbox, bookings, noon):
    bookings.capacity = 3
    start = bookings.session.event.starts_at
    DelegateFactory(bookings=bookings)
    DelegateFactory(bookings=bookings, state=BookingState.WAITING)
    DelegateFactory(bookings=bookings, moved_at=start - timedelta(days=1))

    assert remind_delegates(now=start - timedelta(days=3)) == 0
    assert remind_delegates(now=start - timedelta(days=1, hours=14)) == 0  # at night
    assert [remind_delegates(now=start - timedelta(days=1)) for _ in range(2)] == [1, 0]
    bookings.session.event.starts_at = start + timedelta(hours=1)
    db.session.flush()
    assert remind_delegates(now=start - timedelta(days=1)) == 1
    assert [template_of(message) for message in inbox.messages] == ["training/delegate_reminder"] * 2


def test_who_is_told_when_a_session_is_called_off_is_counted_before(inbox, bookings, noon):
    DelegateFactory(bookings=bookings)
    DelegateFactory.create_batch(2, bookings=bookings, state=BookingState.WAITING)
    DelegateFactory(bookings=bookings, state=BookingState.CANCELLED)
    assert number_concerned(bookings.event_id) == "1 delegate and 2 on the waiting list"

    for _ in range(2):
        cancel_event(bookings.session.event, "Snow.", by=StaffFactory(), now=noon)

    assert [template_of(message) for message in inbox.messages] == ["training/session_cancelled"] * 3
