"""The pack of a panel opens for its members alone, once they know nobody, from briefing until the outcome."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.documents.queries import find_version
from coproduction.members.models import Grant
from coproduction.notifications.models import Message
from coproduction.panels.actions import packs as actions
from coproduction.panels.actions.candidates import answer_candidates, enter_candidates
from coproduction.panels.actions.outcomes import tell_outcome
from coproduction.panels.models import CandidateAnswer, Pack, PackOpening, PackPaper, PanelCase, PanelStage
from coproduction.panels.pages.candidates import thanks
from coproduction.panels.queries import packs as queries
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer, step_back
from coproduction.schedule.models import PlaceState
from tests.factories import (
    CandidateFactory,
    DocumentFactory,
    DocumentVersionFactory,
    MemberFactory,
    PlaceFactory,
    StaffFactory,
    SupporterFactory,
)
from tests.panels.seats import BY_LETTER, PACK, candidates, seats


def is_open(panel, member):
    return queries.find_pack(panel.event_id, viewer=member) is not None


def told():
    return [
        row.member_id for row in db.session.query(Message).filter_by(template="panels/pack_open").order_by(Message.id)
    ]


def asked():
    """Return who was asked about the names, each with the subject of the message, in the order of asking."""
    found = db.session.query(Message).filter_by(template="panels/candidates_asked").order_by(Message.id)
    return [(message.member_id, message.subject.partition(":")[0]) for message in found]


def stage(panel, to):
    db.session.query(PanelCase).filter_by(event_id=panel.event_id).one().stage = to
    db.session.flush()


@pytest.mark.parametrize("of", PanelStage)
def test_it_is_open_from_briefing_to_the_outcome(briefed, of):
    panel, [place, _], _ = briefed
    stage(panel, of)

    assert is_open(panel, place.member) is (of in (PanelStage.BRIEFED, PanelStage.HELD))


@pytest.mark.parametrize("state", PlaceState)
def test_it_is_open_to_who_has_a_place_and_who_was_there(briefed, state):
    panel, [place, _], _ = briefed
    place.state = state
    db.session.flush()

    assert is_open(panel, place.member) is (state in (PlaceState.HELD, PlaceState.ATTENDED))


def test_who_has_not_answered_for_everybody_does_not_open_it(briefed):
    panel, [place, _], _ = briefed
    CandidateFactory(panel=panel, number=2)

    assert not is_open(panel, place.member)


def test_who_knows_somebody_does_not_open_it_even_with_a_place(briefed, noon):
    panel, [place, other], jo = briefed
    db.session.get_one(CandidateAnswer, (jo.id, place.member_id)).knows = True
    db.session.add(DeclaredConflict(event_id=panel.event_id, member_id=other.member_id, declared_at=noon))
    db.session.flush()

    assert [is_open(panel, each.member) for each in (place, other)] == [False, False]


def test_it_is_closed_to_everybody_as_long_as_the_coordinator_has_not_opened_it(briefed):
    panel, [place, _], _ = briefed
    db.session.get_one(Pack, panel.event_id).opened_at = None
    db.session.flush()
    assert not is_open(panel, place.member)


def test_a_member_of_another_panel_does_not_open_it(briefed):
    panel, _, _ = briefed
    _, [elsewhere] = seats(stage=PanelStage.BRIEFED)

    assert not is_open(panel, elsewhere.member)
    assert not is_open(panel, MemberFactory())


def test_opening_it_is_written_down_once_with_when(briefed, noon):
    panel, [place, _], _ = briefed

    for later in (0, 1):
        actions.open_pack(panel.event, place.member, now=noon + timedelta(hours=later))

    [opening] = db.session.query(PackOpening)
    assert (opening.member_id, opening.opened_at) == (place.member_id, noon)


def test_who_steps_back_loses_it_at_once(briefed, noon):
    panel, [place, other], _ = briefed
    assert is_open(panel, place.member)

    step_back(place.id, hand=Hand(), now=noon)

    assert [is_open(panel, each.member) for each in (place, other)] == [False, True]
    assert actions.open_pack(panel.event, place.member, now=noon) is None


def test_the_outcome_closes_it(briefed):
    panel, [place, _], _ = briefed

    tell_outcome(panel, "They chose somebody.", by=StaffFactory(), now=panel.event.ends_at)

    assert not is_open(panel, place.member)


def test_files_of_the_pack_open_as_the_pack_does_and_only_once_it_was_opened(briefed, noon):
    panel, [place, other], _ = briefed
    version = DocumentVersionFactory(document=DocumentFactory())
    db.session.add(PackPaper(event_id=panel.event_id, document_id=version.document_id))
    supporter = SupporterFactory(member=place.member, may=Grant)
    db.session.flush()

    def can_open(account):
        return find_version(version.id, viewer=account, now=noon) is not None

    assert not can_open(place.member.account)
    for each in (place, other):
        actions.open_pack(panel.event, each.member, now=noon)
    assert [can_open(each) for each in (place.member.account, other.member.account, StaffFactory())] == [True] * 3
    assert [can_open(each) for each in (supporter.account, MemberFactory().account)] == [False, False]

    step_back(place.id, hand=Hand(), now=noon)
    assert [can_open(each.member.account) for each in (place, other)] == [False, True]


ONE_QUESTION, BOTH = "One question", "Papers are ready, and one question first"


def test_opening_it_to_members_briefs_the_panel_and_tells_each_once_the_names_first(noon):
    panel, places = seats(2)
    letters = PlaceFactory(role=places[0].role, member=MemberFactory(**BY_LETTER))
    [jo] = enter_candidates(panel, ["Jo Bloggs"], by=StaffFactory(), now=noon)
    everybody = [*(place.member_id for place in places), letters.member_id]
    assert asked() == [(member_id, ONE_QUESTION) for member_id in everybody]
    answer_candidates(panel, places[0].member, knows={jo.id: False}, hand=Hand(), now=noon)
    actions.prepare_pack(panel, PACK, questions=["How do you listen?"], by=StaffFactory(), now=noon)
    assert told() == []

    for _ in range(2):
        actions.open_to_members(panel, by=StaffFactory(), now=noon)

    assert db.session.get_one(Pack, panel.event_id).opened_at == noon
    assert (told(), asked()[3:]) == ([everybody[0]], [(everybody[1], BOTH)])
    for place in (places[1], letters):
        answer_candidates(panel, place.member, knows={jo.id: False}, hand=Hand(), now=noon)
    assert (told(), len(asked())) == ([everybody[0], everybody[2]], 4)
    assert db.session.query(PanelCase.stage).scalar() is PanelStage.BRIEFED


@pytest.mark.parametrize(
    ("has_pack", "has_names", "words"),
    [(False, True, "Write at least one question"), (True, False, "Enter the candidates first")],
)
def test_without_questions_or_candidates_it_stays_closed(noon, has_pack, has_names, words):
    panel, _ = seats()
    if has_names:
        candidates(panel, "Jo Bloggs")
    if has_pack:
        actions.prepare_pack(panel, PACK, questions=["How do you listen?"], by=StaffFactory(), now=noon)

    with pytest.raises(Refusal, match=words):
        actions.open_to_members(panel, by=StaffFactory(), now=noon)


def test_who_joins_a_briefed_panel_answers_first_and_reads_then(briefed, noon):
    panel, [place, _], jo = briefed
    late = PlaceFactory(role=place.role)
    assert not is_open(panel, late.member)
    assert "as soon as they are ready" in thanks(panel.event, viewer=late.member, now=noon)

    answer_candidates(panel, late.member, knows={jo.id: False}, hand=Hand(), now=noon)

    assert is_open(panel, late.member)
    assert thanks(panel.event, viewer=late.member, now=noon) == (
        "Thank you. The papers are ready, and you can open them now."
    )


def test_who_joins_a_briefed_panel_hears_of_the_pack_with_the_question_about_the_names(briefed, noon):
    panel, [place, _], jo = briefed
    late = PlaceFactory(role=place.role, state=PlaceState.OFFERED)
    answer(late.id, Answer.YES, hand=Hand(), now=noon)
    assert asked() == [(late.member_id, BOTH)]

    for _ in range(2):
        answer_candidates(panel, late.member, knows={jo.id: False}, hand=Hand(), now=noon)

    assert late.member_id not in told()
    assert len(asked()) == 1


def test_who_joins_a_briefed_panel_and_is_told_by_letter_gets_the_papers_once_they_have_answered(briefed, noon):
    panel, [place, _], jo = briefed
    late = PlaceFactory(role=place.role, state=PlaceState.OFFERED, member=MemberFactory(**BY_LETTER))
    answer(late.id, Answer.YES, hand=Hand(), now=noon)
    assert (asked(), late.member_id in told()) == ([(late.member_id, BOTH)], False)

    for _ in range(2):
        answer_candidates(panel, late.member, knows={jo.id: False}, hand=Hand(), now=noon)

    assert told().count(late.member_id) == 1


@pytest.mark.parametrize("is_opened_first", [True, False])
def test_who_was_not_sure_and_says_yes_hears_of_the_open_pack_once(noon, is_opened_first):
    panel, [place] = seats()
    [jo] = enter_candidates(panel, ["Jo Bloggs"], by=StaffFactory(), now=noon)
    answer_candidates(panel, place.member, knows={jo.id: False}, hand=Hand(), now=noon)
    actions.prepare_pack(panel, PACK, questions=["How do you listen?"], by=StaffFactory(), now=noon)
    place.role.minimum = 0
    deeds = [
        lambda: answer(place.id, Answer.NOT_SURE, hand=Hand(), now=noon),
        lambda: actions.open_to_members(panel, by=StaffFactory(), now=noon),
    ]
    for deed in reversed(deeds) if is_opened_first else deeds:
        deed()
    assert told() == ([place.member_id] if is_opened_first else [])

    for _ in range(2):
        answer(place.id, Answer.YES, hand=Hand(), now=noon)

    assert (told(), is_open(panel, place.member)) == ([place.member_id], True)
