"""A team whose request we accepted books its own session: it hears where, once, and sees how many have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coproduction.core.signed_seeds import key_of_seed
from coproduction.schedule.actions.events import cancel_event
from coproduction.schedule.actions.publishing import publish_event
from coproduction.training.actions.hosting import BookingDetails, change_bookings, open_bookings
from coproduction.training.booking_keys import HOST, TEAM, address_of_host, address_of_team
from coproduction.training.models import BookingState
from tests.factories import DelegateFactory, StaffFactory
from tests.training.requesting import accepted, address, subjects

CAN_BOOK = "Your training: your team can book"
HOSTED = BookingDetails(12, host_name="Sam Lowe", host_email="sam.lowe@example.org")


def publish(request, *, by, now):
    """Let members see the session of a request."""
    publish_event(request.session.event, invite=False, by=by, now=now)


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")


def test_whoever_asked_is_the_host_unless_a_coordinator_says_otherwise(coordinator, inbox, noon, tom):
    request = accepted(noon, by=tom)

    page = coordinator.get(f"/training/{request.event_id}/delegates")

    assert (page.values["host_name"], page.values["host_email"]) == (["Sam Lowe"], ["sam.lowe@example.org"])
    page.press("Save")
    assert [subject.partition(":")[0] for subject in subjects(inbox)][1:] == ["You host training"]


def test_the_team_hears_once_where_it_books_as_soon_as_it_can(inbox, noon, tom):
    request = accepted(noon, by=tom, is_published=False)
    open_bookings(request.session, BookingDetails(12, is_open=False), by=tom, now=noon)
    publish(request, by=tom, now=noon)
    assert CAN_BOOK not in subjects(inbox)

    for _ in range(2):
        change_bookings(request.event_id, BookingDetails(12), by=tom, now=noon)

    assert subjects(inbox).count(CAN_BOOK) == 1


def test_whoever_asked_and_hosts_hears_where_the_team_books_when_the_session_is_published(inbox, noon, tom):
    request = accepted(noon, by=tom, is_published=False)
    open_bookings(request.session, HOSTED, by=tom, now=noon)

    publish(request, by=tom, now=noon)

    assert subjects(inbox).count(CAN_BOOK) == 1


def test_whoever_asked_and_hosts_hears_once_that_the_team_can_book_when_that_is_later(inbox, noon, tom):
    request = accepted(noon, by=tom)
    open_bookings(request.session, replace(HOSTED, is_open=False), by=tom, now=noon)
    assert CAN_BOOK not in subjects(inbox)

    for is_open in (True, False, True):
        change_bookings(request.event_id, replace(HOSTED, is_open=is_open), by=tom, now=noon)

    assert subjects(inbox).count(CAN_BOOK) == 1


def test_whoever_hosts_from_the_first_hears_of_it_in_one_email(inbox, noon, tom):
    request = accepted(noon, by=tom)
    open_bookings(request.session, HOSTED, by=tom, now=noon)
    change_bookings(request.event_id, replace(HOSTED, capacity=13), by=tom, now=noon)

    assert [subject.partition(":")[0] for subject in subjects(inbox)][1:] == ["You host training"]


@pytest.mark.parametrize(
    ("email", "is_another"), [("kim@example.org", True), ("Sam.Lowe@Example.org", False), ("", True)]
)
def test_the_links_that_a_team_was_sent_still_open_when_somebody_else_hosts(stranger, noon, tom, email, is_another):
    request = accepted(noon, by=tom)
    bookings = open_bookings(request.session, HOSTED, by=tom, now=noon)
    team, host = address_of_team(bookings), address_of_host(bookings)

    change_bookings(request.event_id, replace(HOSTED, host_email=email), by=tom, now=noon)

    assert (address_of_team(bookings), stranger.get(team).status) == (team, 200)
    assert stranger.get(host).status == (404 if is_another else 200)
    assert stranger.get(f"/training/teams/{bookings.code}").status == 404


def test_the_team_sees_on_its_own_page_where_it_books_and_how_many_have(stranger, noon, tom):
    request = accepted(noon, by=tom)
    assert "How many have booked" not in stranger.get(address(request)).text
    bookings = open_bookings(request.session, BookingDetails(2), by=tom, now=noon)
    sam = DelegateFactory(bookings=bookings)
    DelegateFactory(bookings=bookings, state=BookingState.WAITING)

    page = stranger.get(address(request))

    for row in (["Places", "2"], ["Taken", "1 person"], ["On the waiting list", "1 person"]):
        assert row in page.rows
    assert sam.name not in page.text
    [link] = [to for words, to in page.links.items() if "/training/teams/" in words]
    assert stranger.get(link).main.select_one("h2").get_text() == "Book your place"
    change_bookings(request.event_id, BookingDetails(2, is_open=False), by=tom, now=noon)
    assert "/training/teams/" not in stranger.get(address(request)).text


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_the_pages_of_the_host_and_the_team_say_in_words_that_a_session_is_not_on_yet(
    stranger, noon, tom, is_cancelled
):
    request = accepted(noon, by=tom, is_published=False)
    bookings = open_bookings(request.session, HOSTED, by=tom, now=noon)
    says = "This session is not published yet. We are still planning it, so nobody can book."
    if is_cancelled:
        cancel_event(request.session.event, "Snow.", by=tom, now=noon)
        says = "This session is cancelled."

    for path, salt in (("hosts", HOST), ("teams", TEAM)):
        page = stranger.get(f"/training/{path}/{key_of_seed(bookings.host_seed, salt=salt)}")
        assert (page.status, says in page.text, "Example House" in page.text) == (200, True, is_cancelled)
        assert page.forms == [] or "Book" not in page.forms[-1].buttons
    assert stranger.get(f"/training/sessions/{bookings.code}").status == 404
