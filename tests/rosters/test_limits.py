"""How often members take part at the most: nobody's reason sets it aside, and proposals keep to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.turn_limits import Most, set_turn_limits
from coproduction.rosters import actions, queries
from coproduction.rosters.proposals.bars import Bar
from coproduction.rosters.proposals.book import Book
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.proposals.problem import Apart, Caps
from coproduction.rosters.queries import Choice, Wishes
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand, Why
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import EventKind, EventState, PlaceState, Via
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.schedule.dates import link

PANEL = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)  # a Thursday
TO_MEMBER = "You asked us for no more around that time. You can change how often you take part in “My details”."
TO_OTHERS = "Amara takes no more around that time."
NO_MORE = ["Takes no more around that time"]


@pytest.fixture
def amara(able):
    """A member with nothing in the way of the role."""
    return able("Amara Okafor", known_as="Amara")


def limit(member, noon, *most):
    set_turn_limits(member, Most(*most), by=member.account, now=noon)


def turn(member, *, days, state=PlaceState.HELD, is_open=False, **event):
    """The member has a turn so many days before or after the panel, or is asked for one."""
    at = {"event__kind": EventKind.PANEL, "event__starts_at": PANEL + timedelta(days=days), **event}
    return PlaceFactory(member=member, role=EventRoleFactory(is_open=is_open, **at), state=state)


def said(deed):
    with pytest.raises(Refusal) as refused:
        deed()
    return refused.value.message


def reasons_for(role, member, noon):
    seen = queries.candidate(role, member.id, viewer=StaffFactory(), now=noon)
    assert seen is not None
    assert seen.can_be_asked is (not seen.reasons)
    return seen.reasons


@pytest.mark.parametrize(
    ("days", "hours", "expected"),
    [(-4, 24, []), (-3, 24, NO_MORE), (3, 24, NO_MORE), (4, 24, []), (4, -24, NO_MORE), (5, -24, [])],
)
def test_rest_is_counted_from_every_day_of_both_panels_beside_members_and_in_proposals(
    role, amara, noon, days, hours, expected
):
    """This one is on Thursday and Friday, the other has a debrief on the day before it or after it."""
    by = StaffFactory()
    link(role.event, "Interviews, day 2", hours=24, by=by, now=noon)
    link(turn(amara, days=days).role.event, "Debrief", hours=hours, by=by, now=noon)
    limit(amara, noon, None, None, 2)

    assert reasons_for(role, amara, noon) == expected
    problem = queries.question_of([role.event], Wishes(), viewer=by, now=noon).problem
    assert list(Book(problem).barred[amara.id]) == ([role.event_id] if expected else [])
    heard = replace(problem, people=tuple(replace(one, apart={}) for one in problem.people))
    assert Book(heard).barred[amara.id] == ({role.event_id: Bar.REST} if expected else {})


@pytest.mark.parametrize(
    ("most", "days", "expected"),
    [
        (Most(weekly=1), 3, NO_MORE),  # Sunday of the same week
        (Most(weekly=1), 4, []),  # Monday after
        (Most(weekly=2), 3, []),
        (Most(weekly=0), 40, NO_MORE),
        (Most(monthly=1), 17, NO_MORE),  # 31 January
        (Most(monthly=1), 18, []),
        (Most(rest_days=2), 2, NO_MORE),
        (Most(rest_days=2), -2, NO_MORE),
        (Most(rest_days=2), 3, []),
        (Most(rest_days=0), 1, []),
        (Most(), 1, []),
    ],
)
def test_nobody_is_asked_more_often_than_they_said(role, amara, noon, most, days, expected):
    turn(amara, days=days)
    set_turn_limits(amara, most, by=amara.account, now=noon)

    assert reasons_for(role, amara, noon) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"state": PlaceState.OFFERED}, NO_MORE),
        ({"state": PlaceState.DECLINED}, []),
        ({"is_open": True}, []),
        ({"event__state": EventState.CANCELLED}, []),
        ({"event__kind": EventKind.TRAINING}, NO_MORE),
    ],
)
def test_what_counts_is_what_they_are_chosen_for(role, amara, noon, other, expected):
    turn(amara, days=1, **other)
    limit(amara, noon, 1)

    assert reasons_for(role, amara, noon) == expected


def test_no_reason_sets_it_aside(role, amara, noon):
    turn(amara, days=1)
    limit(amara, noon, 1)
    by, choice = StaffFactory(), Choice(role.id, amara.id)
    why = Why("We need her")

    assert said(lambda: actions.ask_member(role, amara.id, reason="We need her", by=by, now=noon)).endswith(
        "cannot be asked: takes no more around that time."
    )
    assert "takes no more around that time" in said(lambda: actions.ask_proposed([choice], by=by, now=noon))
    assert said(lambda: places.offer_place(role.id, amara, hand=Hand(by), now=noon, why=why)) == TO_OTHERS


def test_a_yes_that_would_be_too_much_is_refused_until_they_change_their_limit(role, amara, noon):
    offer = places.offer_place(role.id, amara, hand=Hand(StaffFactory()), now=noon)
    held = turn(amara, days=1)
    limit(amara, noon, 1)
    rung = Hand(StaffFactory(), Via.PHONE)

    assert said(lambda: places.answer(offer.id, Answer.YES, hand=Hand(amara.account), now=noon)) == TO_MEMBER
    assert said(lambda: places.answer(offer.id, Answer.YES, hand=rung, now=noon)) == TO_OTHERS
    assert places.answer(held.id, Answer.YES, hand=Hand(amara.account), now=noon).state is PlaceState.HELD
    limit(amara, noon, 2)
    assert places.answer(offer.id, Answer.YES, hand=Hand(amara.account), now=noon).state is PlaceState.HELD


def test_the_other_offer_does_not_keep_from_a_yes(role, amara, noon):
    offer = places.offer_place(role.id, amara, hand=Hand(StaffFactory()), now=noon)
    turn(amara, days=1, state=PlaceState.OFFERED)
    limit(amara, noon, 1)

    assert places.answer(offer.id, Answer.YES, hand=Hand(), now=noon).state is PlaceState.HELD


def test_they_may_put_themselves_forward_all_the_same(role, amara, noon):
    turn(amara, days=1)
    limit(amara, noon, 1)

    assert places.put_forward(role.id, amara, note="", hand=Hand(), now=noon).state is PlaceState.INTERESTED


def test_a_proposal_keeps_to_it_in_one_run(role, amara, able, noon):
    ruth = able("Ruth Bell")
    turn(ruth, days=1)
    limit(amara, noon, 1, 4, 2)
    limit(ruth, noon, 1)
    second = EventRoleFactory(
        event__kind=EventKind.PANEL,
        event__starts_at=PANEL + timedelta(days=1),
        qualification=role.qualification,
        minimum=2,
        maximum=2,
        is_open=False,
    )

    question = queries.question_of([role.event, second.event], Wishes(), viewer=StaffFactory(), now=noon)
    people = {person.id: person for person in question.problem.people}

    assert (people[amara.id].caps, people[amara.id].rest_days) == (Caps(week=1, month=4), 2)
    assert people[ruth.id].apart == dict.fromkeys((role.event_id, second.event_id), Apart.LIMIT)
    assert [pick.person_id for pick in propose(question.problem).picks] == [amara.id]


def test_only_the_member_sets_it_or_a_coordinator_for_who_has_never_signed_in(coordinator, browser, role, noon):
    browser.member.known_as = "Amara"
    page = browser.get("/my-details").follow("Change how often")
    saved = page.press("Save", weekly="1", rest_days="3")
    browser.member.account.signed_in_at = noon
    db.session.flush()

    assert page.heading == "How often you take part"
    assert "Most times in a week 1 Days of rest between two 3" in saved.text
    refused = coordinator.post(f"/members/{browser.member.id}/how-often", {"weekly": "7"})
    assert refused.errors == ["Amara sets this themselves when they sign in. Nothing has changed."]
    unsigned = MemberFactory(account=None)
    page = coordinator.get(f"/members/{unsigned.id}").follow("Write down how often they take part")
    page.press("Save", monthly="2")
    assert coordinator.get(f"/members/{unsigned.id}/how-often").values["monthly"] == [""]
    with pytest.raises(PermissionError):
        set_turn_limits(unsigned, Most(), by=browser.member.account, now=noon)
