"""Calendar files: read with the library that calendars use, on both sides of the clock change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from coproduction.core.dates import uk_moment
from coproduction.schedule import calendars
from coproduction.schedule.actions import events, places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventFormat, EventState, PlaceState
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.event_answers import details
from tests.schedule.test_events import details_of

LONDON = ZoneInfo("Europe/London")


def read(text):
    """Return the calendar and its one event."""
    calendar = Calendar.from_ical(text)
    [entry] = calendar.walk("VEVENT")
    return calendar, entry


def file_of(event, *, status="CONFIRMED", sequence=0, now=datetime(2027, 1, 4, 12, tzinfo=UTC)):
    organiser = calendars.organiser_of(calendars.Publisher("localhost", "My Life Choices", "hello@example.org"))
    url = "http://localhost/events/7"
    entry = calendars.entry_of(event, status=status, sequence=sequence, url=url, organiser=organiser, now=now)
    return calendars.file_of([entry], site="localhost")


def test_a_file_says_what_when_and_where(noon):
    event = EventFactory(title="Café, cake; and carers")

    calendar, entry = read(file_of(event))

    assert (str(calendar["version"]), str(calendar["method"])) == ("2.0", "PUBLISH")
    assert str(entry["summary"]) == "Café, cake; and carers"
    assert str(entry["location"]) == "Example Hall, Nottingham, or online"
    assert (str(entry["uid"]), str(entry["url"])) == (f"event-{event.id}@localhost", "http://localhost/events/7")
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (event.starts_at, event.ends_at)
    assert entry["dtstamp"].dt == noon


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2027, 3, 27), 10),  # the last day of winter time
        (date(2027, 3, 28), 9),  # the clocks went forward at 1am
        (date(2027, 10, 30), 9),  # the last day of summer time
        (date(2027, 10, 31), 10),  # the clocks went back at 2am
    ],
)
def test_a_morning_meeting_stays_at_half_past_ten_on_both_sides_of_the_clock_change(day, utc_hour):
    starts_at = uk_moment(day, time(10, 30))

    _calendar, entry = read(file_of(EventFactory(starts_at=starts_at)))

    assert entry["dtstart"].dt == datetime(day.year, day.month, day.day, utc_hour, 30, tzinfo=UTC)
    assert entry["dtstart"].dt.astimezone(LONDON).time() == time(10, 30)
    assert entry["dtend"].dt - entry["dtstart"].dt == timedelta(hours=2)


def test_the_night_of_the_clock_change_has_the_length_that_it_has():
    event = EventFactory(
        starts_at=uk_moment(date(2027, 10, 30), time(22)), ends_at=uk_moment(date(2027, 10, 31), time(9))
    )

    _calendar, entry = read(file_of(event))

    assert entry["dtend"].dt - entry["dtstart"].dt == timedelta(hours=12)


@pytest.mark.parametrize(
    ("state", "status", "method"),
    [
        (PlaceState.HELD, "CONFIRMED", "PUBLISH"),
        (PlaceState.INTERESTED, "TENTATIVE", "PUBLISH"),
        (PlaceState.OFFERED, "TENTATIVE", "PUBLISH"),
        (PlaceState.TENTATIVE, "TENTATIVE", "PUBLISH"),
        (PlaceState.WAITING, "TENTATIVE", "PUBLISH"),
        (PlaceState.DECLINED, "CANCELLED", "CANCEL"),
        (PlaceState.STEPPED_BACK, "CANCELLED", "CANCEL"),
        (PlaceState.RELEASED, "CANCELLED", "CANCEL"),
        (PlaceState.LAPSED, "CANCELLED", "CANCEL"),
    ],
)
def test_the_file_says_how_the_member_stands(state, status, method):
    event = EventFactory()

    calendar, entry = read(file_of(event, status=calendars.status_for(event, state)))

    assert (str(entry["status"]), str(calendar["method"])) == (status, method)


def test_a_cancelled_event_is_taken_out_whatever_the_answer_was():
    event = EventFactory(state=EventState.CANCELLED)

    assert {calendars.status_for(event, state) for state in PlaceState} == {"CANCELLED"}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (EventFormat.IN_PERSON, "Example Hall, Nottingham"),
        (EventFormat.HYBRID, "Example Hall, Nottingham, or online"),
        (EventFormat.ONLINE, "Online"),
    ],
)
def test_where_an_event_is_in_words(kind, words):
    assert calendars.place_in_words(EventFactory(format=kind)) == words


def test_each_file_to_one_person_replaces_the_one_before(noon, inbox):
    """A calendar takes the file with the highest SEQUENCE of one UID: answers and changes both raise it."""
    role, member, staff = EventRoleFactory(), MemberFactory(), StaffFactory()
    event, hand = role.event, Hand()

    place = places.offer_place(role.id, member, hand=hand, now=noon)
    places.answer(place.id, Answer.NOT_SURE, hand=hand, now=noon)
    events.change_event(event, details_of(event, venue="Another Hall"), by=staff, now=noon)
    places.answer(place.id, Answer.YES, hand=hand, now=noon)
    places.step_back(place.id, hand=hand, now=noon)
    places.take_place(role.id, member, hand=hand, now=noon)
    events.cancel_event(event, "The hall has flooded.", by=staff, now=noon)

    told = [message for message in inbox.messages if message.member_id == member.id]
    files = [read(message.calendar) for message in told]
    assert [str(entry["status"]) for _calendar, entry in files] == [
        "TENTATIVE",
        "TENTATIVE",
        "TENTATIVE",
        "CONFIRMED",
        "CANCELLED",
        "CONFIRMED",
        "CANCELLED",
    ]
    sequences = [int(entry["sequence"]) for _calendar, entry in files]
    assert sequences == sorted(set(sequences))
    assert {str(entry["uid"]) for _calendar, entry in files} == {f"event-{event.id}@localhost"}
    assert [message.calendar_method for message in told] == [str(calendar["method"]) for calendar, _entry in files]


def test_each_file_says_whose_event_it_is_and_leads_to_its_page(noon, inbox):
    place = PlaceFactory(role__event__summary="Bring a friend.")
    calendars_of = {}

    places.step_back(place.id, hand=Hand(), now=noon)
    calendars_of["CANCEL"] = read(inbox.latest(to=place.member.email).calendar)
    other = EventRoleFactory(event__summary="Bring a friend.", is_open=True)
    places.take_place(other.id, place.member, hand=Hand(), now=noon)
    calendars_of["PUBLISH"] = read(inbox.latest(to=place.member.email).calendar)

    for method, (calendar, entry) in calendars_of.items():
        assert str(calendar["method"]) == method
        assert str(entry["organizer"]) == "mailto:hello@example.org"
        assert entry["organizer"].params["CN"] == "My Life Choices"
        assert str(entry["description"]).startswith("Bring a friend.\n\nSee more, or change your answer: http://")
        assert "attendee" not in entry


@pytest.mark.parametrize(
    ("state", "is_told"), [(PlaceState.HELD, True), (PlaceState.TENTATIVE, True), (PlaceState.OFFERED, False)]
)
def test_a_file_tells_how_to_join_to_those_who_come_alone(noon, inbox, state, is_told):
    place = PlaceFactory(
        state=state,
        role__event__joining_link="https://meet.example.org/secret-room",
        role__event__joining_phone="0115 496 0199",
    )

    events.change_event(
        place.role.event, details_of(place.role.event, venue="Another Hall"), by=StaffFactory(), now=noon
    )

    _calendar, entry = read(inbox.latest(to=place.member.email).calendar)
    said = str(entry["description"])
    assert ("secret-room" in said, "0115 496 0199" in said) == (is_told, is_told)


def test_a_file_tells_the_new_time_after_a_change(noon, inbox):
    place = PlaceFactory(role__event__starts_at=datetime(2027, 6, 10, 9, 30, tzinfo=UTC))
    new = details(starts_at=datetime(2027, 6, 10, 13, tzinfo=UTC), ends_at=datetime(2027, 6, 10, 15, tzinfo=UTC))

    events.change_event(place.role.event, new, by=StaffFactory(), now=noon)

    _calendar, entry = read(inbox.latest(to=place.member.email).calendar)
    assert entry["dtstart"].dt.astimezone(LONDON).time() == time(14)
    assert "Thursday 10 June 2027, 2pm to 4pm" in inbox.latest(to=place.member.email).text
