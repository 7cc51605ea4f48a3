"""A member's score sheet is theirs: nobody else reads it, and it locks before people talk about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.panels.actions import score_sheets as actions
from coproduction.panels.actions.merging import bring_together, foresee
from coproduction.panels.actions.packs import PackDetails, prepare_pack
from coproduction.panels.actions.score_sheets import Said
from coproduction.panels.kinds import DEBRIEF
from coproduction.panels.models import CandidateAnswer, Pack, PackOpening, PanelFeedback, PanelStage, ScoreSheet
from coproduction.panels.pages.score_sheets import sheet_page, totals_in_words
from coproduction.panels.queries import packs
from coproduction.panels.queries.candidates import candidates_of
from coproduction.panels.queries.dates import ends_at
from coproduction.panels.queries.members import KEYS, rows_of
from coproduction.panels.queries.score_sheets import locks_at, own_scores, shared_totals
from coproduction.panels.queries.seats import seated_places
from coproduction.schedule.actions.events import change_event
from coproduction.schedule.actions.linked import at_another_time
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import step_back
from coproduction.schedule.models import EventKind, EventState
from tests.factories import EventFactory, MemberFactory, StaffFactory
from tests.panels.seats import candidates, pack, seats

NOT_WHOLE = "Candidate 2: nobody gave a score for every answer"


@pytest.fixture
def panel(noon):
    """A briefed panel with two candidates, whom nobody of its two members knows, and two questions."""
    made, places = seats(2, stage=PanelStage.BRIEFED)
    pack(made, "How do you listen?", "What would you change?")
    for candidate in candidates(made, "Jo Bloggs", "Sam Roe"):
        for place in places:
            answer = CandidateAnswer(
                candidate_id=candidate.id, member_id=place.member_id, knows=False, answered_at=noon
            )
            db.session.add(answer)
    db.session.flush()
    return made


def members_of(panel):
    return [place.member for place in seated_places(panel.event_id)]


def write(panel, member, *scores, now, of=0):
    """Score the answers of one candidate, question by question."""
    candidate = candidates_of(panel.event_id)[of]
    said = {
        question.id: Said(score, f"Note {score}")
        for question, score in zip(packs.questions_of(panel.event_id), scores, strict=False)
    }
    actions.save_scores(panel, member, candidate_id=candidate.id, said=said, now=now)


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


def test_with_interviews_on_two_days_and_a_debrief_sheets_lock_when_the_last_interviews_end(panel, noon):
    first = panel.event
    second = EventFactory(follows_id=first.id, label="Interviews, day 2", starts_at=first.starts_at + timedelta(days=1))
    debrief = EventFactory(follows_id=first.id, label=DEBRIEF, starts_at=first.starts_at + timedelta(days=2))
    off = EventFactory(follows_id=first.id, label="Interviews, day 3", starts_at=first.starts_at + timedelta(days=3))
    off.state = EventState.CANCELLED
    db.session.flush()

    assert locks_at(db.session.get_one(Pack, first.id), first) == second.ends_at
    assert ends_at(first) == debrief.ends_at


def lock_at(panel, at, now):
    details = PackDetails("", "", "", "", highest_score=5, locks_at=at)
    return prepare_pack(panel, details, questions=["How?", "Why?"], by=StaffFactory(), now=now)


def move(event, by, now):
    moved = at_another_time(event, event.starts_at + by, ends_at=event.ends_at + by)
    change_event(event, moved, by=StaffFactory(), now=now)


def test_the_time_at_which_sheets_lock_moves_with_the_panel(panel, noon):
    pack = lock_at(panel, panel.event.ends_at, noon)

    move(panel.event, timedelta(days=14), noon)

    assert pack.locks_at == panel.event.ends_at


def test_a_time_that_does_not_fit_the_new_dates_is_emptied(panel, noon):
    first = panel.event
    first.is_followed = True
    second = EventFactory(
        kind=EventKind.PANEL,
        follows_id=first.id,
        label="Interviews, day 2",
        starts_at=first.starts_at + timedelta(days=1),
    )
    db.session.flush()
    pack = lock_at(panel, second.ends_at, noon)

    move(second, timedelta(days=1), noon)

    assert pack.locks_at is None
    assert locks_at(pack, first) == second.ends_at


def test_a_panel_that_is_put_off_on_the_day_leaves_scores_that_have_locked_as_they_are(panel, noon):
    [amara, _], at = members_of(panel), panel.event.starts_at + timedelta(minutes=30)
    pack = lock_at(panel, at, noon)
    write(panel, amara, 4, now=noon)

    move(panel.event, timedelta(days=14), at)

    assert pack.locks_at == at
    with pytest.raises(Refusal, match="locked"):
        write(panel, amara, 1, now=at)


def test_sheets_lock_between_the_start_of_the_last_interviews_and_the_discussion(panel, noon):
    first = panel.event
    debrief = EventFactory(follows_id=first.id, label=DEBRIEF, starts_at=first.ends_at + timedelta(minutes=15))
    db.session.flush()
    for at in (first.starts_at, debrief.starts_at + timedelta(minutes=1)):
        with pytest.raises(Refusal, match="Choose a time after") as refused:
            lock_at(panel, at, noon)
        assert refused.value.field == "locks_on"

    assert lock_at(panel, debrief.starts_at, noon).locks_at == debrief.starts_at


@pytest.mark.parametrize("is_set", [True, False])
def test_no_later_time_opens_sheets_again_that_have_locked_by_themselves(panel, noon, is_set):
    first = panel.event
    debrief = EventFactory(follows_id=first.id, label=DEBRIEF, starts_at=first.ends_at + timedelta(minutes=15))
    db.session.flush()
    at = first.starts_at + timedelta(minutes=30) if is_set else None
    locked = locks_at(lock_at(panel, at, noon), first)

    with pytest.raises(Refusal, match="have locked"):
        lock_at(panel, debrief.starts_at, locked)

    assert lock_at(panel, at, locked).locks_at == at
