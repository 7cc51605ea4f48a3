"""What changed since a member last looked: marked until they answer, or say that they have seen it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.schedule.actions import events, places, publishing
from coproduction.schedule.actions.changes import see_news
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventChange, EventFormat, EventState, NewsSeen, PlaceState
from coproduction.schedule.words import news_in_words
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.test_events import details_of


@pytest.fixture
def staff():
    return StaffFactory()


@pytest.fixture
def event(noon):
    """An event that members have known for long."""
    return EventRoleFactory(event__title="Work plan").event


def marks(page):
    return [tag.get_text() for tag in page.soup.select(".nhsuk-tag--pink")]


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        ({"venue": "Another Hall"}, "New place"),
        ({"format": EventFormat.IN_PERSON}, "New place"),
        ({"joining_link": "https://meet.example.org/room"}, "New way to join"),
        ({"venue": "Another Hall", "joining_phone": "0115 496 0199"}, "New place, new way to join"),
        ({"title": "Other words", "summary": "More words"}, None),
    ],
    ids=["venue", "format", "link", "two things", "words"],
)
def test_what_changed_is_marked_in_the_list_and_in_the_month(browser, staff, event, noon, change, mark):
    events.change_event(event, details_of(event, **change), by=staff, now=noon)

    page = browser.get("/schedule")

    assert marks(page) == ([mark] if mark else [])
    assert (str(mark) in browser.get("/schedule/2027/1").text) is bool(mark)


def test_a_new_time_is_marked_and_the_page_says_what_it_was(browser, staff, event, noon):
    later = {"starts_at": event.starts_at + timedelta(days=7), "ends_at": event.ends_at + timedelta(days=7)}
    events.change_event(event, details_of(event, **later), by=staff, now=noon)

    assert marks(browser.get("/schedule")) == ["New time"]
    page = browser.get(f"/events/{event.id}")
    assert (
        "New Monday 4 January 2027: The time changed. It was: Thursday 14 January 2027, 10:30am to 12:30pm."
        in page.items
    )


def test_what_was_published_and_what_was_cancelled_is_marked(browser, staff, event, noon):
    draft = EventRoleFactory(event__title="Fresh", event__state=EventState.DRAFT).event
    publishing.publish_event(draft, invite=False, by=staff, now=noon)
    events.cancel_event(event, "Flooded", by=staff, now=noon)

    assert sorted(marks(browser.get("/schedule"))) == ["New", "Newly cancelled"]


def test_a_change_of_a_draft_is_no_news(browser, staff, noon):
    draft = EventRoleFactory(event__state=EventState.DRAFT).event

    events.change_event(draft, details_of(draft, venue="Another Hall"), by=staff, now=noon)
    events.cancel_event(draft, "Not needed", by=staff, now=noon)

    assert db.session.query(EventChange).count() == 0


def test_looking_takes_no_mark_off_and_the_button_takes_all_off(browser, staff, event, noon, monkeypatch):
    events.change_event(event, details_of(event, venue="Another Hall"), by=staff, now=noon)
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(minutes=1))
    for _ in range(2):
        assert marks(browser.get("/schedule")) == ["New place"]

    page = browser.get("/schedule").press("I have seen what is new")

    assert (page.heading, page.messages) == ("Schedule", ["Nothing is marked as new any more."])
    assert marks(page) == []
    assert "I have seen what is new" not in page.text


def test_what_changed_while_the_page_was_open_stays_marked(browser, staff, event, noon, monkeypatch):
    events.change_event(event, details_of(event, venue="Another Hall"), by=staff, now=noon)
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(minutes=1))
    page = browser.get("/schedule")
    events.cancel_event(event, "Flooded", by=staff, now=noon + timedelta(minutes=2))
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(minutes=3))

    assert marks(page.press("I have seen what is new")) == ["Newly cancelled"]


def test_the_list_of_one_kind_does_not_offer_to_take_off_the_marks_of_others(browser, staff, event, noon):
    events.change_event(event, details_of(event, venue="Another Hall"), by=staff, now=noon)

    page = browser.get("/schedule?kind=meeting")

    assert marks(page) == ["New place"]
    assert "I have seen what is new" not in page.text


def test_whoever_answered_after_the_change_has_been_told(browser, staff, event, noon):
    place = PlaceFactory(role=event.roles[0], member=browser.member, state=PlaceState.OFFERED)
    events.change_event(event, details_of(event, venue="Another Hall"), by=staff, now=noon)
    assert marks(browser.get("/schedule")) == ["New place"]

    places.answer(place.id, Answer.YES, hand=Hand(), now=noon + timedelta(minutes=1))

    assert marks(browser.get("/schedule")) == []


def test_what_one_member_has_seen_is_still_new_to_another(browser, staff, event, noon):
    events.change_event(event, details_of(event, venue="Another Hall"), by=staff, now=noon)

    see_news(MemberFactory(), noon, now=noon)

    assert marks(browser.get("/schedule")) == ["New place"]


@pytest.mark.parametrize(("days", "expected"), [(13, ["New place"]), (14, [])])
def test_to_somebody_who_never_said_so_things_are_new_for_two_weeks(browser, staff, event, noon, days, expected):
    events.change_event(event, details_of(event, venue="Another Hall"), by=staff, now=noon - timedelta(days=days))

    assert marks(browser.get("/schedule")) == expected


def test_what_was_seen_never_goes_back_and_not_into_the_future(noon):
    member = MemberFactory()

    for until in (noon - timedelta(hours=1), noon - timedelta(days=1), noon + timedelta(days=99)):
        see_news(member, until, now=noon)

    assert db.session.query(NewsSeen.seen_until).all() == [(noon,)]


@pytest.mark.parametrize("until", ["", "yesterday", "2027-01-04T11:00:00"])
def test_a_page_that_does_not_say_when_it_was_opened_was_opened_now(browser, noon, until):
    assert browser.send("/diary/seen", {"until": until}).heading == "My diary"

    [(seen,)] = db.session.query(NewsSeen.seen_until).all()
    assert seen == (noon if not until.startswith("2027") else datetime.fromisoformat(f"{until}+00:00"))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, ""),
        ("", ""),
        ("time ", "New time"),
        ("place time place ", "New time, new place"),
        ("published time ", "New"),
        ("published cancelled ", "Newly cancelled"),
    ],
)
def test_what_is_new_in_words(found, words):
    assert news_in_words(found) == words


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_much_is_new(browser, staff, noon, count_statements, number):
    for event in EventFactory.create_batch(number):
        events.change_event(event, details_of(event, venue="Another Hall"), by=staff, now=noon)

    with count_statements() as statements:
        page = browser.get("/schedule")

    assert len(marks(page)) == number
    assert len(statements) == 3  # the account with its member, the list, whether a date is looked for
