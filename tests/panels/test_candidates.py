"""Candidates' names: entered, put right and taken off, and who is asked about them and when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Message, MessageState
from coproduction.panels.actions import candidates as actions
from coproduction.panels.actions.briefing import tell_all
from coproduction.panels.actions.forgetting import forget_panels
from coproduction.panels.models import Candidate, CandidateAnswer, PanelStage, Score
from coproduction.panels.queries.candidates import candidates_of
from coproduction.panels.rules.candidates import names_in
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventState, Part, PlaceState
from tests.factories import PlaceFactory, StaffFactory
from tests.panels.naming import ASKED, asked, enter, say
from tests.panels.seats import beside, candidates, pack, seats

DAY = timedelta(days=1)


def test_names_stand_on_lines_of_their_own_and_once():
    assert names_in(" Jo  Bloggs \n\nSam Roe\r\nJo Bloggs") == ["Jo Bloggs", "Sam Roe"]


def test_everybody_with_a_place_is_asked_standby_and_shadow_too_and_nobody_else(noon):
    panel, [place] = seats()
    standby, shadow = beside(place, Part.STANDBY), beside(place, Part.SHADOW)
    for state in (PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.STEPPED_BACK, PlaceState.INTERESTED):
        PlaceFactory(role=place.role, state=state)

    enter(panel, "Jo Bloggs", "Sam Roe", now=noon)

    assert asked() == [place.member_id, standby.member_id, shadow.member_id]
    assert [(one.number, one.name) for one in candidates_of(panel.event_id)] == [(1, "Jo Bloggs"), (2, "Sam Roe")]


def test_the_same_names_twice_are_there_once_and_nobody_is_asked_again(noon):
    panel, [place] = seats()

    enter(panel, "Jo Bloggs", now=noon)
    enter(panel, "Jo Bloggs", now=noon)

    assert (asked(), len(candidates_of(panel.event_id))) == ([place.member_id], 1)


def test_of_names_that_come_later_members_are_asked_again_and_what_they_said_stays(noon):
    panel, [place] = seats()
    enter(panel, "Jo Bloggs", now=noon)
    assert say(panel, place.member, noon, jo=False)

    enter(panel, "Sam Roe", now=noon)

    assert asked() == [place.member_id] * 2
    assert [answer.knows for answer in db.session.query(CandidateAnswer)] == [False]


def test_a_name_that_is_put_right_is_asked_about_again(noon):
    panel, [place] = seats()
    [jo, sam] = enter(panel, "Jo Bloggs", "Sam Roe", now=noon)
    say(panel, place.member, noon, jo=False, sam=False)

    actions.rename_candidate(panel, jo.id, "Jo Blogs", by=StaffFactory(), now=noon)

    assert asked() == [place.member_id] * 2
    assert [(one.number, one.name) for one in candidates_of(panel.event_id)] == [(1, "Jo Blogs"), (2, "Sam Roe")]
    assert [answer.candidate_id for answer in db.session.query(CandidateAnswer)] == [sam.id]


def test_a_candidate_gets_no_number_that_a_page_may_still_send_for_another(noon):
    panel, [place] = seats()
    [jo] = enter(panel, "Jo Bloggs", now=noon)
    old = jo.id
    actions.remove_candidate(panel, old, by=StaffFactory(), now=noon)

    [sam] = enter(panel, "Sam Roe", now=noon)
    actions.answer_candidates(panel, place.member, knows={old: False}, hand=Hand(), now=noon)

    assert sam.id > old
    assert db.session.query(CandidateAnswer).count() == 0


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], "Enter the names of the candidates"),
        (["x" * 101], "A name must be 100 characters or less"),
        ([f"Name {number}" for number in range(101)], "A panel can have up to 100 candidates"),
    ],
)
def test_names_that_cannot_be_are_refused(noon, names, words):
    panel, _ = seats()

    with pytest.raises(Refusal, match=words):
        enter(panel, *names, now=noon)


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.HELD, EventState.PUBLISHED])
def test_once_it_is_over_or_off_names_stay_as_they_are(noon, state):
    panel, _ = seats()
    [jo] = candidates(panel, "Jo Bloggs")
    panel.event.state = state
    later = noon if state is EventState.CANCELLED else panel.event.ends_at
    by = StaffFactory()
    for change in (
        lambda: enter(panel, "Sam Roe", now=later),
        lambda: actions.rename_candidate(panel, jo.id, "Jo", by=by, now=later),
        lambda: actions.remove_candidate(panel, jo.id, by=by, now=later),
    ):
        with pytest.raises(Refusal, match="can no longer be changed"):
            change()


def test_a_name_that_is_put_right_while_they_are_interviewed_keeps_its_scores():
    panel, [place] = seats()
    [jo] = candidates(panel, "Jo Bloggs")
    _, [question] = pack(panel, "How do you listen?")
    score = Score(candidate_id=jo.id, question_id=question.id, member_id=place.member_id, score=3, notes="Well")
    db.session.add(score)
    db.session.flush()

    actions.rename_candidate(panel, jo.id, "Jo Blogs", by=StaffFactory(), now=panel.event.starts_at)

    [kept] = db.session.query(Score.candidate_id, Score.score, Score.notes)
    [now_called] = candidates_of(panel.event_id)
    assert kept == (now_called.id, 3, "Well")


@pytest.mark.parametrize("before", [PlaceState.OFFERED, PlaceState.TENTATIVE])
def test_who_joins_the_panel_later_is_asked_as_they_do_and_once(noon, before):
    panel, [_] = seats()
    late = PlaceFactory(role=panel.event.roles[0], state=before)
    enter(panel, "Jo Bloggs", now=noon)
    assert late.member_id not in asked()

    places.answer(late.id, places.Answer.YES, hand=Hand(), now=noon)
    tell_all(panel.event, now=noon + timedelta(hours=1))

    assert asked().count(late.member_id) == 1


def test_what_was_not_told_yet_is_taken_back_from_whoever_leaves_and_asked_anew_when_they_come_back(noon):
    panel, [place] = seats()
    enter(panel, "Jo Bloggs", now=noon)

    places.step_back(place.id, hand=Hand(), now=noon)
    states = [state for (state,) in db.session.query(Message.state).filter_by(template=ASKED)]
    assert states == [MessageState.DROPPED]

    place.role.is_open = True
    places.answer(place.id, places.Answer.YES, hand=Hand(), now=noon)
    states = [state for (state,) in db.session.query(Message.state).filter_by(template=ASKED).order_by(Message.id)]
    assert states == [MessageState.DROPPED, MessageState.WAITING]


def test_names_of_a_panel_that_is_not_yet_shown_are_asked_about_when_it_is(noon):
    panel, [place] = seats(stage=PanelStage.ACCEPTED)
    panel.event.state = EventState.DRAFT
    enter(panel, "Jo Bloggs", now=noon)
    assert asked() == []

    panel.event.state = EventState.PUBLISHED
    tell_all(panel.event, now=noon)

    assert asked() == [place.member_id]


def test_nothing_is_deleted_before_its_time(noon):
    panel, _ = seats()
    candidates(panel, "Jo Bloggs")

    assert forget_panels(now=noon) == 0
    assert db.session.query(Candidate).count() == 1
