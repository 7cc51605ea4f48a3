"""A course of two days is over with the second: until then delegates check in, and nobody has a certificate."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.schedule.actions.attendance import make_code
from coproduction.schedule.models import EventKind, EventState
from coproduction.training.actions.checking_in import check_in
from coproduction.training.booking_keys import key_for
from coproduction.training.evaluation_keys import evaluation_key_for
from coproduction.training.queries.bookings import certified_by, sessions_to_forget
from coproduction.training.rules.sessions import is_over
from tests.factories import DelegateFactory, EventFactory, StaffFactory

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HEADING = "Thank you for coming"


@pytest.fixture
def delegate(noon):
    """Somebody with a place at a course whose first day began an hour ago, and whose second is tomorrow."""
    made = DelegateFactory()
    event = made.bookings.session.event
    event.starts_at, event.ends_at = noon - HOUR, noon + HOUR
    return made


@pytest.fixture
def second(delegate, noon):
    """The second day."""
    event = delegate.bookings.session.event
    event.is_followed = True
    times = {"starts_at": noon - HOUR + DAY, "ends_at": noon + HOUR + DAY}
    return EventFactory(kind=EventKind.TRAINING, follows_id=event.id, label="Second day", **times)


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


def test_who_comes_on_the_second_day_checks_in_with_its_code(stranger, delegate, second, noon, monkeypatch):
    tomorrow = noon + DAY
    code = make_code(second, by=StaffFactory(), now=tomorrow).code
    monkeypatch.setattr(clock, "now", lambda: tomorrow)

    page = stranger.get(f"/training/bookings/{key_for(delegate)}").follow("I am here").press("Check in", code=code)

    assert (page.messages, delegate.came) == (["Thank you. We know that you are here."], True)


def test_a_second_day_that_is_called_off_is_waited_for_by_nobody(stranger, delegate, second, noon, monkeypatch):
    check_in(delegate.id, make_code(delegate.bookings.session.event, by=StaffFactory(), now=noon).code, now=noon)
    second.state = EventState.CANCELLED
    db.session.flush()
    monkeypatch.setattr(clock, "now", lambda: noon + HOUR)

    assert certificate(stranger, delegate) == 200


def test_delegates_are_kept_from_the_last_date_on_also_of_a_course_that_is_called_off(delegate, second, noon):
    event, limit = delegate.bookings.session.event, noon + 2 * HOUR
    assert list(sessions_to_forget(limit)) == []

    event.state = second.state = EventState.CANCELLED
    db.session.flush()

    assert list(sessions_to_forget(limit)) == [event.id]


def test_a_session_without_a_date_that_goes_ahead_is_never_over(noon):
    assert [is_over(ends_at, now=noon) for ends_at in (None, noon + HOUR, noon)] == [False, False, True]
