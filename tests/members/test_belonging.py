"""How a membership begins and goes on: the induction, probation, yearly reviews and terms."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.actions import induction, terms
from coproduction.members.models import InductionDone, InductionStep, MembershipReview, MemberState
from coproduction.site.queries.to_do import to_do
from coproduction.site.queries.to_do.belonging import REVIEW_DAYS_AHEAD, TERM_DAYS_AHEAD
from tests.factories import MemberFactory

TODAY = date(2027, 1, 4)


@pytest.fixture
def grace():
    return MemberFactory(name="Grace Oyelaran", known_as="Grace", state=MemberState.INDUCTION, joined_on=TODAY)


def tick(member, step, priya, noon, **about):
    return induction.tick_step(member.id, step, done_on=TODAY, by=priya, now=noon, **about)


def tick_all(member, priya, noon):
    for step in InductionStep:
        tick(member, step, priya, noon, buddy_id=MemberFactory().id)


def tasks_of(name, priya, now):
    return [tuple(task)[1:4] for tasks in to_do(viewer=priya, now=now) for task in tasks.tasks if tasks.name == name]


def test_a_step_says_who_did_it_and_when_and_is_kept_once(noon, priya, grace):
    for _ in range(2):
        tick(grace, InductionStep.WELCOME_CHAT, priya, noon, note="She likes trains.")

    [done] = db.session.scalars(select(InductionDone))
    assert (done.step, done.done_on, done.recorded_by, done.note) == (
        InductionStep.WELCOME_CHAT,
        TODAY,
        priya,
        "She likes trains.",
    )


def test_a_slip_is_taken_back_and_the_trail_keeps_both(noon, priya, grace):
    tick(grace, InductionStep.CONFIDENTIALITY, priya, noon)

    for _ in range(2):
        induction.untick_step(grace.id, InductionStep.CONFIDENTIALITY, by=priya, now=noon)

    assert db.session.scalars(select(InductionDone)).all() == []
    assert list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))) == [
        "member.induction_step_done",
        "member.induction_step_undone",
    ]


def test_a_buddy_is_another_active_member(noon, priya, grace):
    buddy = MemberFactory()
    for nobody in (None, grace.id, MemberFactory(state=MemberState.PAUSED).id, 4711):
        with pytest.raises(Refusal) as refused:
            tick(grace, InductionStep.BUDDY, priya, noon, buddy_id=nobody)
        assert refused.value.field == "buddy"

    tick(grace, InductionStep.BUDDY, priya, noon, buddy_id=buddy.id)
    assert grace.buddy_id == buddy.id
    induction.untick_step(grace.id, InductionStep.BUDDY, by=priya, now=noon)

    assert grace.buddy_id is None


def test_a_step_cannot_be_done_tomorrow(noon, priya, grace):
    with pytest.raises(Refusal) as refused:
        induction.tick_step(grace.id, InductionStep.WELCOME_CHAT, done_on=TODAY + timedelta(days=1), by=priya, now=noon)

    assert refused.value.field == "done_on"


def test_an_induction_is_finished_when_every_step_is_done(noon, priya, grace, inbox):
    tick(grace, InductionStep.WELCOME_CHAT, priya, noon)
    with pytest.raises(Refusal) as refused:
        induction.finish_induction(grace.id, by=priya, now=noon)
    assert refused.value.message == (
        "These steps are still to be done: Confidentiality agreement, Support needs looked at together, Buddy."
    )

    tick_all(grace, priya, noon)
    induction.finish_induction(grace.id, by=priya, now=noon)

    assert (grace.state, grace.probation_ends_on) == (MemberState.PROBATION, date(2027, 7, 4))
    assert inbox.letters == [(grace.email, "Your first steps with My Life Choices are done")]


def test_how_long_probation_lasts_is_a_number_that_people_set(noon, priya, grace):
    set_number(rules.PROBATION_MONTHS, 3, from_day=TODAY, account_id=None, now=noon)
    tick_all(grace, priya, noon)

    induction.finish_induction(grace.id, by=priya, now=noon)

    assert grace.probation_ends_on == date(2027, 4, 4)


def test_the_to_do_list_says_how_far_each_induction_has_come(noon, priya, grace):
    assert tasks_of("inductions", priya, noon) == [
        ("Go on with the induction of Grace Oyelaran", "0 of 4 steps are done.", "Joined 4 January 2027, today")
    ]

    tick_all(grace, priya, noon)

    assert [what for what, _, _ in tasks_of("inductions", priya, noon)] == ["Finish the induction of Grace Oyelaran"]


def test_a_probation_stands_on_the_list_from_its_last_day(noon, priya):
    MemberFactory(name="Kieran Doyle", state=MemberState.PROBATION, probation_ends_on=TODAY)
    MemberFactory(state=MemberState.PROBATION, probation_ends_on=TODAY + timedelta(days=1))
    MemberFactory(probation_ends_on=TODAY)

    assert tasks_of("probations", priya, noon) == [
        ("Talk with Kieran Doyle about their first months", "Then make them a full member.", "4 January 2027, today")
    ]


@pytest.mark.parametrize(("days", "stands"), [(30, True), (31, False), (-400, True)])
@pytest.mark.parametrize("state", MemberState)
def test_a_review_stands_on_the_list_in_time(noon, priya, days, stands, state):
    MemberFactory(state=state, review_due_on=TODAY + timedelta(days=days))

    assert bool(tasks_of("reviews", priya, noon)) == (stands and state in rules.REVIEWED)


@pytest.mark.parametrize(("days", "stands"), [(60, True), (61, False)])
def test_the_end_of_a_term_stands_on_the_list_in_time(noon, priya, days, stands):
    MemberFactory(term_ends_on=TODAY + timedelta(days=days))

    assert bool(tasks_of("terms", priya, noon)) == stands


@pytest.mark.parametrize(
    ("name", "setting", "day"),
    [("reviews", REVIEW_DAYS_AHEAD, "review_due_on"), ("terms", TERM_DAYS_AHEAD, "term_ends_on")],
)
@pytest.mark.parametrize("ahead", [5, 90])
def test_how_early_reviews_and_terms_stand_on_the_list_is_a_number_that_people_set(
    noon, priya, name, setting, day, ahead
):
    set_number(setting, ahead, from_day=TODAY, account_id=None, now=noon)
    MemberFactory(name="Harold Pym", **{day: TODAY + timedelta(days=100)})

    first = noon + timedelta(days=100 - ahead)
    listed = [len(tasks_of(name, priya, first + timedelta(days=days))) for days in (-1, 0, ahead, ahead + 30)]

    assert listed == [0, 1, 1, 1]


def test_a_review_sets_the_day_of_the_next(noon, priya):
    member = MemberFactory(review_due_on=date(2027, 1, 20))

    for _ in range(2):
        terms.record_review(member.id, "Wants to train.", held_on=TODAY, by=priya, now=noon)

    assert member.review_due_on == date(2028, 1, 4)
    [review] = db.session.scalars(select(MembershipReview))
    assert (review.note, review.held_on, review.recorded_by) == ("Wants to train.", TODAY, priya)
    assert tasks_of("reviews", priya, noon) == []


def test_an_old_review_that_is_written_down_late_brings_nothing_forward(noon, priya):
    member = MemberFactory(review_due_on=date(2027, 2, 1))

    terms.record_review(member.id, "Long ago.", held_on=date(2025, 1, 1), by=priya, now=noon)

    assert member.review_due_on == date(2027, 2, 1)


@pytest.mark.parametrize("state", [state for state in MemberState if state not in rules.REVIEWED])
def test_there_is_no_review_in_an_induction_or_at_the_end(noon, priya, state):
    with pytest.raises(Refusal):
        terms.record_review(MemberFactory(state=state).id, "Hello.", held_on=TODAY, by=priya, now=noon)


def test_a_term_is_renewed_once_and_follows_the_one_before(noon, priya, inbox):
    member = MemberFactory(term_ends_on=date(2027, 2, 1))

    for _ in range(2):
        terms.renew_term(member.id, seen=1, by=priya, now=noon)

    assert (member.terms, member.term_ends_on) == (2, date(2030, 2, 1))
    assert inbox.letters == [(member.email, "Your next term with My Life Choices")]
    with pytest.raises(Refusal, match="has had as many terms as a member can have"):
        terms.renew_term(member.id, seen=2, by=priya, now=noon)
