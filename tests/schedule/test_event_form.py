"""What a coordinator fills in about an event, right and wrong, on the pages that make it and change it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from coproduction.core.database import db
from coproduction.schedule.models import Event, EventFormat, EventState, PlaceState
from tests.factories import EventFactory, PlaceFactory
from tests.schedule.event_answers import answers

NEW = "/manage/events/new"
KEPT = ("title", "summary", "starts", "ends", "format", "venue", "joining_link", "joining_phone")


def boxes(day, month, year):
    """Return a date as it is typed into its three boxes."""
    return {"day[day]": day, "day[month]": month, "day[year]": year}


def test_an_event_is_made_with_what_was_typed_in_uk_time(coordinator):
    page = coordinator.post(NEW, answers(day=date(2027, 6, 10), starts="10.30", ends="2pm"))

    assert (page.heading, page.messages) == ("Work plan for the year", ["Saved as a draft. Add its roles next."])
    event = db.session.query(Event).one()
    assert (event.title, event.state, event.format) == ("Work plan for the year", EventState.DRAFT, EventFormat.HYBRID)
    assert (event.starts_at, event.ends_at) == (
        datetime(2027, 6, 10, 9, 30, tzinfo=UTC),
        datetime(2027, 6, 10, 13, tzinfo=UTC),
    )
    assert event.organiser == coordinator.account


def test_spaces_and_line_ends_are_tidied(coordinator):
    coordinator.post(NEW, answers(title="  Work   plan ", summary=" One\r\n\r\nTwo \n"))

    event = db.session.query(Event).one()
    assert (event.title, event.summary) == ("Work plan", "One\n\nTwo")


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"title": ""}, ["Enter a title"]),
        ({"title": "   "}, ["Enter a title"]),
        ({"title": "x" * 201}, ["Title must be 200 characters or less"]),
        ({"summary": "x" * 4001}, ["What it is about must be 4,000 characters or less"]),
        (boxes("", "", ""), ["Enter the date"]),
        (boxes("31", "6", "2027"), ["Date must be a real date"]),
        (boxes("29", "2", "2027"), ["Date must be a real date"]),
        (boxes("11", "", "2027"), ["Date must include a month"]),
        (boxes("11", "2", "27"), ["Year must include 4 numbers"]),
        (boxes("eleven", "2", "2027"), ["Date must be a real date"]),
        (boxes("3", "1", "2027"), ["The date must be in the future"]),
        (boxes("4", "1", "2027") | {"starts": "midday"}, ["The date must be in the future"]),
        ({"starts": ""}, ["Enter the start"]),
        ({"starts": "half ten"}, ["Start must be a time, like 10:30am or 2pm"]),
        ({"starts": "25:00"}, ["Start must be a time, like 10:30am or 2pm"]),
        (
            {"starts": "2:00", "ends": "3:00"},
            ["Start must say am or pm, like 2:00pm", "End must say am or pm, like 3:00pm"],
        ),
        ({"ends": ""}, ["Enter the end"]),
        ({"ends": "10:30am"}, ["The end must be after the start"]),
        ({"ends": "9am"}, ["The end must be after the start"]),
        ({"format": None}, ["Select where people take part"]),
        ({"format": "by carrier pigeon"}, ["Select an answer from the list"]),
        ({"venue": ""}, ["Enter where it takes place"]),
        ({"venue": "x" * 201}, ["Venue must be 200 characters or less"]),
        ({"joining_link": "meet.example.org/1"}, ["Enter the whole link, starting with https://"]),
        ({"joining_link": "javascript:alert(1)"}, ["Enter the whole link, starting with https://"]),
        ({"joining_link": "https://example.org/a b"}, ["Enter the whole link, starting with https://"]),
        ({"joining_phone": "0" * 201}, ["Phone number to dial in must be 200 characters or less"]),
        (
            dict.fromkeys(["title", "starts", "ends"], "") | boxes("", "", "") | {"format": None},
            ["Enter a title", "Enter the date", "Enter the start", "Enter the end", "Select where people take part"],
        ),
    ],
)
def test_a_slip_is_shown_beside_its_field_and_nothing_that_was_typed_is_lost(coordinator, wrong, errors):
    typed = answers() | wrong

    page = coordinator.post(NEW, typed)

    assert page.errors == errors
    assert page.heading == "New event"
    assert page.title == "Error: New event - My Life Choices"
    shown = {name: [] if typed[name] is None else [typed[name].strip()] for name in KEPT if name != "format"}
    assert {name: page.values[name] for name in shown} == shown
    day = {name: [value] for name, value in typed.items() if name.startswith("day[")}
    assert {name: page.values[name] for name in day} == day
    assert db.session.query(Event).count() == 0


def test_the_form_shows_the_event_as_it_is_in_uk_time(coordinator):
    event = EventFactory(
        title="Work plan",
        summary="One\nTwo",
        starts_at=datetime(2027, 6, 10, 9, 30, tzinfo=UTC),
        joining_link="https://example.org/join/1",
        kind="other",
    )

    page = coordinator.get(f"/manage/events/{event.id}/change")

    assert page.heading == "Change Work plan"
    assert {name: values for name, values in page.values.items() if name != "submit"} == {
        "title": ["Work plan"],
        "summary": ["One\nTwo"],
        "day[day]": ["10"],
        "day[month]": ["6"],
        "day[year]": ["2027"],
        "starts": ["10:30am"],
        "ends": ["12:30pm"],
        "format": ["hybrid"],
        "venue": ["Example Hall, Nottingham"],
        "joining_link": ["https://example.org/join/1"],
        "joining_phone": [""],
        "venue_id": [""],
        "who_comes": [""],
        "breaks": [""],
    }


def test_saving_without_a_change_changes_nothing_and_tells_nobody(coordinator, inbox):
    place = PlaceFactory(role__event__kind="other")
    before = place.role.event.starts_at

    page = coordinator.get(f"/manage/events/{place.event_id}/change").press("Save event")

    assert page.messages == ["Saved."]
    assert (place.role.event.starts_at, place.role.event.sequence, inbox.messages) == (before, 0, [])


def test_a_new_time_is_told_and_the_answer_stays(coordinator, inbox):
    place = PlaceFactory(role__event__kind="other", role__event__title="Work plan")

    page = coordinator.get(f"/manage/events/{place.event_id}/change")
    assert "everybody with a part in it is told. Their answers stay." in page.text
    page.press("Save event", starts="10:45am").press("Save and tell them")

    assert inbox.letters == [(place.member.email, "Please check, something has changed: Work plan")]
    assert place.state is PlaceState.HELD


def test_an_event_whose_end_is_on_another_day_is_shown_without_a_word_lost(coordinator):
    """The form asks for one day: an event over midnight cannot be made with it."""
    page = coordinator.post(NEW, answers(starts="10pm", ends="1am"))

    assert page.errors == ["The end must be after the start"]
    assert (page.values["starts"], page.values["ends"]) == (["10pm"], ["1am"])


def test_the_hour_that_the_clocks_skip_is_still_a_moment(coordinator):
    coordinator.post(NEW, answers(day=date(2027, 3, 28), starts="00:30", ends="02:30"))

    event = db.session.query(Event).one()
    assert (event.ends_at - event.starts_at).total_seconds() == 3600
    assert event.starts_at.time() == time(0, 30)
