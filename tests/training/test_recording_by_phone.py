"""A trainer without an account says yes or no on the phone: a coordinator writes it down, with who and when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Channel
from coproduction.schedule.actions.moves import Hand, move
from coproduction.schedule.models import PlaceState
from coproduction.training.actions.recording import answer_recording, write_down_recording
from coproduction.training.models import Recording, TrainerAnswer
from coproduction.training.queries.recording import may_be_recorded, trainers_who_ring
from tests.factories import MemberFactory, StaffFactory, StorySheetFactory, TrainingSessionFactory
from tests.training.test_recording import NO, YES, joins, says


@pytest.fixture
def session():
    """A session to come."""
    return TrainingSessionFactory()


@pytest.fixture
def dennis(session):
    """A trainer of it who has no account."""
    place = joins(session)
    reached = {"account": None, "email": None, "phone": "0115 496 0101", "channel": Channel.PHONE}
    place.member = MemberFactory(known_as="Dennis", **reached)
    db.session.flush()
    return place


def page(session, place):
    return f"/training/{session.event_id}/recording/{place.member_id}"


def test_recording_stays_off_until_the_yes_on_the_phone_is_written_down(coordinator, session, dennis, noon):
    says(joins(session), agrees=True, noon=noon)
    roster = coordinator.get(f"/rosters/{session.event_id}")
    assert (NO in roster.text, "Dennis has no account." in roster.text) == (True, True)

    form = roster.follow("Write down what Dennis says")
    assert form.press("Save what they say").errors == ["Select what they say"]
    shown = form.press("Save what they say", agrees="yes")

    assert (YES in shown.text, may_be_recorded(session.event_id)) == (True, True)
    answer = db.session.get_one(TrainerAnswer, (session.event_id, dennis.member_id))
    assert (answer.told_to_id, answer.told_at) == (coordinator.account.id, noon)
    assert f"{coordinator.account.name} wrote down what they said about recording on 4 January 2027." in shown.text


def test_a_no_on_the_phone_is_told_to_no_other_coordinator(coordinator, session, dennis, noon):
    tom = StaffFactory()
    write_down_recording(session.event, dennis.member, agrees=False, by=tom, now=noon)

    form = coordinator.get(page(session, dennis))

    assert may_be_recorded(session.event_id) is False
    assert f"{tom.name} wrote down an answer on 4 January 2027." in form.text
    assert form.values.get("agrees") is None
    assert db.session.query(AuditEntry).all() == []


def test_who_has_an_account_is_asked_there_and_nobody_else_says_it_for_them(coordinator, session, noon):
    amara = joins(session)

    assert trainers_who_ring(session.event_id, viewer=coordinator.account) == []
    assert coordinator.get(page(session, amara)).status == 404
    with pytest.raises(Refusal, match="says this on their own page"):
        write_down_recording(session.event, amara.member, agrees=True, by=coordinator.account, now=noon)


def test_what_they_say_themselves_later_takes_its_place(session, dennis, noon):
    answer = write_down_recording(session.event, dennis.member, agrees=True, by=StaffFactory(), now=noon)

    answer_recording(session.event, dennis.member, agrees=False, now=noon)

    assert (answer.may_be_recorded, answer.told_to_id, answer.told_at) == (False, None, None)


def test_nothing_is_written_down_once_the_session_is_over(coordinator, session, dennis, monkeypatch):
    over = session.event.ends_at + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: over)

    assert "Write down what Dennis says" not in coordinator.get(f"/rosters/{session.event_id}").links
    assert coordinator.get(page(session, dennis)).press("Save what they say", agrees="yes").errors == [
        "This session is over, so this can no longer be changed."
    ]


def test_a_private_sheet_that_says_no_is_told_to_no_coordinator(coordinator, session, dennis, noon):
    StorySheetFactory(member_id=dennis.member_id, recording=Recording.NO)
    form = coordinator.get(page(session, dennis))

    refused = form.press("Save what they say", agrees="yes")

    assert refused.errors == ["This cannot be written down here. Ask them again."]
    assert [word for word in ("sheet", "story") if word in refused.main.get_text().lower()] == []
    assert db.session.query(TrainerAnswer).all() == []
    refused.press("Save what they say", agrees="no")
    assert may_be_recorded(session.event_id) is False


def test_a_trainer_who_gives_up_the_place_and_comes_back_is_asked_again_on_the_phone(
    coordinator, session, dennis, noon
):
    write_down_recording(session.event, dennis.member, agrees=True, by=StaffFactory(), now=noon)

    move(dennis, PlaceState.STEPPED_BACK, hand=Hand(), now=noon)
    move(dennis, PlaceState.HELD, hand=Hand(), now=noon)

    [who] = trainers_who_ring(session.event_id, viewer=coordinator.account)
    assert (who.told_to, who.told_at, may_be_recorded(session.event_id)) == (None, None, False)
