"""Over every page, file and email of training: trainers cannot reach delegates, delegates learn nothing of trainers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from coproduction.core.database import db
from coproduction.core.signed_seeds import key_of_seed
from coproduction.schedule.actions import events
from coproduction.schedule.models import EventState, Place, PlaceState
from coproduction.training.actions.calling_off import call_off
from coproduction.training.actions.delegates_told import remind_delegates
from coproduction.training.booking_keys import HOST, TEAM, key_for
from coproduction.training.evaluation_keys import evaluation_key_for
from coproduction.training.models import Delegate, Duty, SessionRole, TrainingRequest
from coproduction.training.request_keys import key_for as key_of_request
from tests.factories import (
    DelegateFactory,
    EventRoleFactory,
    NeedFactory,
    PlaceFactory,
    SessionBookingsFactory,
    StaffFactory,
    StorySheetFactory,
)
from tests.schedule.test_events import details_of
from tests.training.requesting import accepted

REACHES = ("sam.reed@example.org", "07700 900123", "kim@example.org", "0115 496 0100", "team@example.org")
SECRETS = ("A secret need", "A secret story")
# Pages of a request that is not sent yet, or is still talked about: they come before there is a session.
NO_SESSION_YET = {
    f"training_public.{name}" for name in ("check_answers", "request_sent", "answer_question", "answer_suggestion")
}
HOUR = timedelta(hours=1)
# When the session begins from now, and what stands of it then.
MOMENTS: Mapping[str, tuple[timedelta, EventState]] = {
    "before": (timedelta(days=1), EventState.PUBLISHED),
    "on": (-HOUR, EventState.PUBLISHED),
    "after": (-3 * HOUR, EventState.HELD),
}


@pytest.fixture
def place(browser, noon) -> Place:
    """The member leads a session that a team asked for: a delegate comes who says too much, and so does the member."""
    request = accepted(noon, by=StaffFactory(), contact_email=REACHES[4])
    course = request.session.course
    course.is_on_request, course.slug = True, "meetings"
    bookings = SessionBookingsFactory(
        session=request.session, capacity=3, is_listed=True, host_name="Kim", host_email=REACHES[2]
    )
    DelegateFactory(
        bookings=bookings,
        name="Sam Reed",
        email=REACHES[0],
        phone=REACHES[3],
        needs=["large print"],
        needs_notes=f"Ring {REACHES[1]} or write to {REACHES[0]}",
        came=True,
        certificate="A" * 20,
    )
    NeedFactory(member=browser.member, detail=SECRETS[0])
    StorySheetFactory(member_id=browser.member.id, shares=SECRETS[1])
    role = EventRoleFactory(event=bookings.session.event, is_open=False)
    db.session.add(SessionRole(role_id=role.id, does=Duty.LEADS))
    made: Place = PlaceFactory(role=role, member=browser.member)
    return made


def sam() -> Delegate:
    return db.session.query(Delegate).one()


def moments(place: Place, now: datetime) -> Iterator[str]:
    """Let the session be to come, be on, and be over."""
    event = place.role.event
    for moment, (begins, state) in MOMENTS.items():
        event.starts_at, event.ends_at, event.state = now + begins, now + begins + 2 * HOUR, state
        place.state = PlaceState.ATTENDED if state is EventState.HELD else PlaceState.HELD
        db.session.flush()
        yield moment


def addresses(app: Flask, known: Mapping[str, Any], *names: str) -> dict[str, str]:
    """Return the pages and files whose names begin so, and which need nothing but what is known."""
    adapter = app.url_map.bind("localhost")
    return {
        rule.endpoint: adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments})
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(names) and "GET" in (rule.methods or ()) and rule.arguments <= known.keys()
    }


def shown_in(answer: TestResponse, words: Iterable[str]) -> list[str]:
    return [word for word in words if word in answer.get_data(as_text=True)]


def test_no_page_or_file_of_a_trainer_shows_how_to_reach_a_delegate_or_the_host(app, browser, place, noon):
    walked = addresses(app, {"event_id": place.event_id}, "training_members.", "schedule.", "site.member_home")
    opened: set[str] = set()

    for moment in moments(place, noon):
        for name, path in walked.items():
            answer = browser.fetch(path)
            assert (name, moment, shown_in(answer, REACHES)) == (name, moment, [])
            if answer.status_code == 200:
                opened.add(name)

    every_one = {name for name in addresses(app, {"event_id": 1}, "") if name.startswith("training_members.")}
    assert {name for name in opened if name.startswith("training_members.")} == every_one
    assert {"schedule.show_event", "schedule.show_diary", "schedule.keep_event", "site.member_home"} - opened == set()


def test_no_page_or_file_without_an_account_shows_what_a_trainer_keeps_to_themselves(
    app, browser, stranger, place, noon
):
    walked = addresses(app, keys(), "training_public.")
    opened: set[str] = set()

    for moment in moments(place, noon):
        for name, path in walked.items():
            answer = stranger.fetch(path)
            assert (name, moment, shown_in(answer, SECRETS)) == (name, moment, [])
            if answer.status_code == 200:
                opened.add(name)

    assert set(walked) - opened == NO_SESSION_YET
    assert shown_in(browser.fetch("/my-story"), SECRETS) == [SECRETS[1]]


def keys() -> dict[str, str]:
    """Return what opens the pages of the delegate, the host, their team and the team that asked."""
    delegate = sam()
    bookings = delegate.bookings
    request = db.session.query(TrainingRequest).one()
    return {
        "booking_key": key_for(delegate),
        "evaluation_key": evaluation_key_for(delegate),
        "code": bookings.code,
        "host_key": key_of_seed(bookings.host_seed, salt=HOST),
        "team_key": key_of_seed(bookings.host_seed, salt=TEAM),
        "tracking_key": key_of_request(request),
        "slug": bookings.session.course.slug,
    }


def test_no_email_about_a_session_tells_more(place, inbox, noon):
    event, staff = place.role.event, StaffFactory()
    next(moments(place, noon))
    remind_delegates(now=noon)
    later = {"starts_at": event.starts_at + HOUR, "ends_at": event.ends_at + HOUR}
    events.change_event(event, details_of(event, **later), by=staff, now=noon)
    call_off(sam().bookings.session, "Snow.", is_put_off=False, by=staff, now=noon)

    told = {
        to: [
            f"{message.subject}\n{message.text}\n{message.html}"
            for message in inbox.messages
            if message.to_address == to
        ]
        for to in (place.member.email, REACHES[0], REACHES[2], REACHES[4])
    }
    assert [len(letters) for letters in told.values()] == [2, 3, 2, 3]
    assert [word for letter in told[place.member.email] for word in REACHES if word in letter] == []
    assert [word for to in REACHES[::2] for letter in told[to] for word in SECRETS if word in letter] == []
