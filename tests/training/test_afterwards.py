"""After a session its trainers are asked how it was, and coordinators talk with them the same day and later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.merging import merge
from coproduction.notifications.models import Message
from coproduction.schedule.models import PlaceState
from coproduction.site.queries.to_do.after_training import (
    debriefs_to_hold,
    trainers_to_ring,
    trainers_who_ask,
    words_to_read,
)
from coproduction.training.actions.afterwards import (
    NOT_OVER,
    TrainerView,
    ask_trainers,
    forget_feedback,
    mark_done,
    say_how_it_was,
    unmark_done,
)
from coproduction.training.models import AfterStep, Duty, Feeling, TrainerFeedback
from tests.factories import EvaluationRoundFactory, EvaluationWordsFactory, MemberFactory, StaffFactory
from tests.training.after_sessions import ENDED, session_over, trains

HARD = TrainerView(Feeling.HARD, "Somebody shouted.", wants_call=True)


def tasks(of, noon):
    return [(task.what, task.due) for task in of(viewer=StaffFactory(), now=noon).tasks]


def asked():
    return db.session.scalars(select(Message.member_id).where(Message.template == "training/trainer_asked")).all()


def test_a_debrief_is_due_the_same_day_and_a_call_two_days_later_until_somebody_has_done_them(noon):
    session, staff = session_over(course__name="Accessible meetings", team="nurses"), StaffFactory()

    assert tasks(debriefs_to_hold, noon) == [("Debrief after Accessible meetings, for nurses", date(2027, 1, 4))]
    assert tasks(trainers_to_ring, noon) == [("Ring the trainers of Accessible meetings, for nurses", date(2027, 1, 6))]
    done = mark_done(session, AfterStep.DEBRIEF, by=staff, now=noon)
    assert mark_done(session, AfterStep.DEBRIEF, by=StaffFactory(), now=noon) is done, "who did it first stands"

    assert (done.done_by_id, done.done_at) == (staff.id, noon)
    assert (tasks(debriefs_to_hold, noon), len(tasks(trainers_to_ring, noon))) == ([], 1)
    unmark_done(session, AfterStep.DEBRIEF, by=staff, now=noon)
    assert len(tasks(debriefs_to_hold, noon)) == 1


def test_nothing_is_due_before_the_session_is_over(noon):
    session = session_over(ended=noon + timedelta(hours=1))

    assert tasks(debriefs_to_hold, noon) == []
    with pytest.raises(Refusal, match=NOT_OVER):
        mark_done(session, AfterStep.DEBRIEF, by=StaffFactory(), now=noon)


def test_words_to_read_are_counted_for_each_session(noon):
    session = session_over()
    found = EvaluationRoundFactory(event_id=session.event_id, is_closed=False)
    EvaluationWordsFactory.create_batch(2, event_id=session.event_id)
    assert tasks(words_to_read, noon) == [], "people can still answer"

    found.is_closed = True

    assert tasks(words_to_read, noon) == [(f"Read what delegates wrote about {session.event.title}", None)]


def test_trainers_are_asked_once_and_those_who_were_not_there_are_not(noon):
    session = session_over()
    lead, shadow = trains(session), trains(session, does=Duty.SHADOWS)
    trains(session, does=Duty.HOSTS)
    trains(session).state = PlaceState.ABSENT

    assert ask_trainers(now=noon) == 2
    assert ask_trainers(now=noon) == 0
    assert sorted(asked()) == sorted([lead.member_id, shadow.member_id])


@pytest.mark.parametrize("hours", [-2, 11, 24 * 15])
def test_nobody_is_asked_before_the_end_at_night_or_weeks_later(noon, hours):
    trains(session_over())

    assert ask_trainers(now=noon + timedelta(hours=hours)) == 0


def test_a_trainer_says_how_it_was_and_changes_it(noon):
    place = trains(session_over())
    event_id = place.role.event_id

    say_how_it_was(event_id, place.member, HARD, now=noon)
    said = say_how_it_was(event_id, place.member, TrainerView(Feeling.GOOD, "", wants_call=False), now=noon)

    assert [said] == db.session.scalars(select(TrainerFeedback)).all()
    assert (said.feeling, said.words, said.wants_call) == (Feeling.GOOD, "", False)


@pytest.mark.parametrize(
    ("feeling", "wants_call", "is_listed"),
    [(Feeling.GOOD, True, True), (Feeling.HARD, False, True), (Feeling.MIXED, False, False)],
)
def test_a_trainer_who_asks_for_a_call_or_found_it_hard_is_rung(noon, feeling, wants_call, is_listed):
    session = session_over(course__name="Accessible meetings", team="nurses")
    place = trains(session, member__known_as="Amara")
    say_how_it_was(session.event_id, place.member, TrainerView(feeling, "", wants_call), now=noon)

    expected = [("Ring Amara about Accessible meetings, for nurses", date(2027, 1, 4))] if is_listed else []
    assert tasks(trainers_who_ask, noon) == expected
    mark_done(session, AfterStep.CHECK_IN, by=StaffFactory(), now=noon)
    assert tasks(trainers_who_ask, noon) == []


def test_a_trainer_who_asks_after_the_call_is_rung_again(coordinator, noon):
    session, later = session_over(), noon + timedelta(hours=1)
    place, page = trains(session), f"/training/{session.event_id}/afterwards"
    for step in AfterStep:
        mark_done(session, step, by=StaffFactory(), now=noon - timedelta(minutes=30))
    assert "Due again" not in coordinator.get(page).text

    say_how_it_was(session.event_id, place.member, HARD, now=noon - timedelta(minutes=1))

    assert len(tasks(trainers_who_ask, noon)) == 1
    debrief = mark_done(session, AfterStep.DEBRIEF, by=StaffFactory(), now=later)
    assert debrief.done_at == noon - timedelta(minutes=30), "that is another step"
    saved = coordinator.get(page).press("Done: check-in call")
    assert ("Due again" in saved.text, tasks(trainers_who_ask, noon)) == (False, [])


def test_others_cannot_say_how_it_was(noon):
    with pytest.raises(Refusal, match="Only the trainers of this session"):
        say_how_it_was(session_over().event_id, MemberFactory(), HARD, now=noon)


def test_what_trainers_said_is_deleted_a_year_later(noon):
    place = trains(session_over())
    say_how_it_was(place.role.event_id, place.member, HARD, now=noon)

    assert forget_feedback(now=noon + timedelta(days=364)) == 0
    assert forget_feedback(now=noon + timedelta(days=366)) == 1


def test_of_two_records_of_one_person_what_was_said_is_kept(noon):
    session = session_over()
    kept, other = trains(session), trains(session)
    ask_trainers(now=noon)
    say_how_it_was(session.event_id, other.member, HARD, now=noon)

    merge(kept.member_id, other.member_id, [], by=StaffFactory(), now=noon)

    [said] = db.session.scalars(select(TrainerFeedback)).all()
    assert (said.member_id, said.words) == (kept.member_id, "Somebody shouted.")


def test_a_trainer_answers_from_the_page_of_the_session_which_says_that_pay_stays(browser, coordinator):
    session = session_over()
    trains(session, member=browser.member)

    page = browser.get(f"/events/{session.event_id}").follow("Say how it was for you")
    assert "Your pay stays the same, whatever you say." in page.text
    page = page.press("Send", feeling="hard", words="Somebody shouted.", wants_call="y")

    assert page.messages == ["Thank you for telling us."]
    staff = coordinator.get(f"/training/{session.event_id}/afterwards")
    name = browser.member
    assert f"{name.known_as}: It was hard. Please ring them." in staff.text
    note = staff.follow(f"Write a restricted note about {name.name}")
    assert note.heading == f"Write a restricted note about {name.name}"


def test_a_coordinator_marks_the_debrief_as_done(coordinator, noon):
    session = session_over()

    page = coordinator.get(f"/training/{session.event_id}/afterwards").press("Done: debrief")

    assert (page.messages, f"Done: {coordinator.account.name}" in page.text) == (["Saved."], True)
    assert page.press("Not done: debrief").messages == ["Saved."]


def test_a_session_to_come_has_nothing_afterwards_yet(coordinator, noon):
    session = session_over(ended=ENDED + timedelta(days=9))

    assert "This session is not over yet." in coordinator.get(f"/training/{session.event_id}/afterwards").text


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_however_many_trained(coordinator, count_statements, noon, number):
    session = session_over()
    EvaluationRoundFactory(event_id=session.event_id)
    EvaluationWordsFactory.create_batch(number, event_id=session.event_id)
    for _ in range(number):
        place = trains(session)
        say_how_it_was(session.event_id, place.member, HARD, now=noon)
    db.session.expire_all()

    with count_statements() as statements:
        coordinator.get(f"/training/{session.event_id}/afterwards")

    assert len(statements) == 12
