"""A year of meetings on three pages: one form, one look at the dates, one press; then all published at once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from coproduction.core.database import db
from coproduction.meetings.models import Meeting, MeetingSeries
from coproduction.members.models import Interest
from coproduction.notifications.models import MessageState
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.partings import hold_back_offers
from coproduction.schedule.actions.places import Answer, answer
from coproduction.schedule.models import Event, EventState, Place, PlaceState
from tests.factories import AwayDateFactory, EventFactory, KnownPeriodFactory, MemberFactory
from tests.meetings.year_of_meetings import YEAR

LIKES = {"interested_in": [Interest.MEETINGS]}


def test_the_dates_are_shown_with_what_to_think_of_before_anything_is_saved(coordinator):
    KnownPeriodFactory(name="Easter holidays")
    KnownPeriodFactory(name="Eid", kind="religious day", first_day=date(2027, 3, 11), last_day=date(2027, 3, 11))

    page = coordinator.post("/meetings/series/new", YEAR)

    assert page.heading == "Choose the dates"
    assert "Second Thursday of each month, 10:30am to 12:30pm, not in August." in page.text
    assert len(page.values["days"]) == 11
    assert [re.sub(r"\s+", " ", hint.text).strip() for hint in page.soup.select(".nhsuk-checkboxes__hint")] == [
        "Religious day: Ramadan",
        "Religious day: Eid",
        "School holiday: Easter holidays",
    ]
    assert "School holidays are known until 9 April 2027. After that we cannot warn you." in page.text
    assert db.session.query(Event).count() == db.session.query(MeetingSeries).count() == 0


def test_what_the_group_has_on_at_that_time_stands_beside_the_date(coordinator, noon):
    starts_at = noon.replace(month=2, day=11, hour=11)
    hours = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)}
    EventFactory(title="Long-standing forum", state=EventState.DRAFT, **hours)
    EventFactory(title="Called off", state=EventState.CANCELLED, **hours)
    afternoon = starts_at + timedelta(hours=1, minutes=30)
    EventFactory(title="Afternoon panel", starts_at=afternoon, ends_at=afternoon + timedelta(hours=2))

    page = coordinator.post("/meetings/series/new", YEAR)

    assert [hint.text.strip() for hint in page.soup.select(".nhsuk-checkboxes__hint")] == [
        "Religious day: Ramadan Already then: Long-standing forum",
    ]
    page.press("Make these meetings", days=["2027-02-11"])
    series = db.session.query(MeetingSeries).one()
    page = coordinator.get(f"/meetings/series/{series.id}/change").press("Show the dates", ends="1pm")
    [row] = [row for row in page.rows if "11 February" in row[0]]
    assert row[1].endswith("Already then: Long-standing forum Already then: Afternoon panel")


def test_a_bank_holiday_stands_beside_its_date(coordinator):
    page = coordinator.post("/meetings/series/new", YEAR | {"weekday": "0", "nth": "1", "months_off": None})

    hints = [hint.text.strip() for hint in page.soup.select(".nhsuk-checkboxes__hint")]
    assert hints == ["Religious day: Ramadan", "Bank holiday: Early May bank holiday"]


def test_what_is_not_ticked_is_not_made(dates):
    page = dates.press("Make these meetings", days=["2027-01-14", "2027-02-11"])

    assert page.messages == ["The dates are saved as drafts. Look at them, then publish them all at once."]
    assert [row[1] for row in page.rows] == [
        "Thursday 14 January 2027, 10:30am to 12:30pm",
        "Thursday 11 February 2027, 10:30am to 12:30pm",
    ]
    assert [meeting.focus for meeting in db.session.query(Meeting)] == ["Whatever matters"] * 2


def test_going_back_keeps_what_was_typed(dates):
    page = dates.press("Go back and change it")

    assert (page.heading, page.values["title"], page.values["months_off"]) == (
        "Plan a series of meetings",
        ["Monthly meeting"],
        ["8"],
    )


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"repeats": None}, "Select how often"),
        ({"last_day": date(2027, 1, 6)}, "The rule gives no date to come. Look at the days and months"),
        ({"first_day[day]": "x"}, "First day must be a real date"),
        ({"weekday": ""}, "Select the day of the week"),
    ],
)
def test_a_slip_is_shown_and_what_was_typed_stays(coordinator, wrong, error):
    page = coordinator.post("/meetings/series/new", YEAR | wrong)

    assert (page.errors, page.values["title"]) == ([error], ["Monthly meeting"])
    assert db.session.query(Event).count() == 0


def test_no_date_and_a_forged_one_are_refused(dates):
    assert dates.press("Make these meetings", days=None).errors == ["Select at least one date"]

    page = dates.press("Make these meetings", days=["2027-01-15", "nonsense"])
    assert page.errors == ["A date does not belong to the rule any more. Look at the dates again"]


def test_all_dates_are_published_in_one_action_with_one_message_for_each_member(dates, inbox):
    amara, _dennis = MemberFactory(known_as="Amara", **LIKES), MemberFactory(channel="phone", **LIKES)
    AwayDateFactory(member=amara, starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 28))
    page = dates.press("Make these meetings").follow("Publish all drafts (11)")

    assert page.items[-2:] == ["1 person by email", "1 person to ring"]
    assert len(page.items) == 13
    page = page.press("Publish all these dates", invite="yes")

    assert page.messages == ["11 dates are published. 2 members are being asked, in one message each."]
    by_email, to_ring = sorted(inbox.messages, key=lambda message: message.channel)
    assert (by_email.to_name, by_email.text.count("Answer for this date")) == ("Amara", 10)
    assert to_ring.text.count("Thursday") == 11
    assert db.session.query(Place).filter_by(state=PlaceState.OFFERED).count() == 21
    assert {event.state for event in db.session.query(Event)} == {EventState.PUBLISHED}
    assert "Publish all drafts" not in page.text


def test_who_joins_later_is_asked_to_all_dates_to_come_in_one_message(dates, inbox):
    page = dates.press("Make these meetings").follow("Publish all drafts (11)").press("Publish all these dates")
    MemberFactory(known_as="New", **LIKES)

    page = page.follow("Ask everybody")
    assert (page.heading, page.items) == (
        "Ask everybody who has not been asked to Monthly meeting",
        ["1 person by email"],
    )
    page = page.press("Ask them to come")

    assert page.messages == ["1 member is being asked, in one message each."]
    [message] = inbox.messages
    assert (message.to_name, message.text.count("Answer for this date")) == ("New", 11)


def calendar_in(message):
    return Calendar.from_ical(message.calendar)


def test_one_calendar_file_holds_all_the_dates_and_each_answer_replaces_its_own(dates, inbox, noon):
    amara, dennis = MemberFactory(**LIKES), MemberFactory(**LIKES)
    AwayDateFactory(member=dennis, starts_on=date(2027, 1, 10), ends_on=date(2027, 1, 20))
    dates.press("Make these meetings").follow("Publish all drafts (11)").press("Publish all these dates", invite="yes")
    whole = calendar_in(inbox.latest(to=amara.email))
    entries = whole.walk("VEVENT")

    assert (str(whole["method"]), inbox.latest(to=amara.email).calendar_method) == ("PUBLISH", "PUBLISH")
    events = db.session.query(Event).order_by(Event.starts_at).all()
    assert [(str(entry["uid"]), entry["dtstart"].dt) for entry in entries] == [
        (f"event-{event.id}@localhost", event.starts_at) for event in events
    ]
    assert {(str(entry["status"]), int(entry["sequence"])) for entry in entries} == {("TENTATIVE", 1)}
    assert len(calendar_in(inbox.latest(to=dennis.email)).walk("VEVENT")) == 10

    place = db.session.query(Place).filter_by(member_id=amara.id, event_id=events[0].id).one()
    answer(place.id, Answer.YES, hand=Hand(), now=noon)
    [own] = calendar_in(inbox.latest(to=amara.email)).walk("VEVENT")
    assert (str(own["uid"]), int(own["sequence"])) == (str(entries[0]["uid"]), 2)


def test_whoever_rests_is_not_told_of_the_dates_any_more(dates, inbox, noon):
    member = MemberFactory(**LIKES)
    dates.press("Make these meetings").follow("Publish all drafts (11)").press("Publish all these dates", invite="yes")

    assert hold_back_offers(member, now=noon) == 1
    assert [message.state for message in inbox.messages] == [MessageState.DROPPED]


def test_each_link_of_the_message_answers_for_its_own_date(dates, stranger, inbox):
    MemberFactory(**LIKES)
    dates.press("Make these meetings").follow("Publish all drafts (11)").press("Publish all these dates", invite="yes")
    [message] = inbox.messages
    third = re.findall(r"http://localhost(/answers/\S+)", message.text)[2]

    page = stranger.get(third)
    assert "Thursday 11 March 2027" in page.text
    page.press("Send my answer", answer="yes")

    held = db.session.query(Place).filter_by(state=PlaceState.HELD).one()
    assert held.role.event.starts_at.date() == date(2027, 3, 11)


@pytest.mark.parametrize("months", [1, 3])
def test_a_series_costs_the_same_however_many_meetings_it_has(coordinator, dates, count_statements, months):
    dates.press("Make these meetings", days=["2027-01-14", "2027-02-11", "2027-03-11"][:months])
    path = f"/meetings/series/{db.session.query(MeetingSeries).one().id}"
    db.session.expire_all()

    with count_statements() as statements:
        page = coordinator.get(path)

    assert len(page.rows) == months
    assert len(statements) == 4  # the account, the series, its meetings, and those that are drafts


def test_a_series_is_in_the_list(dates, coordinator):
    dates.press("Make these meetings")

    assert coordinator.get("/meetings/series").items == [
        "Monthly meeting Second Thursday of each month, until 31 December 2027"
    ]
