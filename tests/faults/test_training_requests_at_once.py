"""A team and coordinators who do different things with one request at once: nothing is half done, or told twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.asking.drafts import begin_draft
from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.notifications.models import Message
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import step_back
from coproduction.schedule.models import Event, EventState
from coproduction.training.actions import answering, own_requests, requests
from coproduction.training.actions.calling_off import call_off
from coproduction.training.models import RequestMove, RequestStage, TrainingDraft, TrainingRequest, TrainingSession
from tests.conftest import NOON
from tests.factories import StaffFactory, TrainingRequestFactory
from tests.faults.at_once import all_at_once, count
from tests.training.requesting import DAY, DETAILS, PLANNED, accepted, course, trainer_for

_S = RequestStage


def by(account_id):
    return db.session.get_one(Account, account_id)


def the(request_id):
    return db.session.get_one(TrainingRequest, request_id)


def moves_in_line(request_id):
    """Return the stages that the request went through, each from the one before."""
    moves = db.session.scalars(
        select(RequestMove).where(RequestMove.request_id == request_id).order_by(RequestMove.id)
    ).all()
    assert [move.from_stage for move in moves[1:]] == [move.to_stage for move in moves[:-1]]
    return [move.to_stage for move in moves]


@pytest.mark.parametrize("round_of", range(3))
def test_a_draft_sent_twice_at_once_is_one_request(a_real_database, round_of):
    draft, _key = begin_draft(TrainingDraft, now=NOON - timedelta(minutes=5))
    draft_id = draft.id
    db.session.commit()

    def sends():
        found = db.session.get_one(TrainingDraft, draft_id)
        requests.send_request(found, DETAILS, [DAY], decoy="", now=NOON)

    said = all_at_once(a_real_database, [sends, sends])

    assert (said["done"], count(of=TrainingRequest), count(of=Message)) == (1, 1, 1)


@pytest.mark.parametrize("round_of", range(3))
def test_one_accepts_one_declines_and_the_team_withdraws(a_real_database, round_of):
    ids = [account.id for account in StaffFactory.create_batch(2)]
    made = TrainingRequestFactory(course=course())
    request_id, course_id = made.id, made.course_id
    db.session.commit()

    def accepts():
        return answering.accept_request(
            the(request_id), PLANNED, course_id=course_id, team="Nurses", by=by(ids[0]), now=NOON
        )

    said = all_at_once(
        a_real_database,
        [
            accepts,
            lambda: answering.decline_request(the(request_id), "No.", "Later.", by=by(ids[1]), now=NOON),
            lambda: own_requests.withdraw_request(the(request_id), "", now=NOON),
        ],
    )

    request, stages = the(request_id), moves_in_line(request_id)
    assert said["done"] == len(stages) >= 1
    assert request.stage is stages[-1]
    assert count(of=TrainingSession) == int(_S.ACCEPTED in stages)
    live = count(Event.state != EventState.CANCELLED, of=Event)
    assert live == int(request.stage is _S.ACCEPTED)


@pytest.mark.parametrize("round_of", range(3))
def test_two_accept_at_once_and_there_is_one_session(a_real_database, round_of):
    ids = [account.id for account in StaffFactory.create_batch(2)]
    made = TrainingRequestFactory(course=course())
    request_id, course_id = made.id, made.course_id
    db.session.commit()

    def accepts(account_id):
        return lambda: answering.accept_request(
            the(request_id), PLANNED, course_id=course_id, team="Nurses", by=by(account_id), now=NOON
        )

    all_at_once(a_real_database, [accepts(account_id) for account_id in ids])

    assert (count(of=TrainingSession), count(of=Event), moves_in_line(request_id)) == (1, 1, [_S.ACCEPTED])


@pytest.mark.parametrize("round_of", range(3))
def test_one_puts_off_one_cancels_while_a_trainer_steps_back_and_the_team_asks_for_other_days(
    a_real_database, round_of
):
    ids = [account.id for account in StaffFactory.create_batch(2)]
    made = accepted(NOON, by=by(ids[0]))
    request_id, event_id = made.id, made.event_id
    place_id = trainer_for(made).id
    db.session.commit()
    later = uk_wall(NOON).date() + timedelta(days=90)

    def calls_off(account_id, *, is_put_off):
        session = db.session.get_one(TrainingSession, event_id)
        call_off(session, "Too few trainers.", is_put_off=is_put_off, by=by(account_id), now=NOON)

    all_at_once(
        a_real_database,
        [
            lambda: calls_off(ids[0], is_put_off=True),
            lambda: calls_off(ids[1], is_put_off=False),
            lambda: step_back(place_id, hand=Hand(), now=NOON),
            lambda: own_requests.change_days(the(request_id), [later], now=NOON),
        ],
    )

    stages, session = moves_in_line(request_id), db.session.get_one(TrainingSession, event_id)
    assert session.event.state is EventState.CANCELLED
    assert stages.count(_S.POSTPONED) == int(session.is_put_off)
    assert stages.count(_S.CANCELLED) == int(not session.is_put_off)
    told = ("Your training: it is put off", "Your training: it is cancelled")
    assert count(Message.subject.in_(told), of=Message) == 1
