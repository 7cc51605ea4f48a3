"""Who told us that they cannot sit on a panel is neither asked nor given a part, whatever anybody says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.merging import merge
from coproduction.rosters import actions, queries
from coproduction.rosters.actions.conflicts import forget_conflicts
from coproduction.rosters.models import DeclaredConflict
from coproduction.rosters.queries import Choice, Wishes
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand, Why
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import PlaceMove, PlaceState, Via
from tests.factories import EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory

KIND_WORDS = "You told us that you cannot sit on this panel. Thank you. There is nothing more for you to do."
PLAIN_WORDS = "Amara cannot sit on this panel."


@pytest.fixture
def amara(role, able, noon):
    """A member who told us that she cannot sit on the panel of `role`."""
    member = able("Amara Okafor", known_as="Amara")
    actions.declare_conflict(role.event_id, member, now=noon)
    return member


def said(deed):
    with pytest.raises(Refusal) as refused:
        deed()
    return refused.value.message


def test_they_are_among_those_who_cannot_be_asked_with_no_word_of_why(role, amara, noon):
    seen = queries.candidate(role, amara.id, viewer=StaffFactory(), now=noon)

    assert seen is not None
    assert (seen.reasons, seen.can_be_asked) == (["Cannot sit on this panel"], False)


def test_no_reason_lets_a_coordinator_ask_them(role, amara, noon):
    by = StaffFactory()
    asked = said(lambda: actions.ask_member(role, amara.id, reason="She is the best", by=by, now=noon))
    proposed = said(lambda: actions.ask_proposed([Choice(role.id, amara.id)], by=by, now=noon))
    offered = said(lambda: places.offer_place(role.id, amara, hand=Hand(by), now=noon, why=Why("She is the best")))

    assert asked == "Amara Okafor cannot be asked: cannot sit on this panel."
    assert proposed.startswith("Something stands in the way of Amara Okafor now: cannot sit on this panel.")
    assert offered == PLAIN_WORDS


@pytest.mark.parametrize("state", [PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.DECLINED, PlaceState.HELD])
@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_SURE])
def test_their_own_answer_is_refused_in_kind_words_and_a_coordinators_without_reasons(role, amara, noon, state, answer):
    place = PlaceFactory(role=role, member=amara, state=state)

    assert said(lambda: places.answer(place.id, answer, hand=Hand(amara.account), now=noon)) == KIND_WORDS
    assert said(lambda: places.answer(place.id, answer, hand=Hand(), now=noon)) == KIND_WORDS
    rung = Hand(StaffFactory(), Via.PHONE)
    assert said(lambda: places.answer(place.id, answer, hand=rung, now=noon)) == PLAIN_WORDS
    assert place.state is state


def test_they_can_still_say_no(role, amara, noon):
    place = PlaceFactory(role=role, member=amara, state=PlaceState.HELD)

    places.answer(place.id, Answer.NO, hand=Hand(amara.account), now=noon)

    assert place.state is PlaceState.STEPPED_BACK


def test_they_neither_put_themselves_forward_nor_take_a_place_nor_are_given_one(role, amara, noon):
    assert said(lambda: places.put_forward(role.id, amara, note="", hand=Hand(amara.account), now=noon)) == KIND_WORDS
    stood = PlaceFactory(role=role, member=amara, state=PlaceState.INTERESTED)
    assert said(lambda: places.give_place(stood.id, hand=Hand(StaffFactory()), now=noon)) == PLAIN_WORDS
    stood.state, role.is_open = PlaceState.RELEASED, True
    db.session.flush()
    assert said(lambda: places.take_place(role.id, amara, hand=Hand(amara.account), now=noon)) == KIND_WORDS


def test_nobody_is_proposed_who_told_us_that_they_cannot(role, amara, able, noon):
    ruth = able("Ruth Bell")
    question = queries.question_of([role.event], Wishes(), viewer=StaffFactory(), now=noon)

    conflicts = {person.id: person.conflicts for person in question.problem.people}
    assert conflicts == {amara.id: frozenset({role.event_id}), ruth.id: frozenset()}


def test_another_panel_is_another_matter(amara, noon):
    other = EventRoleFactory()

    assert places.offer_place(other.id, amara, hand=Hand(StaffFactory()), now=noon).state is PlaceState.OFFERED


def test_it_holds_for_a_date_that_follows_the_panel_with_a_roster_of_its_own(role, amara, noon):
    debrief = EventRoleFactory(event__follows_id=role.event_id, event__has_own_roster=True)

    assert said(lambda: places.offer_place(debrief.id, amara, hand=Hand(StaffFactory()), now=noon)) == PLAIN_WORDS
    seen = queries.candidate(debrief, amara.id, viewer=StaffFactory(), now=noon)
    assert seen is not None
    assert not seen.can_be_asked


def test_saying_it_twice_is_saying_it_once_and_a_mistake_can_be_taken_back(role, amara, noon):
    actions.declare_conflict(role.event_id, amara, now=noon + timedelta(days=1))
    assert db.session.scalars(select(DeclaredConflict.declared_at)).all() == [noon]

    actions.withdraw_conflict(role.event_id, amara)
    actions.withdraw_conflict(role.event_id, amara)

    assert places.offer_place(role.id, amara, hand=Hand(StaffFactory()), now=noon).state is PlaceState.OFFERED


def test_it_is_deleted_with_all_else_about_a_member(role, amara, noon):
    other = MemberFactory()
    actions.declare_conflict(role.event_id, other, now=noon)

    assert forget_conflicts([amara.id]) == 1
    assert db.session.scalars(select(DeclaredConflict.member_id)).all() == [other.id]


def test_what_one_record_told_us_holds_for_the_person(role, able, amara, noon):
    """The part that they had under the other record is given up: the organiser looks for somebody else."""
    kept, both = able("Amara O.", account=None), EventRoleFactory()
    place = PlaceFactory(role=role, member=kept, state=PlaceState.HELD)
    debrief = EventRoleFactory(event__follows_id=role.event_id, event__has_own_roster=True)
    afterwards = PlaceFactory(role=debrief, member=kept, state=PlaceState.HELD)
    for member in (kept, amara):
        actions.declare_conflict(both.event_id, member, now=noon)

    merge(kept.id, amara.id, [], by=StaffFactory(), now=noon)

    told = select(DeclaredConflict.event_id).where(DeclaredConflict.member_id == kept.id)
    assert set(db.session.scalars(told)) == {role.event_id, both.event_id}
    assert [each.state for each in (place, afterwards)] == [PlaceState.STEPPED_BACK] * 2
    moves = select(PlaceMove.is_no_turn).where(PlaceMove.to_state == PlaceState.STEPPED_BACK)
    assert db.session.scalars(moves).all() == [True, True]


def test_the_pages_offer_no_way_to_ask_them(coordinator, role, amara):
    page = coordinator.get(f"/rosters/roles/{role.id}")
    assert [row[-1] for row in page.rows] == ["Cannot be asked"]

    ask = f"/rosters/roles/{role.id}/ask/{amara.id}"
    assert "You cannot ask them, whatever your reason. Ask somebody else." in coordinator.get(ask).text
    assert coordinator.post(ask, {"reason": "She is the best"}).errors == [
        "Amara Okafor cannot be asked: cannot sit on this panel."
    ]
