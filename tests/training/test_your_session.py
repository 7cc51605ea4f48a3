"""One page for a trainer per session; and the coordinators' pages to brief trainers and to call a session off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.schedule.models import PlaceState
from coproduction.training.kinds import SESSION_DAYS
from coproduction.training.models import Duty, RequestStage, SessionRole
from tests.factories import EventRoleFactory, PlaceFactory, StaffFactory
from tests.pages import Browser
from tests.training.requesting import PLANNED, accepted, trainer_for

ENDS = PLANNED.ends_at


@pytest.fixture
def request_for(noon):
    """A request that was accepted, with its session to come."""
    return accepted(noon, by=StaffFactory(), need="We plan without people.", host="Joy Ellis, at the front desk")


@pytest.fixture
def trainer(app, request_for):
    """A trainer of the session, signed in, who wrote a note when they put themselves forward."""
    place = trainer_for(request_for)
    place.note = "I can tell of my own plan."
    request_for.session.event.joining_link = "https://meet.example/1"
    db.session.flush()
    browser = Browser(app)
    browser.sign_in(place.member.account)
    return browser


def test_a_trainer_finds_all_that_they_need_on_one_page(trainer, coordinator, request_for):
    page = coordinator.get(f"/manage/events/{request_for.event_id}").follow("Briefing")
    assert "We plan without people." in page.text
    page.press("Save the briefing", briefing="Bring the cards.")

    page = trainer.get(f"/events/{request_for.event_id}").follow("Your session: briefing and materials")

    assert page.heading == "Your session: Better meetings, for Mansfield community nurses"
    wanted = (
        "Tuesday 2 March 2027, 10am to 11:30am",
        "Bring the cards.",
        "We plan without people.",
        "Joy Ellis, at the front desk",
        "https://meet.example/1",
        "I can tell of my own plan.",
        "May this session be recorded with you in it?",
        "All you need is here until 9 March 2027",
    )
    assert [words for words in wanted if words not in page.text] == []


def test_it_says_nothing_of_who_asked_and_who_pays(trainer, request_for):
    request_for.cost_code = "PC-204"

    page = trainer.get(f"/events/{request_for.event_id}/your-session")

    assert [word for word in ("Sam Lowe", "example.org", "0115 496 0150", "PC-204") if word in page.text] == []


@pytest.mark.parametrize(("after", "status"), [(timedelta(days=7), 404), (timedelta(days=6, hours=23), 200)])
def test_it_is_there_until_a_week_after_the_session(trainer, request_for, monkeypatch, after, status):
    monkeypatch.setattr(clock, "now", lambda: ENDS + after)

    assert trainer.get(f"/events/{request_for.event_id}/your-session").status == status


def test_how_long_it_is_there_is_a_setting(trainer, request_for, monkeypatch, noon):
    set_number(SESSION_DAYS, 30, from_day=noon.date(), account_id=None, now=noon)
    monkeypatch.setattr(clock, "now", lambda: ENDS + timedelta(days=29))

    assert trainer.get(f"/events/{request_for.event_id}/your-session").status == 200


@pytest.mark.parametrize("state", [PlaceState.OFFERED, PlaceState.STEPPED_BACK, PlaceState.INTERESTED])
def test_who_has_no_place_does_not_find_it(browser, request_for, state):
    trainer_for(request_for, state=state).member = browser.member
    db.session.flush()

    assert browser.get(f"/events/{request_for.event_id}/your-session").status == 404
    assert "Your session: briefing" not in browser.get(f"/events/{request_for.event_id}").text


def test_who_comes_to_learn_does_not_find_it(browser, request_for):
    role = EventRoleFactory(event=request_for.session.event)
    db.session.add(SessionRole(role_id=role.id, does=Duty.ATTENDS))
    PlaceFactory(role=role, member=browser.member)
    db.session.flush()

    assert browser.get(f"/events/{request_for.event_id}/your-session").status == 404


def test_a_coordinator_puts_a_session_off_after_reading_who_is_told(coordinator, request_for):
    trainer_for(request_for)
    page = coordinator.get(f"/manage/events/{request_for.event_id}").follow("Put off or cancel")
    assert page.items[-3:] == [
        "Co-trainer: 1 of 2 found",
        "1 member with a part in it",
        "Sam Lowe, who asked for the training",
    ]
    assert page.press("Tell everybody").errors == ["Select whether it is put off or cancelled", "Enter why"]

    page.press("Tell everybody", what="put off", why="Too few trainers.")

    assert request_for.stage is RequestStage.POSTPONED
    assert "Nothing can be put off." in coordinator.get(page.address).text
