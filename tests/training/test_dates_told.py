"""All with a part in a session hear once of each day of teaching, and never of what trainers have for themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from icalendar import Calendar

from coproduction.core.database import db
from coproduction.schedule.actions.events import cancel_event, change_together
from coproduction.schedule.actions.linked import at_another_time, change_date, give_own_roster, link_event
from coproduction.schedule.models import EventState
from coproduction.training.actions.calling_off import call_off
from coproduction.training.booking_keys import key_for
from coproduction.training.models import BookingState
from tests.factories import DelegateFactory, SessionBookingsFactory, StaffFactory
from tests.training.requesting import STARTS, accepted

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TEAM, KIM, MO, LEE = "sam.lowe@example.org", "kim@example.org", "mo@example.org", "lee@example.org"
ALL = [KIM, LEE, MO, TEAM]


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")


@pytest.fixture
def mo(noon, tom):
    """Who has a place at a session that a team asked for and Kim hosts; Lee waits for one."""
    hosted = SessionBookingsFactory(session=accepted(noon, by=tom).session, host_name="Kim", host_email=KIM)
    DelegateFactory(bookings=hosted, email=LEE, state=BookingState.WAITING)
    delegate = DelegateFactory(bookings=hosted, email=MO)
    hosted.session.event.state = EventState.PUBLISHED
    db.session.flush()
    return delegate


@pytest.fixture
def heard(inbox):
    """Say who has been told of a change since this was last asked, but for members and coordinators."""
    seen: set[int] = set()

    def ask():
        new = [message for message in inbox.messages if message.id not in seen]
        seen.update(message.id for message in new)
        return sorted(message.to_address for message in new if message.to_address in ALL)

    return ask


def add(mo, label, *, by, now, is_members_only=False):
    event = mo.bookings.session.event
    details = at_another_time(event, event.starts_at + DAY, ends_at=event.ends_at + DAY)
    return link_event(event, label, details=details, is_members_only=is_members_only, by=by, now=now)


def later(date):
    return at_another_time(date, date.starts_at + HOUR, ends_at=date.ends_at + HOUR)


@pytest.mark.parametrize("has_own_roster", [False, True])
def test_all_hear_once_of_a_day_that_is_added_moved_or_called_off(mo, tom, heard, noon, has_own_roster):
    heard()
    second = add(mo, "Second day", by=tom, now=noon)
    assert heard() == ALL
    if has_own_roster:
        give_own_roster(second, by=tom, now=noon)

    for hours in (1, 2):
        change_date(second, "Second day", details=later(second), by=tom, now=noon + hours * HOUR)
        assert heard() == ALL
    change_date(
        second, "Day two", details=at_another_time(second, second.starts_at, ends_at=second.ends_at), by=tom, now=noon
    )
    assert heard() == []
    for expected in (ALL, []):
        cancel_event(second, "The room is taken.", by=tom, now=noon + 3 * HOUR)
        assert heard() == expected


def test_nobody_hears_of_what_trainers_have_for_themselves(mo, tom, heard, noon):
    heard()
    premeet = add(mo, "Pre-meet", is_members_only=True, by=tom, now=noon)
    change_date(premeet, "Pre-meet", details=later(premeet), by=tom, now=noon)
    cancel_event(premeet, "", by=tom, now=noon)

    assert heard() == []


def test_all_hear_once_that_delegates_come_to_a_date_now_or_no_more(mo, tom, heard, noon):
    date = add(mo, "Practice", is_members_only=True, by=tom, now=noon)
    heard()

    for hours, is_members_only in enumerate((False, True), start=1):
        now = noon + hours * HOUR
        change_date(date, "Practice", details=later(date), is_members_only=is_members_only, by=tom, now=now)
        assert (heard(), date.is_members_only) == (ALL, is_members_only)


def test_two_days_that_move_together_are_told_in_one_message(mo, tom, heard, noon):
    event, second = mo.bookings.session.event, add(mo, "Second day", by=tom, now=noon)
    heard()

    change_together([(event, later(event)), (second, later(second))], by=tom, now=noon + HOUR)

    assert heard() == ALL


def test_a_session_of_two_days_that_is_called_off_is_told_once(mo, tom, heard, noon):
    add(mo, "Second day", by=tom, now=noon)
    heard()

    call_off(mo.bookings.session, "Too few trainers.", is_put_off=False, by=tom, now=noon + HOUR)

    assert heard() == ALL


def test_once_the_first_day_has_begun_those_with_a_place_hear_that_the_second_moves(mo, tom, heard, noon):
    second = add(mo, "Second day", by=tom, now=noon)
    heard()

    change_date(second, "Second day", details=later(second), by=tom, now=STARTS + HOUR)

    assert heard() == [KIM, MO, TEAM]


def test_delegates_read_of_all_days_and_keep_them_in_their_calendar(mo, tom, inbox, stranger, noon):
    second = add(mo, "Second day", by=tom, now=noon)
    add(mo, "Debrief", is_members_only=True, by=tom, now=noon)
    cancel_event(add(mo, "Third day", by=tom, now=noon), "", by=tom, now=noon)
    event = mo.bookings.session.event

    *_, message = [one for one in inbox.messages if one.to_address == MO]
    kept = stranger.fetch(f"/training/bookings/{key_for(mo)}/calendar.ics").get_data(as_text=True)

    words = "Tuesday 2 March 2027, 10am to 11:30am, and Wednesday 3 March 2027, 10am to 11:30am"
    assert [line for line in message.text.splitlines() if "When" in line] == [f"- When: {words}"]
    for text in (message.calendar, kept):
        entries = Calendar.from_ical(text).walk("VEVENT")
        assert sorted((entry.decoded("DTSTART"), str(entry["STATUS"])) for entry in entries) == [
            (event.starts_at, "CONFIRMED"),
            (second.starts_at, "CANCELLED"),
            (second.starts_at, "CONFIRMED"),
        ]
