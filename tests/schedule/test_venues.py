"""Venues: the list that events use again, what members read of them, and what happens when one is put right."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.schedule.actions import events
from coproduction.schedule.actions import venues as actions
from coproduction.schedule.actions.venues import VenueDetails
from coproduction.schedule.models import EventFormat, EventKind, EventState, PlaceState, Venue
from coproduction.site.queries.to_do.venues import unchecked_venues
from tests.factories import EventFactory, EventRoleFactory, PlaceFactory, StaffFactory, VenueFactory
from tests.schedule.event_answers import answers, details
from tests.schedule.refusals import refusal_of

VENUE = {
    "name": "Example Hall",
    "address": "1 Example Street, Nottingham",
    "step_free": "yes",
    "hearing_loop": "no",
    "parking": "yes",
    "changing_places": "not checked",
    "quiet_room": "not checked",
    "access_notes": "3 parking spaces by the door.",
    "map_link": "https://example.org/map",
    "directions": "Tram to Example Street.",
    "checked_on": date(2026, 12, 1),
    "is_used": "yes",
}

HAS = "Has: step-free access, parking. Does not have: hearing loop. Not checked: Changing Places toilet, quiet room."


def test_a_typed_venue_joins_the_list_once_with_nothing_claimed_of_it(noon):
    staff = StaffFactory()

    first = events.create_event(EventKind.OTHER, details(venue="New Hall, Leeds"), by=staff, now=noon)
    second = events.create_event(EventKind.OTHER, details(title="Another", venue="new hall, leeds"), by=staff, now=noon)

    [venue] = db.session.query(Venue)
    assert (first.venue_id, second.venue_id, second.venue) == (venue.id, venue.id, "New Hall, Leeds")
    assert (venue.step_free, venue.hearing_loop, venue.parking, venue.changing_places, venue.quiet_room) == (None,) * 5


def test_a_venue_of_the_list_gives_the_event_its_words(noon):
    venue = VenueFactory(name="Example Hall", address="1 Example Street")

    event = events.create_event(EventKind.OTHER, details(venue="", venue_id=venue.id), by=StaffFactory(), now=noon)

    assert (event.venue, event.listed_venue) == ("Example Hall, 1 Example Street", venue)


def test_a_venue_that_is_not_there_is_refused(noon):
    wrong = details(venue="", venue_id=999_999)

    said = refusal_of(events.create_event, EventKind.OTHER, wrong, by=StaffFactory(), now=noon)

    assert said == ("Select a venue from the list", "venue_id")


def test_what_becomes_online_has_no_venue_any_more(noon):
    event = EventFactory(kind="other", listed_venue=VenueFactory())
    online = details(format=EventFormat.ONLINE, venue="Example Hall", venue_id=event.venue_id)

    events.change_event(event, online, by=StaffFactory(), now=noon)

    assert (event.venue, event.venue_id) == ("", None)


def test_putting_a_venue_right_changes_events_to_come_and_tells_nobody(noon, inbox):
    venue = VenueFactory(name="Hall")
    here = {"listed_venue": venue, "venue": "Hall"}
    coming = PlaceFactory(role=EventRoleFactory(event=EventFactory(**here))).role.event
    draft = EventFactory(state=EventState.DRAFT, **here)
    over = EventFactory(starts_at=noon - timedelta(days=9), **here)
    cancelled = EventFactory(state=EventState.CANCELLED, **here)

    actions.change_venue(venue.id, VenueDetails("Hall", "1 Street", step_free=True), by=StaffFactory(), now=noon)

    assert [event.venue for event in (coming, draft, over, cancelled)] == ["Hall, 1 Street"] * 2 + ["Hall"] * 2
    assert (venue.step_free, coming.sequence, inbox.messages) == (True, 0, [])


@pytest.mark.parametrize(
    ("same", "said"),
    [
        (None, ("Select if it is still the same place", "same_place")),
        (False, ("Add the other place as a venue of its own, and choose it for its events", "same_place")),
    ],
)
@pytest.mark.parametrize("details", [VenueDetails("Hall", "99 Other Street"), VenueDetails("Other hall", "1 Street")])
def test_a_venue_with_events_to_come_does_not_become_another_place(noon, details, same, said):
    venue, staff = VenueFactory(name="Hall", address="1 Street"), StaffFactory()
    actions.change_venue(venue.id, details, by=staff, now=noon)
    actions.change_venue(venue.id, VenueDetails("Hall", "1 Street"), by=staff, now=noon)
    event = EventFactory(listed_venue=venue, venue="Hall, 1 Street")

    assert refusal_of(actions.change_venue, venue.id, details, by=staff, now=noon, is_same_place=same) == said
    assert (venue.words, event.venue) == ("Hall, 1 Street", "Hall, 1 Street")

    actions.change_venue(venue.id, VenueDetails("Hall", "1 Street", parking=True), by=staff, now=noon)
    actions.change_venue(venue.id, details, by=staff, now=noon, is_same_place=True)
    assert event.venue == venue.words == f"{details.name}, {details.address}"


def test_the_page_asks_whether_it_is_the_same_place(coordinator):
    venue = VenueFactory(name="Hall", address="1 Street")
    EventFactory(listed_venue=venue, venue="Hall, 1 Street")
    page = coordinator.get(f"/manage/venues/{venue.id}/change").press("Save venue", address="1 Street, Nottingham")

    assert page.errors == ["Select if it is still the same place"]
    assert page.press("Save venue", same_place="no").errors == [
        "Add the other place as a venue of its own, and choose it for its events"
    ]
    assert page.press("Save venue", same_place="yes").messages == ["The venue is saved."]
    assert venue.address == "1 Street, Nottingham"


def test_a_second_venue_of_one_name_is_refused_when_added_and_when_changed(noon):
    VenueFactory(name="Hall")
    other, staff = VenueFactory(name="Other hall"), StaffFactory()
    said = ("hall is in the list already", "name")

    assert refusal_of(actions.add_venue, VenueDetails("hall"), by=staff, now=noon) == said
    assert refusal_of(actions.change_venue, other.id, VenueDetails("hall"), by=staff, now=noon) == said
    assert other.name == "Other hall"


def test_a_check_in_the_future_is_refused(noon):
    details = VenueDetails("Hall", checked_on=date(2027, 1, 5))

    assert refusal_of(actions.add_venue, details, by=StaffFactory(), now=noon) == (
        "The day when it was checked must not be in the future",
        "checked_on",
    )


def test_a_venue_is_added_chosen_for_an_event_and_read_by_a_member(coordinator, browser):
    page = coordinator.get("/manage/events").follow("Venues and their access").follow("Add a venue")
    page = page.press("Save venue", **VENUE)
    assert page.messages == ["The venue is saved."]
    assert page.rows == [
        [
            "Example Hall, 1 Example Street, Nottingham",
            HAS,
            "0",
        ]
    ]
    venue = db.session.query(Venue).one()

    coordinator.post("/meetings/new", answers(focus="Plans", venue="", venue_id=venue.id, breaks="11:30am")).follow(
        "Publish"
    ).press("Publish")

    page = browser.get("/schedule").follow("Work plan for the year")
    assert (
        page.rows[-8:]
        == [
            ["How long", "2 hours"],
            ["Breaks", "11:30am"],
            ["Step-free access", "Yes"],
            ["Hearing loop", "No"],
            ["Parking", "Yes"],
            ["Changing Places toilet", "We have not checked yet"],
            ["Quiet room", "We have not checked yet"],
            ["More about access", "3 parking spaces by the door."],
        ]
        or ["How to get there", "Tram to Example Street."] in page.rows
    )
    assert "We checked this on 1 December 2026." in page.text
    assert page.links["See Example Hall on a map"] == "https://example.org/map"


def test_the_form_shows_a_venue_as_it_is(coordinator):
    venue = VenueFactory(name="Hall", step_free=True, parking=False, is_used=False)

    page = coordinator.get(f"/manage/venues/{venue.id}/change")

    assert page.heading == "Change Hall"
    assert {name: page.values.get(name) for name in ("name", "step_free", "parking", "quiet_room", "is_used")} == {
        "name": ["Hall"],
        "step_free": ["yes"],
        "parking": ["no"],
        "quiet_room": ["not checked"],
        "is_used": None,
    }

    page = page.press("Save venue", name="Great Hall", step_free="no")
    assert (page.messages, venue.name, venue.step_free) == (["The venue is saved."], "Great Hall", False)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"name": " "}, "Enter the name"),
        ({"step_free": None}, "Select yes, no or not checked"),
        ({"map_link": "javascript:alert(1)"}, "Enter the whole link, starting with https://"),
        ({"checked_on": date(2027, 1, 5)}, "The day when it was checked must not be in the future"),
    ],
)
def test_a_slip_is_shown_beside_its_field_when_a_venue_is_added_and_changed(coordinator, wrong, error):
    venue = VenueFactory()

    for path in ("/manage/venues/new", f"/manage/venues/{venue.id}/change"):
        page = coordinator.post(path, VENUE | wrong)

        assert (page.errors, page.values["directions"]) == ([error], [VENUE["directions"]])


def test_a_venue_that_is_not_used_can_still_be_kept_for_an_event_that_has_it(coordinator):
    event = EventFactory(kind="other", listed_venue=VenueFactory(name="Old hall", is_used=False), venue="Old hall")

    page = coordinator.get(f"/manage/events/{event.id}/change")
    assert (page.values["venue_id"], page.values["venue"]) == ([str(event.venue_id)], [""])

    assert page.press("Save event").messages == ["Saved."]
    assert event.listed_venue.name == "Old hall"


@pytest.mark.parametrize("venues", [1, 3])
def test_the_list_costs_the_same_however_many_venues_there_are(coordinator, count_statements, venues):
    for venue in VenueFactory.create_batch(venues):
        EventFactory.create_batch(venues, listed_venue=venue)

    with count_statements() as statements:
        page = coordinator.get("/manage/venues")

    assert len(page.rows) == venues
    assert len(statements) == 2  # the account, the venues


def test_the_joining_link_is_shown_to_those_coming_and_not_to_others(browser):
    event = EventFactory(joining_link="https://example.org/join/1", joining_phone="0115 496 0123")
    place = PlaceFactory(role=EventRoleFactory(event=event), member=browser.member)
    for state, is_shown in ((PlaceState.HELD, True), (PlaceState.OFFERED, False), (PlaceState.DECLINED, False)):
        place.state = state
        db.session.flush()
        page = browser.get(f"/events/{event.id}")

        assert ("https://example.org/join/1" in page.html, "0115 496 0123" in page.html) == (is_shown, is_shown)


def test_a_venue_nobody_has_checked_is_on_the_list_of_things_to_do(noon):
    known = {"hearing_loop": True, "parking": True, "changing_places": False, "quiet_room": True}
    EventFactory(listed_venue=VenueFactory(name="Known", step_free=True, **known))
    EventFactory(listed_venue=VenueFactory(name="Draft"), state=EventState.DRAFT)
    EventFactory(listed_venue=VenueFactory(name="Unknown", **known))

    found = unchecked_venues(viewer=StaffFactory(), now=noon)

    assert [(task.what, task.when) for task in found.tasks] == [
        ("Check the access of Unknown", "First event 14 January 2027, in 10 days")
    ]


def test_events_say_how_long_they_last(browser):
    start = datetime.fromisoformat("2027-01-14T10:30:00+00:00")
    event = EventFactory(starts_at=start, ends_at=start + timedelta(minutes=61), who_comes="12 members")

    rows = browser.get(f"/events/{event.id}").rows

    assert ["How long", "1 hour 1 minute"] in rows
    assert ["Who will be there", "12 members"] in rows
