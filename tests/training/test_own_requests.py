"""What a team does with its own request: answers us, changes its days, has its link sent again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.core.refusals import Refusal
from coproduction.schedule.models import EventState
from coproduction.training.actions import answering, own_requests
from coproduction.training.actions.requests import forget_contacts
from coproduction.training.models import RequestStage
from coproduction.training.rules.requests import asked_days, proposed_days
from tests.factories import StaffFactory, TrainingRequestFactory
from tests.training.requesting import DAY, STARTS, accepted

_S = RequestStage


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")


def test_an_answer_to_our_question_makes_it_our_turn(noon):
    request = TrainingRequestFactory(stage=_S.NEEDS_INFORMATION)

    own_requests.answer_question(request, "There is a lift.", now=noon)

    assert (request.stage, request.moves[-1].by_team) == (_S.REQUESTED, True)
    with pytest.raises(Refusal, match="We have your answer already"):
        own_requests.answer_question(request, "There is a lift.", now=noon)


@pytest.mark.parametrize(
    ("stage", "then"),
    [
        (_S.REQUESTED, _S.REQUESTED),
        (_S.NEEDS_INFORMATION, _S.NEEDS_INFORMATION),
        (_S.WAITING, _S.REQUESTED),
        (_S.POSTPONED, _S.REQUESTED),
    ],
)
def test_before_our_yes_the_days_are_the_teams(noon, stage, then):
    request = TrainingRequestFactory(stage=stage)

    own_requests.change_days(request, [DAY, date(2027, 3, 9)], now=noon)

    assert (request.stage, asked_days(request)) == (then, [DAY, date(2027, 3, 9)])


def test_after_our_yes_a_coordinator_looks_at_other_days_first(noon, inbox, tom):
    request = accepted(noon, by=tom)

    own_requests.change_days(request, [date(2027, 3, 9)], now=noon)

    assert (asked_days(request), proposed_days(request)) == ([date(2027, 2, 2)], [date(2027, 3, 9)])
    answering.keep_days(request, "The room is booked.", by=tom, now=noon)
    assert proposed_days(request) == []
    assert "The room is booked." in inbox.messages[-1].text
    with pytest.raises(Refusal, match="Nobody asks for other days any more"):
        answering.keep_days(request, "The room is booked.", by=tom, now=noon)


def test_what_has_begun_can_no_longer_be_changed(noon, tom):
    request = accepted(noon, by=tom)

    with pytest.raises(Refusal, match="Ring us instead"):
        own_requests.change_days(request, [date(2027, 4, 1)], now=STARTS)
    with pytest.raises(Refusal, match="Ring us instead"):
        own_requests.withdraw_request(request, "", now=STARTS)


def test_lost_links_are_sent_to_the_address_that_asked_and_to_no_other(noon, inbox):
    TrainingRequestFactory()
    TrainingRequestFactory(stage=_S.WITHDRAWN)

    for email in ("SAM.LOWE@example.org", "sam.lowe@example.org", "somebody@example.org"):
        own_requests.send_links_again(email, now=noon)

    [message] = inbox.messages
    assert (message.subject, message.text.count("/training/tracking/")) == ("Your requests for training", 1)


def test_a_team_whose_session_nobody_published_in_time_asks_for_other_days_or_withdraws(noon, tom):
    request = accepted(noon, by=tom, is_published=False)
    late = STARTS + timedelta(days=2)

    own_requests.change_days(request, [date(2027, 3, 9)], now=late)
    assert proposed_days(request) == [date(2027, 3, 9)]
    own_requests.withdraw_request(request, "", now=late)

    assert (request.stage, request.session.event.state) == (_S.WITHDRAWN, EventState.CANCELLED)


@pytest.mark.parametrize("is_published", [True, False])
def test_who_asked_for_a_session_that_nobody_saw_to_is_forgotten_some_months_after_its_day(noon, tom, is_published):
    request = accepted(noon, by=tom, is_published=is_published)
    months = timedelta(days=190)

    assert [forget_contacts(now=noon + months), forget_contacts(now=STARTS + months)] == [0, 1]
    assert (request.contact_name, request.contact_email, request.contact_phone) == ("", "", "")
