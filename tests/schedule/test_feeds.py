"""A member's private calendar: read over HTTP with the library that calendars use."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from coproduction.core.database import db
from coproduction.core.dates import uk_moment
from coproduction.schedule.actions import events, places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventState, PlaceState
from tests.factories import (
    AwayDateFactory,
    EventFactory,
    EventRoleFactory,
    MemberFactory,
    NeedFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.schedule.event_answers import details
from tests.schedule.feeds import ENDED, later, part_of
from tests.schedule.test_events import details_of

LONDON = ZoneInfo("Europe/London")


def test_the_calendar_tells_what_when_and_where(feed, member):
    event = PlaceFactory(
        member=member, role__event__title="Café, cake; and carers", role__event__summary="Bring\na friend."
    ).role.event

    response, entry = feed.fetch(), feed.entry

    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert str(entry["summary"]) == "Café, cake; and carers"
    assert str(entry["location"]) == "Example Hall, Nottingham, or online"
    assert str(entry["uid"]) == f"event-{event.id}@localhost"
    assert str(entry["url"]).endswith(f"/events/{event.id}")
    assert str(entry["description"]).startswith("You are going.\n\nBring\na friend.\n\nSee more")
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (event.starts_at, event.ends_at)


def test_the_calendar_is_named_and_says_how_often_to_look(feed):
    calendar = Calendar.from_ical(feed.text)

    assert (str(calendar["version"]), "method" in calendar) == ("2.0", False)
    assert str(calendar["name"]) == str(calendar["x-wr-calname"]) == "My Life Choices"
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in feed.text
    assert calendar.walk("VEVENT") == []


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [(date(2027, 3, 27), 10), (date(2027, 3, 28), 9), (date(2027, 10, 30), 9), (date(2027, 10, 31), 10)],
)
def test_half_past_ten_is_half_past_ten_on_both_sides_of_the_clock_change(feed, member, day, utc_hour):
    PlaceFactory(member=member, role__event__starts_at=uk_moment(day, time(10, 30)))

    start = feed.entry["dtstart"].dt

    assert start == datetime(day.year, day.month, day.day, utc_hour, 30, tzinfo=UTC)
    assert start.astimezone(LONDON).time() == time(10, 30)


@pytest.mark.parametrize(
    ("hour", "first"), [(0, 1), (1, 0)], ids=["the first half past one", "the second half past one"]
)
def test_the_hour_that_comes_twice_is_told_apart(feed, member, hour, first):
    starts_at = datetime(2027, 10, 31, hour, 30, tzinfo=UTC)
    PlaceFactory(member=member, role__event__starts_at=starts_at)

    start = feed.entry["dtstart"].dt

    assert start == starts_at
    assert (start.astimezone(LONDON).time(), start.astimezone(LONDON).fold) == (time(1, 30), 1 - first)


@pytest.mark.parametrize(
    ("state", "status", "part", "takes_time"),
    [
        (PlaceState.HELD, "CONFIRMED", "ACCEPTED", True),
        (PlaceState.ATTENDED, "CONFIRMED", "ACCEPTED", True),
        (PlaceState.ABSENT, "CONFIRMED", "ACCEPTED", True),
        (PlaceState.TENTATIVE, "TENTATIVE", "TENTATIVE", True),
        (PlaceState.INTERESTED, "TENTATIVE", "TENTATIVE", False),
        (PlaceState.WAITING, "TENTATIVE", "TENTATIVE", False),
        (PlaceState.OFFERED, "TENTATIVE", "NEEDS-ACTION", False),
        *((state, "CANCELLED", "DECLINED", False) for state in ENDED),
    ],
)
def test_the_member_sees_how_they_stand(feed, member, noon, state, status, part, takes_time):
    PlaceFactory(member=member, state=state, moved_at=noon)

    entry = feed.entry

    assert (str(entry["status"]), part_of(entry)) == (status, part)
    assert str(entry["transp"]) == ("OPAQUE" if takes_time else "TRANSPARENT")


@pytest.mark.parametrize(
    ("state", "is_told"),
    [(state, state in (PlaceState.HELD, PlaceState.TENTATIVE)) for state in PlaceState],
)
def test_how_to_join_is_told_only_to_those_who_are_coming(feed, member, noon, state, is_told):
    PlaceFactory(
        member=member,
        state=state,
        moved_at=noon,
        role__event__joining_link="https://meet.example.org/secret-room",
        role__event__joining_phone="0115 496 0199",
    )

    said = str(feed.entry["description"])

    assert ("secret-room" in said, "0115 496 0199" in said) == (is_told, is_told)


def test_a_cancelled_event_no_longer_tells_how_to_join(feed, member, noon):
    PlaceFactory(
        member=member,
        role__event__state=EventState.CANCELLED,
        role__event__changed_at=noon,
        role__event__cancelled_because="The hall has flooded.",
        role__event__joining_link="https://meet.example.org/secret-room",
    )

    said = str(feed.entry["description"])

    assert said.startswith("This event is cancelled. The hall has flooded.\n\nSee more")


def test_no_name_no_address_and_no_need_stands_in_it(feed, member):
    NeedFactory(member=member, detail="Step-free room")
    role = EventRoleFactory(event__organiser__name="Priya Nair")
    PlaceFactory(role=role, member=member, note="I may need to leave early")
    PlaceFactory(role=role, member=MemberFactory(name="Another Person", email="another@example.org"))

    text = feed.text.replace("\r\n ", "")

    for secret in ("Rosa", "rosa@", "Another", "another@", "Priya", "Step-free", "leave early"):
        assert secret not in text, secret
    assert "urn:uuid:" in text


def test_only_the_members_own_events_stand_in_it_and_no_drafts(feed, member):
    PlaceFactory(member=member, role__event__title="Mine")
    PlaceFactory(role__event__title="Somebody else’s")
    PlaceFactory(member=member, role__event__state=EventState.DRAFT)
    PlaceFactory(member=member, role__event__state=EventState.CANCELLED, role__event__never_shown=True)
    EventFactory(title="Nobody’s")

    assert [str(entry["summary"]) for entry in feed.entries] == ["Mine"]


def test_an_event_is_in_it_once_however_many_parts_somebody_had_in_it(feed, member, noon):
    event = EventFactory()
    for state in (PlaceState.RELEASED, PlaceState.HELD, PlaceState.DECLINED):
        PlaceFactory(role=EventRoleFactory(event=event), member=member, state=state, moved_at=noon, moves_made=3)

    entry = feed.entry

    assert (str(entry["status"]), int(entry["sequence"])) == ("CONFIRMED", 9)


def test_the_answer_that_came_last_counts_when_none_is_live(feed, member, noon):
    event = EventFactory()
    for state, hours in ((PlaceState.RELEASED, 2), (PlaceState.APOLOGIES, 1)):
        PlaceFactory(
            role=EventRoleFactory(event=event), member=member, state=state, moved_at=noon - timedelta(hours=hours)
        )

    assert str(feed.entry["description"]).startswith("You sent apologies.")


def test_what_the_calendar_holds_is_replaced_by_each_change_and_each_answer(feed, member, noon, monkeypatch):
    role, staff, hand = EventRoleFactory(), StaffFactory(), Hand()
    event, seen = role.event, []

    def look():
        entry = feed.entry
        seen.append((int(entry["sequence"]), str(entry["status"]), part_of(entry), entry["dtstamp"].dt))
        return later(monkeypatch, minutes=5)

    place = places.offer_place(role.id, member, hand=hand, now=noon)
    now = look()
    places.answer(place.id, Answer.YES, hand=hand, now=now)
    now = look()
    events.change_event(event, details_of(event, venue="Another Hall"), by=staff, now=now)
    now = look()
    places.step_back(place.id, hand=hand, now=now)
    now = look()
    other = EventRoleFactory(event=event)
    places.take_place(other.id, member, hand=hand, now=now)
    now = look()
    events.cancel_event(event, "The hall has flooded.", by=staff, now=now)
    look()

    assert [each[1:3] for each in seen] == [
        ("TENTATIVE", "NEEDS-ACTION"),
        ("CONFIRMED", "ACCEPTED"),
        ("CONFIRMED", "ACCEPTED"),
        ("CANCELLED", "DECLINED"),
        ("CONFIRMED", "ACCEPTED"),
        ("CANCELLED", "ACCEPTED"),
    ]
    sequences, stamps = [each[0] for each in seen], [each[3] for each in seen]
    assert sequences == sorted(set(sequences))
    assert stamps == [noon + timedelta(minutes=5 * turn) for turn in range(6)]


@pytest.mark.parametrize(
    ("state", "said", "status", "part"),
    [
        (PlaceState.HELD, Answer.YES, "CONFIRMED", "ACCEPTED"),
        (PlaceState.HELD, Answer.NO, "CANCELLED", "DECLINED"),
        (PlaceState.TENTATIVE, Answer.NOT_SURE, "TENTATIVE", "TENTATIVE"),
    ],
)
def test_whoever_is_asked_again_has_an_answer_to_give_until_they_gave_it(feed, member, noon, state, said, status, part):
    place = PlaceFactory(member=member, state=state)
    event, before = place.role.event, feed.fetch()
    AwayDateFactory(member=member, starts_on=date(2027, 2, 4), ends_on=date(2027, 2, 4))
    moved = details(starts_at=datetime(2027, 2, 4, 13, tzinfo=UTC), ends_at=datetime(2027, 2, 4, 15, tzinfo=UTC))
    events.change_event(event, moved, by=StaffFactory(), now=noon)

    asked = feed.fetch(If_None_Match=before.headers["ETag"])
    entry = feed.entry
    assert asked.status_code == 200
    assert (part_of(entry), str(entry["transp"])) == ("NEEDS-ACTION", "OPAQUE")
    assert str(entry["description"]).startswith("It has changed: can you still come?\n\n")

    places.answer(place.id, said, hand=Hand(), now=noon)

    answered = feed.fetch(If_None_Match=asked.headers["ETag"])
    assert answered.status_code == 200
    assert (str(feed.entry["status"]), part_of(feed.entry)) == (status, part)


@pytest.mark.parametrize("number", [1, 3])
def test_the_calendar_costs_the_same_however_full_it_is(feed, member, count_statements, number):
    PlaceFactory.create_batch(number, member=member)
    tag = feed.fetch().headers["ETag"]
    db.session.expire_all()

    with count_statements() as statements:
        feed.fetch()
    with count_statements() as when_unchanged:
        feed.fetch(If_None_Match=tag)

    assert len(statements) == 2  # whose it is and what it hangs on, the events
    assert len(when_unchanged) == 1
