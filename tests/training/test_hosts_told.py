"""Whoever hosts a session is told when it moves or is called off: once, and not again as the team that asked for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.signed_seeds import key_of_seed
from coproduction.schedule.actions import events
from coproduction.schedule.models import PlaceState
from coproduction.training.actions.calling_off import call_off
from coproduction.training.booking_keys import HOST, key_for
from coproduction.training.calling_off import concerned_by
from coproduction.training.models import BookingState
from tests.factories import DelegateFactory, SessionBookingsFactory, StaffFactory
from tests.training.requesting import PLANNED, STARTS, accepted, subjects, trainer_for

KIM = {"host_name": "Kim", "host_email": "kim@example.org"}


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")


@pytest.fixture
def hosted(noon, tom):
    """How a session takes bookings that a team asked for, and that Kim hosts."""
    return SessionBookingsFactory(session=accepted(noon, by=tom).session, **KIM)


@pytest.mark.parametrize(
    ("is_put_off", "team_hears", "others_hear"),
    [(True, "Your training: it is put off", "Put off"), (False, "Your training: it is cancelled", "Cancelled")],
)
def test_one_action_tells_trainers_team_host_delegates_and_those_in_line_once_each(
    noon, inbox, tom, hosted, is_put_off, team_hears, others_hear
):
    session, title = hosted.session, hosted.session.event.title
    place = trainer_for(session, state=PlaceState.OFFERED)
    coming = DelegateFactory(bookings=hosted)
    waiting = DelegateFactory(bookings=hosted, state=BookingState.WAITING)
    assert concerned_by(session.event_id) == ["1 delegate and 1 on the waiting list", "Kim, who hosts it"]
    before = len(inbox.messages)

    for _ in range(2):
        call_off(session, "Too few trainers.", is_put_off=is_put_off, by=tom, now=noon)

    told = sorted((message.to_address, message.subject) for message in inbox.messages[before:])
    assert told == sorted(
        [
            (place.member.email, f"{others_hear}: {title}"),
            ("sam.lowe@example.org", team_hears),
            ("kim@example.org", f"{others_hear}: {title}, which you host"),
            (coming.email, f"{others_hear}: {title}"),
            (waiting.email, f"{others_hear}: {title}"),
        ]
    )


def test_the_host_hears_once_that_the_session_moves_and_not_that_its_words_change(noon, inbox, tom, hosted):
    event = hosted.session.event
    later = replace(
        PLANNED, title=event.title, starts_at=STARTS + timedelta(hours=1), ends_at=STARTS + timedelta(hours=3)
    )

    for details in (later, replace(later, title="Other words")):
        events.change_event(event, details, by=tom, now=noon)

    [subject] = subjects(inbox, to="kim@example.org")
    assert subject == "Changed: Better meetings, for Mansfield community nurses, which you host"


@pytest.mark.parametrize("is_put_off", [True, False])
def test_a_host_who_asked_for_the_session_is_told_as_the_team_alone(noon, inbox, tom, hosted, is_put_off):
    hosted.host_email = "Sam.Lowe@example.org"
    db.session.flush()
    assert concerned_by(hosted.event_id) == []

    for _ in range(2):
        call_off(hosted.session, "Too few trainers.", is_put_off=is_put_off, by=tom, now=noon)

    assert len(subjects(inbox)[1:] + subjects(inbox, to="Sam.Lowe@example.org")) == 1


@pytest.mark.parametrize(
    ("is_put_off", "says"), [(False, "This session is cancelled"), (True, "This session is put off")]
)
def test_every_page_says_that_the_session_is_cancelled_or_put_off(noon, stranger, tom, hosted, is_put_off, says):
    path = f"/training/hosts/{key_of_seed(hosted.host_seed, salt=HOST)}"
    own = f"/training/bookings/{key_for(DelegateFactory(bookings=hosted))}"
    pages = [path, f"/training/sessions/{hosted.code}", own]
    assert [says in stranger.get(page).text for page in pages] == [False] * 3

    call_off(hosted.session, "Too few trainers.", is_put_off=is_put_off, by=tom, now=noon)

    assert [says in stranger.get(page).text for page in pages] == [True] * 3
