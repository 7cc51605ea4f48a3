"""A course of two days is over with the second: until then delegates check in, and nobody has a certificate."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions.attendance import make_code
from coproduction.schedule.models import EventFormat, EventKind, EventState
from coproduction.training.actions.checking_in import check_in
from coproduction.training.actions.delegates_told import remind_delegates
from coproduction.training.actions.forgetting import forget_needs
from coproduction.training.booking_keys import key_for
from coproduction.training.evaluation_keys import evaluation_key_for
from coproduction.training.models import Duty, SessionRole
from coproduction.training.queries.bookings import certified_by, sessions_to_forget
from coproduction.training.rules.sessions import is_over
from tests.factories import DelegateFactory, EventFactory, EventRoleFactory, PlaceFactory, StaffFactory

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HEADING = "Thank you for coming"


@pytest.fixture
def delegate(noon):
    """Somebody with a place at a course whose first day began an hour ago, and whose second is tomorrow."""
    made = DelegateFactory()
    event = made.bookings.session.event
    event.starts_at, event.ends_at = noon - HOUR, noon + HOUR
    return made


def date_of(delegate, label, starts_at, **known):
    """Add a date of two hours to the session of the delegate."""
    event = delegate.bookings.session.event
    event.is_followed = True
    times = {"starts_at": starts_at, "ends_at": starts_at + 2 * HOUR}
    return EventFactory(kind=EventKind.TRAINING, title=label, follows_id=event.id, label=label, **times, **known)


@pytest.fixture
def second(delegate, noon):
    """The second day."""
    return date_of(delegate, "Second day", noon - HOUR + DAY)


def certificate(stranger, delegate):
    return stranger.get(f"/training/bookings/{key_for(delegate)}/certificate").status


def is_asked(stranger, delegate):
    return "words" in stranger.get(f"/training/evaluations/{evaluation_key_for(delegate)}").values


def test_a_certificate_and_the_questions_come_with_the_end_of_the_second_day(
    stranger, delegate, second, noon, monkeypatch
):
    check_in(delegate.id, make_code(delegate.bookings.session.event, by=StaffFactory(), now=noon).code, now=noon)
    page = f"/training/bookings/{key_for(delegate)}"
    between, after = noon + 2 * HOUR, noon + DAY + HOUR

    monkeypatch.setattr(clock, "now", lambda: between)
    assert (certificate(stranger, delegate), certified_by(delegate.certificate, now=between)) == (404, None)
    assert "We know that you are here." in stranger.get(page).text
    assert not is_asked(stranger, delegate)
    monkeypatch.setattr(clock, "now", lambda: after)
    assert (certificate(stranger, delegate), certified_by(delegate.certificate, now=after)) == (200, delegate)
    assert stranger.get(page).heading.startswith(HEADING)
    assert is_asked(stranger, delegate)


def test_who_leads_makes_a_code_for_the_second_day_and_delegates_check_in_with_it(
    browser, stranger, delegate, second, noon, monkeypatch
):
    event = delegate.bookings.session.event
    role = EventRoleFactory(event=event)
    db.session.add(SessionRole(role_id=role.id, does=Duty.LEADS))
    for part in (role, EventRoleFactory(event=second, follows_role_id=role.id)):
        PlaceFactory(role=part, member=browser.member)
    of_first = make_code(event, by=StaffFactory(), now=noon).code
    monkeypatch.setattr(clock, "now", lambda: noon + DAY)

    page = browser.get(f"/events/{second.id}").follow("Who came, and the code for the screen")
    page = page.follow("Show the code on the screen").press("Make a code")
    code = page.main.select_one("p.nhsuk-heading-xl").get_text()
    here = stranger.get(f"/training/bookings/{key_for(delegate)}").follow("I am here")

    assert page.heading == "Say that you are here: Second day"
    assert here.press("Check in", code=of_first).errors == [
        "This is not the code on the screen. Ask the people who run the session"
    ]
    page = stranger.get(f"/training/bookings/{key_for(delegate)}").follow("I am here").press("Check in", code=code)

    assert (page.messages, delegate.came) == (["Thank you. We know that you are here."], True)


def test_a_second_day_that_is_called_off_is_waited_for_by_nobody(stranger, delegate, second, noon, monkeypatch):
    check_in(delegate.id, make_code(delegate.bookings.session.event, by=StaffFactory(), now=noon).code, now=noon)
    second.state = EventState.CANCELLED
    db.session.flush()
    monkeypatch.setattr(clock, "now", lambda: noon + HOUR)

    assert certificate(stranger, delegate) == 200


def test_what_trainers_have_for_themselves_holds_nothing_back(stranger, delegate, noon, monkeypatch):
    date_of(delegate, "Debrief", noon + 7 * DAY, is_members_only=True)
    check_in(delegate.id, make_code(delegate.bookings.session.event, by=StaffFactory(), now=noon).code, now=noon)
    monkeypatch.setattr(clock, "now", lambda: noon + HOUR)

    assert certificate(stranger, delegate) == 200
    assert is_asked(stranger, delegate)


def test_nobody_checks_in_on_the_day_on_which_trainers_meet_before(stranger, delegate, noon):
    event = delegate.bookings.session.event
    event.starts_at, event.ends_at = noon + DAY, noon + DAY + HOUR
    code = make_code(date_of(delegate, "Pre-meet", noon, is_members_only=True), by=StaffFactory(), now=noon).code

    page = stranger.get(f"/training/bookings/{key_for(delegate)}")

    assert "I am here" not in page.links
    assert page.rows[0] == ["When", "Tuesday 5 January 2027, midday to 1pm"]
    with pytest.raises(Refusal, match="on the day of the session"):
        check_in(delegate.id, code, now=noon)
    assert (delegate.came, delegate.certificate) == (None, None)


def test_the_certificate_names_every_day_and_how_long_they_were_together(stranger, delegate, second, noon, monkeypatch):
    date_of(delegate, "Debrief", noon + 2 * DAY, is_members_only=True)
    date_of(delegate, "Third day", noon + 2 * DAY, state=EventState.CANCELLED)
    delegate.came, delegate.certificate, delegate.certified_course = True, "A" * 20, "Better care"
    monkeypatch.setattr(clock, "now", lambda: noon + DAY + HOUR)

    printed = stranger.get(f"/training/bookings/{key_for(delegate)}/certificate").text
    check = stranger.get("/training/certificates").press("Check the certificate", code="A" * 20)

    days = "Monday 4 January 2027 and Tuesday 5 January 2027"
    assert f"on {days}, for 4 hours." in printed
    assert [row for row in check.rows if row[0] in ("Date", "Length")] == [["Date", days], ["Length", "4 hours"]]


def test_a_delegate_reads_of_every_day_and_where_each_is(stranger, delegate, second):
    event = delegate.bookings.session.event
    event.format, event.venue, second.format, second.venue = EventFormat.IN_PERSON, "Room 1", EventFormat.HYBRID, "Hall"

    page = stranger.get(f"/training/bookings/{key_for(delegate)}")

    first, other = "Monday 4 January 2027, 11am to 1pm", "Tuesday 5 January 2027, 11am to 1pm"
    assert page.rows[:2] == [
        ["When", f"{first}, and {other}"],
        ["Where", "Room 1. On Tuesday 5 January 2027: Hall, or online"],
    ]


def test_what_delegates_need_is_known_until_some_weeks_after_the_last_day(delegate, second, noon):
    delegate.needs_notes = "Near the door"
    second.starts_at, second.ends_at = noon + timedelta(weeks=6), noon + timedelta(weeks=6, hours=2)
    db.session.flush()

    weeks = [5, 9, 11]

    assert [forget_needs(now=noon + timedelta(weeks=number)) for number in weeks] == [0, 0, 1]


def test_delegates_are_kept_from_the_last_date_on_also_of_a_course_that_is_called_off(delegate, second, noon):
    event, limit = delegate.bookings.session.event, noon + 2 * HOUR
    assert list(sessions_to_forget(limit)) == []

    event.state = second.state = EventState.CANCELLED
    db.session.flush()

    assert list(sessions_to_forget(limit)) == [event.id]


def test_a_session_without_a_date_that_goes_ahead_is_never_over(noon):
    assert [is_over(ends_at, now=noon) for ends_at in (None, noon + HOUR, noon)] == [False, False, True]


@pytest.mark.parametrize(
    ("days", "before", "told"),
    [
        (9, 1, [1, 0]),
        (9, 3, [0, 0]),  # not yet
        (1, 1, [0, 0]),  # the reminder of the first day names it
    ],
)
def test_delegates_are_reminded_of_a_later_day_once_unless_it_follows_at_once(delegate, noon, days, before, told):
    second = date_of(delegate, "Later day", noon - HOUR + days * DAY)
    date_of(delegate, "Pre-meet", second.starts_at - 4 * DAY, is_members_only=True)
    now = second.starts_at - before * DAY + HOUR

    assert [remind_delegates(now=now) for _ in range(2)] == told


def test_nobody_is_reminded_of_a_later_day_that_is_called_off(delegate, noon):
    second = date_of(delegate, "Later day", noon + 9 * DAY, state=EventState.CANCELLED)

    assert remind_delegates(now=second.starts_at - DAY) == 0
