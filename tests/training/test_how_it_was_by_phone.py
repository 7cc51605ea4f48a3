"""A trainer without an account says on the phone how a session was: a coordinator writes it down, with who and when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Channel
from coproduction.site.queries.to_do.after_training import trainers_who_ask
from coproduction.site.queries.to_do.trainers import trainers_to_ask_about_recording
from coproduction.training.actions.afterwards import NOT_OVER, TrainerView, say_how_it_was, write_down_how_it_was
from coproduction.training.actions.recording import write_down_recording
from coproduction.training.models import Duty, Feeling, TrainerFeedback
from tests.factories import MemberFactory, StaffFactory, TrainingSessionFactory
from tests.training.after_sessions import session_over, trains
from tests.training.test_recording import joins

GOOD = TrainerView(Feeling.GOOD, "", wants_call=False)


def rings(place, **member):
    """Give the place to a member who has no account."""
    reached = {"account": None, "email": None, "phone": "0115 496 0101", "channel": Channel.PHONE}
    place.member = MemberFactory(**{"known_as": "Dennis", **reached, **member})
    db.session.flush()
    return place


def test_what_a_trainer_says_on_the_phone_is_kept_shown_and_acted_on(coordinator, noon):
    session = session_over(course__name="Accessible meetings", team="nurses")
    rings(trains(session))
    page = coordinator.get(f"/training/{session.event_id}/afterwards").follow("Write down how it was for Dennis")
    assert page.press("Save what they say").errors == ["Select how the session was for them"]

    saved = page.press("Save what they say", feeling="hard", words="Somebody shouted.", wants_call="y")

    assert saved.messages == ["Saved. You wrote down what Dennis said."]
    assert "Dennis: It was hard. Please ring them. Somebody shouted." in saved.text
    assert f"{coordinator.account.name} wrote this down on 4 January 2027." in saved.text
    tasks = trainers_who_ask(viewer=coordinator.account, now=noon).tasks
    assert [task.what for task in tasks] == ["Ring Dennis about Accessible meetings, for nurses"]
    audited = db.session.query(AuditEntry).filter_by(action="training.how_it_was_written_down").one()
    assert (audited.account_id, "shouted" in str(audited.detail)) == (coordinator.account.id, False)


def test_what_was_written_down_before_stands_in_the_form_and_is_replaced(coordinator, noon):
    session = session_over()
    place, tom = rings(trains(session)), StaffFactory()
    write_down_how_it_was(
        session, place.member, TrainerView(Feeling.HARD, "Too loud.", wants_call=True), by=tom, now=noon
    )

    form = coordinator.get(f"/training/{session.event_id}/how-it-was/{place.member_id}")
    assert (form.values["feeling"], form.values["words"]) == (["hard"], ["Too loud."])
    form.press("Save what they say", feeling="good")

    said = db.session.query(TrainerFeedback).one()
    assert (said.feeling, said.told_to_id) == (Feeling.GOOD, coordinator.account.id)


def test_who_has_an_account_or_did_not_train_is_written_down_by_nobody(coordinator, noon):
    session = session_over()
    amara, host = trains(session), rings(trains(session, does=Duty.HOSTS))

    for place in (amara, host):
        assert coordinator.get(f"/training/{session.event_id}/how-it-was/{place.member_id}").status == 404
        with pytest.raises(Refusal):
            write_down_how_it_was(session, place.member, GOOD, by=coordinator.account, now=noon)
    assert "They say it on the phone" not in coordinator.get(f"/training/{session.event_id}/afterwards").text


def test_nothing_is_written_down_before_the_session_is_over(noon):
    session = session_over(ended=noon + timedelta(hours=1))

    with pytest.raises(Refusal, match=NOT_OVER):
        write_down_how_it_was(session, rings(trains(session)).member, GOOD, by=StaffFactory(), now=noon)


def test_what_they_say_themselves_later_was_told_to_nobody(noon):
    session = session_over()
    place = rings(trains(session))
    write_down_how_it_was(session, place.member, GOOD, by=StaffFactory(), now=noon)

    assert say_how_it_was(session.event_id, place.member, GOOD, now=noon).told_to_id is None


def test_who_has_not_said_yes_or_no_to_recording_is_listed_near_the_session_until_they_have(noon):
    session, staff = TrainingSessionFactory(), StaffFactory()
    dennis, _with_account = rings(joins(session)), joins(session)
    day = session.event.starts_at
    expected = [(session.event_id, f"Ask Dennis about recording {session.event.title}", day.date())]

    assert asked(staff, day - timedelta(days=15)) == []
    assert asked(staff, day - timedelta(days=14)) == expected
    assert asked(staff, day) == []
    write_down_recording(session.event, dennis.member, agrees=False, by=staff, now=noon)
    assert asked(staff, day - timedelta(days=1)) == []


def asked(viewer, now) -> list[tuple[int | str, str, date | None]]:
    tasks = trainers_to_ask_about_recording(viewer=viewer, now=now).tasks
    return [(task.id, task.what, task.due) for task in tasks]
