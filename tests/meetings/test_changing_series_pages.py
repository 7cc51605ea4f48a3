"""A series is changed on two pages: what moves, who is told and what is booked stand there before anything is saved."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.members.models import NeedKind
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.models import Event
from coproduction.schedule.pages.telling import change_together
from tests.factories import ArrangementFactory, AwayDateFactory, MemberFactory, NeedFactory, PlaceFactory
from tests.schedule.test_moving import busy


def test_a_change_is_shown_date_by_date_before_it_is_made(dates, coordinator, inbox):
    page = dates.press("Make these meetings")
    first = db.session.query(Event).order_by(Event.starts_at).limit(1).one()
    coordinator.get(f"/manage/events/{first.id}/publish").press("Publish")
    PlaceFactory(role=first.roles[0])

    page = page.follow("Change the series").press("Show the dates", weekday="1", title="Our meeting")
    assert page.heading == "Check the change to Monthly meeting"
    assert page.rows[0][1] == "Moves to Tuesday 12 January 2027, 10:30am to 12:30pm."
    assert page.items == ["1 person by email"]
    assert inbox.messages == []

    page = page.press("Change the series")

    assert (page.heading, page.messages) == ("Series: Our meeting", ["The series is changed."])
    assert len(inbox.messages) == 1


def test_before_a_change_the_page_counts_who_cannot_come_and_says_what_is_booked(dates, coordinator):
    page = dates.press("Make these meetings").follow("Publish all drafts (11)").press("Publish all these dates")
    january, february, *_ = db.session.query(Event).order_by(Event.starts_at)
    amara, dennis = MemberFactory(), MemberFactory(channel="phone")
    for member in (amara, dennis):
        for event in (january, february):
            PlaceFactory(role=event.roles[0], member=member)
    busy(amara, february, by=timedelta(days=-2))
    AwayDateFactory(member=amara, starts_on=date(2027, 1, 12), ends_on=date(2027, 1, 12))
    ArrangementFactory(event=january, state="confirmed", supplier="Example Interpreting")

    page = page.follow("Change the series").press("Show the dates", weekday="1")

    assert page.items[:2] == ["1 person by email", "1 person to ring"]
    assert "1 of them cannot come to all the dates: they are away, or have a place at something else." in page.text
    [booked] = page.items[2:]
    assert re.fullmatch(r"Thursday 14 January 2027: .+: 1, booked with Example Interpreting", booked)


def test_a_change_shows_words_about_breaks_that_were_written_for_another_hour(dates):
    page = dates.press("Make these meetings").follow("Change the series")
    page = page.press("Show the dates", breaks="15 minutes at 11:30am").press("Change the series")
    same, later = (
        page.follow("Change the series").press("Show the dates", **hours)
        for hours in ({"weekday": "1"}, {"starts": "11:30am", "ends": "1:30pm"})
    )

    words = "Look at the breaks too. They still say: 15 minutes at 11:30am"
    assert [words in shown.text for shown in (same, later)] == [False, True]
    changed = page.follow("Change the series").press(
        "Show the dates", starts="11:30am", ends="1:30pm", breaks="15 minutes at 12:30pm"
    )
    assert "Look at the breaks" not in changed.text


def test_once_a_series_is_changed_the_dates_with_something_to_book_too_late_are_a_click_away(dates):
    page = dates.press("Make these meetings").follow("Publish all drafts (11)").press("Publish all these dates")
    january, february, *_ = db.session.query(Event).order_by(Event.starts_at)
    for event in (january, february):
        NeedFactory(member=PlaceFactory(role=event.roles[0]).member, kind=NeedKind.BSL_INTERPRETER)

    page = page.follow("Change the series").press("Show the dates", weekday="1").press("Change the series")

    day = "Tuesday 12 January 2027"
    said = f"The series is changed. The day to book has passed for 1 thing. See what you can do: {day}"
    assert page.messages == [said]
    assert "The day to book has passed for 1 of these." in page.follow(day).text


def test_a_date_that_takes_the_time_of_the_next_one_is_no_clash(dates, coordinator):
    dates.press("Make these meetings").follow("Publish all drafts (11)").press("Publish all these dates")
    january, february, *_ = db.session.query(Event).order_by(Event.starts_at)
    member = MemberFactory()
    for event in (january, february):
        PlaceFactory(role=event.roles[0], member=member)
    details = EventDetails(**{name: getattr(january, name) for name in EventDetails.__dataclass_fields__})
    into_february = replace(details, starts_at=february.starts_at, ends_at=february.ends_at)
    out_of_it = replace(into_february, starts_at=january.starts_at, ends_at=january.ends_at)

    told = change_together([(january, into_february), (february, out_of_it)], now=clock.now())

    assert (told.ways, told.clashing) == (["1 person by email"], "")
