"""A member's score sheet is theirs: nobody else reads it, and it locks before people talk about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.panels.actions import score_sheets as actions
from coproduction.panels.actions.merging import bring_together, foresee
from coproduction.panels.models import CandidateAnswer, Pack, PackOpening, PanelFeedback, ScoreSheet
from coproduction.panels.pages.score_sheets import sheet_page, totals_in_words
from coproduction.panels.queries.members import KEYS, rows_of
from coproduction.panels.queries.score_sheets import own_scores, shared_totals
from coproduction.panels.queries.seats import seated_places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import step_back
from coproduction.schedule.models import Part, PlaceState
from tests.factories import EventFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.panels.scoring import answer_no, members_of, panel_to_score, write
from tests.panels.seats import beside

NOT_WHOLE = "Candidate 2: nobody gave a score for every answer"


@pytest.fixture
def panel(noon):
    return panel_to_score(noon)


def test_scores_are_kept_as_they_go_and_replaced(panel, noon):
    amara, other = members_of(panel)
    write(panel, amara, 3, None, now=noon)
    write(panel, amara, 4, 5, now=noon)

    assert [(score.score, score.notes) for score in own_scores(panel.event_id, viewer=amara).values()] == [
        (4, "Note 4"),
        (5, "Note 5"),
    ]
    assert own_scores(panel.event_id, viewer=other) == {}


def test_a_sheet_shows_what_its_member_wrote_and_nothing_of_others(panel, noon):
    amara, other = members_of(panel)
    write(panel, amara, 4, 5, now=noon)
    write(panel, other, 1, now=noon)

    page = sheet_page(panel.event_id, viewer=amara, now=noon)
    assert page

    assert [(line.name, line.scored, line.total) for line in page.lines] == [
        ("Candidate 1: Jo Bloggs", "2 of 2 questions", 9),
        ("Candidate 2: Sam Roe", "0 of 2 questions", 0),
    ]
    assert page.highest_total == 10


def test_a_locked_sheet_stays_as_it_is(panel, noon):
    amara, other = members_of(panel)
    write(panel, amara, 4, now=noon)

    for later in (0, 1):
        actions.lock_sheet(panel, amara, now=noon + timedelta(hours=later))

    with pytest.raises(Refusal, match="locked"):
        write(panel, amara, 1, now=noon)
    write(panel, other, 1, now=noon)
    assert db.session.query(ScoreSheet.locked_at).filter_by(member_id=amara.id).scalar() == noon
    assert [score.score for score in own_scores(panel.event_id, viewer=amara).values()] == [4]


@pytest.mark.parametrize("is_set", [True, False])
def test_sheets_lock_by_themselves_at_their_time_or_at_the_end(panel, noon, is_set):
    [amara, _], end = members_of(panel), panel.event.ends_at
    if is_set:
        end = db.session.get_one(Pack, panel.event_id).locks_at = panel.event.starts_at + timedelta(hours=1)
    db.session.flush()

    write(panel, amara, 4, now=end - timedelta(seconds=1))
    with pytest.raises(Refusal, match="locked"):
        write(panel, amara, 1, now=end)


def test_who_steps_back_writes_and_reads_no_more(panel, noon):
    amara, _ = members_of(panel)
    write(panel, amara, 4, now=noon)

    step_back(seated_places(panel.event_id)[0].id, hand=Hand(), now=noon)

    with pytest.raises(Refusal, match="can no longer open"):
        write(panel, amara, 5, now=noon)
    assert sheet_page(panel.event_id, viewer=amara, now=noon) is None


def test_nobody_sees_totals_until_a_member_shares_theirs_and_then_theirs_alone(panel, noon):
    amara, other = members_of(panel)
    for member, scores in ((amara, (4, 5)), (other, (1, 1))):
        write(panel, member, *scores, now=noon)
        actions.lock_sheet(panel, member, now=noon)
    assert shared_totals(panel.event_id) == []

    actions.share_totals(panel, amara, shares=True, now=noon)
    assert totals_in_words(panel.event_id) == ["Candidate 1: 9 of 10, from 1 member", NOT_WHOLE]

    actions.share_totals(panel, other, shares=True, now=noon)
    assert totals_in_words(panel.event_id) == ["Candidate 1: 11 of 20, from 2 members", NOT_WHOLE]

    actions.share_totals(panel, amara, shares=False, now=noon)
    assert totals_in_words(panel.event_id) == ["Candidate 1: 2 of 10, from 1 member", NOT_WHOLE]


def test_a_score_left_out_does_not_make_a_candidate_look_worse(panel, noon):
    for member, scores in zip(members_of(panel), ((4, 5), (5, None)), strict=True):
        write(panel, member, *scores, now=noon)
        write(panel, member, *scores[:1], of=1, now=noon)
        actions.lock_sheet(panel, member, now=noon)
        actions.share_totals(panel, member, shares=True, now=noon)

    assert totals_in_words(panel.event_id) == ["Candidate 1: 9 of 10, from 1 member", NOT_WHOLE]


def test_totals_of_who_has_gone_are_not_shown(panel, noon):
    amara, _ = members_of(panel)
    write(panel, amara, 4, now=noon)
    actions.lock_sheet(panel, amara, now=noon)
    actions.share_totals(panel, amara, shares=True, now=noon)

    step_back(seated_places(panel.event_id)[0].id, hand=Hand(), now=noon)

    assert shared_totals(panel.event_id) == []


@pytest.mark.parametrize("part", [Part.STANDBY, Part.SHADOW])
def test_who_stands_by_or_watches_does_not_score_until_a_place_is_theirs(panel, noon, part):
    place = seated_places(panel.event_id)[0]
    comes = beside(place, part)
    answer_no(panel, comes.member_id, noon)
    db.session.add(ScoreSheet(event_id=panel.event_id, member_id=comes.member_id, locked_at=noon, shared_at=noon))
    db.session.flush()

    for write_in_it in (
        lambda: write(panel, comes.member, 4, 5, now=noon),
        lambda: actions.lock_sheet(panel, comes.member, now=noon),
        lambda: actions.share_totals(panel, comes.member, shares=True, now=noon),
    ):
        with pytest.raises(Refusal, match=r"Only members who have a place|no scores for this panel"):
            write_in_it()
    assert (sheet_page(panel.event_id, viewer=comes.member, now=noon), shared_totals(panel.event_id)) == (None, [])

    comes.state = PlaceState.RELEASED
    PlaceFactory(role=place.role, member=comes.member, state=PlaceState.HELD)
    assert sheet_page(panel.event_id, viewer=comes.member, now=noon)
    assert [total.number for total in shared_totals(panel.event_id)] == [1, 2]


def test_who_watches_one_day_and_has_a_place_on_another_scores(panel, noon):
    comes = beside(seated_places(panel.event_id)[0], Part.SHADOW)
    answer_no(panel, comes.member_id, noon)
    day_2 = EventFactory(follows_id=panel.event_id, label="Interviews, day 2", has_own_roster=True)
    PlaceFactory(role__event=day_2, member=comes.member, state=PlaceState.HELD)

    write(panel, comes.member, 4, 5, now=noon)

    assert len(own_scores(panel.event_id, viewer=comes.member)) == 2


def test_totals_are_shared_once_they_are_locked(panel, noon):
    amara, other = members_of(panel)
    write(panel, amara, 4, now=noon)

    with pytest.raises(Refusal, match="Lock your score sheet first"):
        actions.share_totals(panel, amara, shares=True, now=noon)
    with pytest.raises(Refusal, match="no scores"):
        actions.share_totals(panel, other, shares=True, now=noon)


def test_what_stood_in_two_records_of_one_person_stands_in_the_one_that_is_kept(panel, noon):
    amara, other = members_of(panel)
    write(panel, amara, 4, now=noon)
    write(panel, other, 1, 2, now=noon)
    answer = db.session.query(CandidateAnswer).filter_by(member_id=other.id).first()
    assert answer
    answer.knows = True
    opening = PackOpening(event_id=panel.event_id, member_id=other.id, opened_at=noon)
    feedback = PanelFeedback(event_id=panel.event_id, member_id=other.id, words="Good", given_at=noon)
    db.session.add_all([opening, feedback])
    db.session.flush()
    assert foresee(amara, MemberFactory()) == []
    assert len(foresee(amara, other)) == 1

    bring_together(amara, other, by=StaffFactory(), now=noon)

    assert [score.score for score in own_scores(panel.event_id, viewer=amara).values()] == [4, 2]
    assert {of: rows_of(of, other.id) for of in KEYS} == {of: {} for of in KEYS}
    assert (opening.member_id, feedback.member_id) == (amara.id, amara.id)
    said = db.session.query(CandidateAnswer.knows).filter_by(member_id=amara.id).order_by(CandidateAnswer.candidate_id)
    assert said.all() == [(True,), (False,)]
