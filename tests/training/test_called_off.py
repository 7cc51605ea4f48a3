"""What becomes of a session becomes of its request, and when it is called off everybody is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions import events
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import step_back
from coproduction.schedule.models import EventState
from coproduction.site.queries.to_do import to_do
from coproduction.training.actions import own_requests
from coproduction.training.actions.calling_off import call_off
from coproduction.training.actions.following import follow
from coproduction.training.actions.request_stages import hold_sessions
from coproduction.training.models import RequestMove, RequestStage
from coproduction.training.queries.requests import team_of
from coproduction.training.queries.trainers import trainers_missing
from tests.factories import StaffFactory, TrainingSessionFactory
from tests.training.requesting import PLANNED, STARTS, accepted, subjects, trainer_for

_S = RequestStage
AFTER = STARTS + timedelta(days=1)


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")


@pytest.fixture
def request_for(noon, tom):
    """A request that was accepted, with its session to come, which wants two trainers."""
    return accepted(noon, by=tom)


def changes(request, noon):
    follow(request.session.event, by=None, now=noon)
    return request.stage


def test_a_request_recruits_until_enough_members_deliver_its_session(noon, inbox, request_for):
    assert changes(request_for, noon) is _S.RECRUITING
    trainer_for(request_for)
    assert changes(request_for, noon) is _S.RECRUITING
    assert trainers_missing(request_for.event_id) == ["Co-trainer: 1 of 2 found"]
    second = trainer_for(request_for)
    assert changes(request_for, noon) is _S.READY

    step_back(second.id, hand=Hand(second.member.account), now=noon)

    assert request_for.stage is _S.RECRUITING
    trainer_for(request_for)
    assert changes(request_for, noon) is _S.READY
    assert subjects(inbox) == ["Your training: we say yes", "Your training: your trainers are found"]


@pytest.mark.parametrize(
    ("is_put_off", "stage", "has_session"), [(True, _S.POSTPONED, False), (False, _S.CANCELLED, True)]
)
def test_its_request_keeps_the_session_only_if_it_is_cancelled_and_the_team_reads_why(
    noon, inbox, tom, request_for, is_put_off, stage, has_session
):
    session = request_for.session

    for _ in range(2):
        call_off(session, "Too few trainers.", is_put_off=is_put_off, by=tom, now=noon)

    assert (session.event.state, request_for.stage) == (EventState.CANCELLED, stage)
    assert (request_for.session is session) is has_session
    assert "Too few trainers." in inbox.latest(to="sam.lowe@example.org").text


def test_the_step_by_which_it_was_put_off_keeps_its_session(noon, tom, request_for):
    event_id = request_for.event_id

    call_off(request_for.session, "Too few trainers.", is_put_off=True, by=tom, now=noon)

    last = db.session.scalars(select(RequestMove).order_by(RequestMove.id.desc()).limit(1)).one()
    assert (last.to_stage, last.event_id, last.reason) == (_S.POSTPONED, event_id, "Too few trainers.")


def test_what_was_put_off_is_not_cancelled_behind_somebodys_back(noon, tom, request_for):
    session = request_for.session
    call_off(session, "Too few trainers.", is_put_off=True, by=tom, now=noon)

    with pytest.raises(Refusal, match="Somebody else has just"):
        call_off(session, "No.", is_put_off=False, by=tom, now=noon)


def test_a_session_that_has_begun_is_not_called_off_and_stays_as_it_was(noon, tom, request_for):
    with pytest.raises(Refusal, match="has already started"):
        call_off(request_for.session, "No.", is_put_off=True, by=tom, now=STARTS)


def test_a_session_without_a_request_is_called_off_too(noon, tom):
    session = TrainingSessionFactory()

    call_off(session, "Too few trainers.", is_put_off=True, by=tom, now=noon)

    assert (session.event.state, session.is_put_off) == (EventState.CANCELLED, True)


def test_cancelling_on_the_events_own_page_tells_the_team_too(noon, inbox, tom, request_for):
    assert team_of(request_for.event_id) == "Sam Lowe, who asked for the training"

    events.cancel_event(request_for.session.event, "The hall is shut.", by=tom, now=noon)

    assert request_for.stage is _S.CANCELLED
    assert "The hall is shut." in inbox.latest(to="sam.lowe@example.org").text


def test_withdrawing_cancels_the_session_and_tells_its_trainers_without_why(noon, inbox, tom, request_for):
    place = trainer_for(request_for)

    for _ in range(2):
        own_requests.withdraw_request(request_for, "We lost our budget.", now=noon)

    assert (request_for.stage, request_for.session.event.state) == (_S.WITHDRAWN, EventState.CANCELLED)
    [trainers] = [message for message in inbox.messages if message.to_address == place.member.email]
    assert "We lost our budget." not in trainers.text
    assert "We lost our budget." in inbox.latest(to=tom.email).text
    assert subjects(inbox) == ["Your training: we say yes"]


def test_a_team_hears_once_that_its_session_moves_and_its_other_days_are_settled(noon, inbox, tom, request_for):
    own_requests.change_days(request_for, [AFTER.date()], now=noon)
    later = replace(PLANNED, title="Better meetings", starts_at=AFTER, ends_at=AFTER + timedelta(hours=2))

    events.change_event(request_for.session.event, later, by=tom, now=noon)

    assert subjects(inbox)[1:] == ["Your training has changed"]
    assert [each for each in request_for.days if each.is_proposed] == []


def test_words_about_a_session_that_change_are_not_told_to_the_team(noon, inbox, tom, request_for):
    events.change_event(request_for.session.event, replace(PLANNED, title="Other words"), by=tom, now=noon)

    assert subjects(inbox)[1:] == []


def test_a_request_is_held_when_the_time_of_its_session_is_over(noon, inbox, request_for):
    assert [hold_sessions(now=now) for now in (STARTS, AFTER, AFTER)] == [0, 1, 0]

    assert request_for.stage is _S.HELD
    assert subjects(inbox)[1:] == []


@pytest.mark.parametrize(("days_before", "is_flagged"), [(15, False), (14, True), (1, True)])
def test_a_session_near_by_without_its_trainers_is_on_the_to_do_list(tom, request_for, days_before, is_flagged):
    now = STARTS - timedelta(days=days_before)

    [task] = _flagged(tom, now) or [None]
    assert (task is not None) is is_flagged
    if task:
        assert (task.id, task.what) == (
            request_for.event_id,
            "Decide about Better meetings, for Mansfield community nurses",
        )
    for _ in range(2):
        trainer_for(request_for)
    assert _flagged(tom, now) == []


def _flagged(tom, now):
    return [task for tasks in to_do(viewer=tom, now=now) if tasks.name == "without-trainers" for task in tasks.tasks]
