"""What the lists, a month and an event's page say agrees: of a cancelled event, of where it is, of what comes first."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.core.paging import ROWS
from coproduction.members.models import Grant
from coproduction.schedule.actions.changes import note
from coproduction.schedule.models import AnswerDetail, Change, EventFormat, EventState, PlaceState, Way
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, SupporterFactory
from tests.pages import Browser


@pytest.fixture
def kieran_and_mo(app):
    """Kieran, and a browser in which Mo has signed in, who may see what Kieran goes to and answer for them."""
    kieran, mo = MemberFactory(known_as="Kieran"), Browser(app)
    mo.sign_in(SupporterFactory(member=kieran, may=(Grant.SEE_EVENTS, Grant.ANSWER)).account)
    return kieran, mo


@pytest.mark.parametrize("path", ["/schedule", "/schedule/2027/1"])
@pytest.mark.parametrize("state", [PlaceState.HELD, PlaceState.OFFERED])
def test_a_cancelled_event_asks_for_no_answer_and_says_nobody_goes(browser, path, state):
    PlaceFactory(member=browser.member, state=state, role__event__state=EventState.CANCELLED)

    page = browser.get(path)

    assert page.text.count("Cancelled") == 1
    assert "You are going" not in page.text
    assert "Waiting for your answer" not in page.text


@pytest.mark.parametrize("path", ["/schedule", "/schedule/2027/1"])
def test_what_was_cancelled_newly_says_so_once(browser, noon, path):
    event = EventFactory(state=EventState.CANCELLED)
    note(event, Change.CANCELLED, now=noon)

    assert browser.get(path).text.lower().count("cancelled") == 1


def test_the_page_of_a_cancelled_event_has_no_answer_no_way_to_join_and_no_places(browser):
    place = PlaceFactory(
        member=browser.member,
        role__event__state=EventState.CANCELLED,
        role__event__joining_link="https://meet.example.org/room",
        role__event__joining_phone="0115 496 0199",
    )

    page = browser.get(f"/events/{place.event_id}")

    for words in ("Your answer", "You are going", "meet.example.org", "0115 496 0199", "room for everybody"):
        assert words not in page.text, words


def test_the_page_of_a_cancelled_event_says_no_more_to_a_supporter_than_to_the_member(kieran_and_mo):
    kieran, mo = kieran_and_mo
    place = PlaceFactory(
        member=kieran,
        role__event__state=EventState.CANCELLED,
        role__event__joining_link="https://meet.example.org/room",
        role__event__joining_phone="0115 496 0199",
    )

    page = mo.get(f"/supporting/places/{place.id}")

    assert "This event is cancelled." in page.text
    for words in ("answer so far", "Going", "meet.example.org", "0115 496 0199"):
        assert words not in page.text, words


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (EventFormat.ONLINE, "The way that Kieran was going to take part is no longer possible."),
        (EventFormat.IN_PERSON, "Kieran has something else at this time."),
    ],
)
def test_a_supporter_reads_that_and_why_somebody_is_asked_again(kieran_and_mo, noon, form, why):
    kieran, mo = kieran_and_mo
    place = PlaceFactory(member=kieran, asked_again_at=noon, role__event__format=form)
    db.session.add(AnswerDetail(place_id=place.id, way=Way.IN_PERSON, changed_at=noon))

    page = mo.get(f"/supporting/places/{place.id}")

    assert "It has changed: can they still come?" in page.text
    assert f"This event has changed. {why} Can they still come?" in page.text
    assert "It has changed: can they still come?" in mo.get("/supporting").follow("Kieran").text


@pytest.mark.parametrize("path", ["/my-page", "/events/{event}", "/schedule", "/diary"])
def test_whoever_is_asked_again_reads_so_wherever_their_answer_stands(browser, noon, path):
    place = PlaceFactory(member=browser.member, asked_again_at=noon)

    tags = [tag.text for tag in browser.get(path.format(event=place.event_id)).soup.select(".nhsuk-tag")]

    assert "It has changed: can you still come?" in tags
    assert "You are going" not in tags


def test_what_is_over_says_nothing_of_free_places(browser, noon):
    event = EventFactory(starts_at=noon.replace(year=2026), ends_at=noon.replace(year=2026, hour=14))
    EventRoleFactory(event=event, name="Attendee", is_open=True, maximum=2)

    page = browser.get(f"/events/{event.id}")

    assert "This event is no longer open for answers." in page.text
    assert "How you can take part" not in page.text
    assert "free" not in page.text
    assert "waiting list" not in page.text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (EventFormat.HYBRID, "Example Hall, Nottingham, or online"),
        (EventFormat.IN_PERSON, "Example Hall, Nottingham"),
        (EventFormat.ONLINE, "Online"),
    ],
)
def test_every_list_says_that_one_can_come_online(browser, form, words):
    PlaceFactory(member=browser.member, role__event__format=form)

    assert browser.get("/schedule").soup.select_one(".app-event__where").text == words
    assert browser.get("/diary").soup.select_one(".app-event__where").text == words
    assert f"{words} Your part" in browser.get("/my-page").text


def test_the_roster_says_that_one_can_come_online(coordinator):
    event = EventFactory(format=EventFormat.HYBRID)

    assert "Example Hall, Nottingham, or online" in coordinator.get(f"/rosters/{event.id}").text


def test_the_answer_stands_before_all_there_is_to_know(browser):
    place = PlaceFactory(member=browser.member, state=PlaceState.OFFERED)

    headings = [heading.text for heading in browser.get(f"/events/{place.event_id}").main.find_all("h2")]

    assert headings[:2] == ["Your answer", "What to expect"]


def test_on_paper_a_list_says_which_page_it_is_and_that_there_is_more(browser):
    EventFactory.create_batch(ROWS)
    assert browser.get("/schedule").soup.select(".app-on-paper-only") == []
    EventFactory()

    first, second = browser.get("/schedule"), browser.get("/schedule?page=2")

    assert "This is page 1 of the list. There are more events after these." in first.text
    assert second.soup.select_one(".app-on-paper-only").text == "This is page 2 of the list."


@pytest.mark.parametrize("path", ["/schedule", "/diary", "/schedule/2027/1", "/events/{event}"])
def test_every_page_of_the_schedule_prints_in_large_type(browser, path):
    place = PlaceFactory(member=browser.member)

    page = browser.get(path.format(event=place.event_id))

    assert page.soup.select(".app-on-paper-large, .app-month")
