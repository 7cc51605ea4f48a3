"""Candidates' names, and whether each member on the panel knows one: asked first, seen by coordinators alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Message, MessageState
from coproduction.panels.actions import candidates as actions
from coproduction.panels.actions.briefing import tell_all
from coproduction.panels.actions.forgetting import forget_panels
from coproduction.panels.models import Candidate, CandidateAnswer, PanelStage, Score
from coproduction.panels.queries.candidates import candidates_of
from coproduction.panels.queries.packs import who_sits_on
from coproduction.panels.rules.candidates import names_in
from coproduction.rosters.models import DeclaredConflict
from coproduction.rosters.queries import candidates_among
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventKind, EventState, Part, PlaceMove, PlaceState, Via
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, PlaceFactory, StaffFactory
from tests.panels.seats import beside, candidates, pack, seats

ASKED = "panels/candidates_asked"
DAY = timedelta(days=1)


def asked():
    """Return who has been asked about candidates, as often as they were."""
    found = db.session.query(Message.member_id).filter_by(template=ASKED).order_by(Message.id)
    return [member_id for (member_id,) in found]


def enter(panel, *names, now):
    return actions.enter_candidates(panel, names, by=StaffFactory(), now=now)


def say(panel, member, now, **knows):
    said = {one.id: knows[one.name.split()[0].lower()] for one in candidates_of(panel.event_id)}
    return actions.answer_candidates(panel, member, knows=said, hand=Hand(member.account), now=now)


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


def test_whoever_knows_somebody_is_thanked_and_gives_the_place_up_and_nothing_says_why(noon, inbox):
    panel, [place, other] = seats(2)
    enter(panel, "Jo Bloggs", "Sam Roe", now=noon)

    assert not say(panel, place.member, noon, jo=False, sam=True)

    assert (place.state, other.state) == (PlaceState.STEPPED_BACK, PlaceState.HELD)
    [conflict] = db.session.query(DeclaredConflict)
    assert (conflict.event_id, conflict.member_id) == (panel.event_id, place.member_id)
    thanked = inbox.latest(to=place.member.email)
    assert "Thank you for telling us. We have taken your name off" in thanked.text
    assert db.session.query(PlaceMove.reason).filter_by(place_id=place.id).all() == [("",)]
    told = [message.subject for message in inbox.messages if message.to_address == panel.event.organiser.email]
    assert told == [f"Somebody can no longer come: {panel.event.title}"]
    what = [
        (entry.action, entry.detail)
        for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)
        if "candidates" in entry.action
    ]
    assert what == [("panels.candidates_entered", {"number": 2}), ("panels.candidates_answered", {})]


def test_it_is_no_turn_of_whoever_knows_a_candidate_even_when_all_that_said_so_is_gone(noon):
    """Who steps back without that was asked, which is a turn. The mark is in the move, and says no more."""
    panel, [place, other] = seats(2)
    enter(panel, "Jo Bloggs", now=noon)
    say(panel, place.member, noon, jo=True)
    places.step_back(other.id, hand=Hand(other.member.account), now=noon)
    db.session.query(DeclaredConflict).delete()
    role = EventRoleFactory(event__kind=EventKind.PANEL, is_open=False)
    for each in (place, other):
        asked_before = PlaceMove(place=each, to_state=PlaceState.OFFERED, moved_at=noon - DAY, via=Via.EMAIL)
        db.session.add(asked_before)
    db.session.flush()

    found = candidates_among(role, [place.member_id, other.member_id], viewer=StaffFactory(), now=noon)

    assert [(one.member_id, one.history.offered) for one in found] == [(place.member_id, 0), (other.member_id, 1)]

    places.offer_place(place.role_id, place.member, hand=Hand(StaffFactory()), now=noon + DAY)
    [asked_again] = candidates_among(role, [place.member_id], viewer=StaffFactory(), now=noon + DAY)
    assert asked_again.history.offered == 1


def test_a_yes_that_is_sent_twice_changes_nothing_more(noon, inbox):
    panel, [place] = seats()
    enter(panel, "Jo Bloggs", now=noon)
    say(panel, place.member, noon, jo=True)
    number = len(inbox.messages)

    assert not say(panel, place.member, noon, jo=True)

    assert (len(inbox.messages), db.session.query(DeclaredConflict).count()) == (number, 1)


def test_a_yes_by_mistake_is_taken_back_and_they_are_asked_about_that_name_again(noon, inbox):
    panel, [place] = seats()
    enter(panel, "Jo Bloggs", "Sam Roe", now=noon)
    db.session.query(Message).update({Message.state: MessageState.SENT, Message.finished_at: noon})
    say(panel, place.member, noon, jo=False, sam=True)

    for _ in range(2):
        actions.take_back_conflict(panel, place.member, by=StaffFactory(), now=noon)

    assert (db.session.query(DeclaredConflict).count(), db.session.query(CandidateAnswer).count()) == (0, 1)
    entries = db.session.query(AuditEntry).filter_by(action="panels.candidates_asked_again")
    assert [(entry.subject_id, entry.detail) for entry in entries] == [(panel.event_id, {})]
    place.role.is_open = True
    places.answer(place.id, places.Answer.YES, hand=Hand(), now=noon + timedelta(hours=1))
    assert (place.state, asked()) == (PlaceState.HELD, [place.member_id] * 2)


def test_who_knows_only_a_candidate_that_is_taken_off_the_list_can_be_asked_again(noon):
    panel, [one, both] = seats(2)
    jo, sam = enter(panel, "Jo Bloggs", "Sam Roe", now=noon)
    say(panel, one.member, noon, jo=True, sam=False)
    say(panel, both.member, noon, jo=True, sam=True)

    actions.remove_candidate(panel, jo.id, by=StaffFactory(), now=noon)
    assert db.session.query(DeclaredConflict.member_id).all() == [(both.member_id,)]

    actions.remove_candidate(panel, sam.id, by=StaffFactory(), now=noon)
    assert db.session.query(DeclaredConflict).count() == 0


def test_who_knows_only_a_name_that_was_wrong_can_be_asked_again(noon):
    panel, [one, both] = seats(2)
    jo, _ = enter(panel, "Jo Bloggs", "Sam Roe", now=noon)
    say(panel, one.member, noon, jo=True, sam=False)
    say(panel, both.member, noon, jo=True, sam=True)

    actions.rename_candidate(panel, jo.id, "Joan Blogs", by=StaffFactory(), now=noon)

    assert db.session.query(DeclaredConflict.member_id).all() == [(both.member_id,)]


def test_who_said_no_may_find_later_that_they_know_somebody(noon):
    panel, [place] = seats()
    enter(panel, "Jo Bloggs", now=noon)
    assert say(panel, place.member, noon, jo=False)

    assert not say(panel, place.member, noon, jo=True)

    assert place.state is PlaceState.STEPPED_BACK


def test_who_is_on_no_panel_leaves_no_answer(noon):
    panel, _ = seats()
    candidates(panel, "Jo Bloggs")

    assert not say(panel, MemberFactory(), noon, jo=True)

    assert db.session.query(CandidateAnswer).count() == db.session.query(DeclaredConflict).count() == 0


def test_once_the_last_interviews_are_over_it_is_too_late_to_answer():
    panel, [place] = seats()
    candidates(panel, "Jo Bloggs")

    with pytest.raises(Refusal, match="has already started"):
        say(panel, place.member, panel.event.ends_at, jo=True)

    day_later = {"starts_at": panel.event.starts_at + DAY, "ends_at": panel.event.ends_at + DAY}
    EventFactory(kind=EventKind.PANEL, follows_id=panel.event_id, label="Day 2", **day_later)
    assert say(panel, place.member, panel.event.ends_at, jo=False)


def test_who_knows_somebody_once_they_have_begun_leaves_and_the_coordinator_hears_at_once(inbox):
    panel, [place, other] = seats(2)
    candidates(panel, "Jo Bloggs")
    begun = panel.event.starts_at

    for _ in range(2):
        assert not say(panel, place.member, begun, jo=True)

    assert [row.id for row in who_sits_on(panel.event_id)] == [other.member_id]
    told = [message.subject for message in inbox.messages if message.to_address == panel.event.organiser.email]
    assert told == [f"Somebody can no longer come: {panel.event.title}"]


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


def test_on_the_day_a_member_looks_at_the_names_and_then_reads_the_papers(browser, monkeypatch):
    panel, [_] = seats(member=browser.member, stage=PanelStage.BRIEFED)
    candidates(panel, "Jo Bloggs")
    pack(panel, "How do you listen?", opened_at=panel.event.starts_at)
    monkeypatch.setattr(clock, "now", lambda: panel.event.starts_at + timedelta(minutes=5))
    page = browser.get(f"/events/{panel.event_id}").follow("Look at the names")
    [name] = [name for form in page.forms for name in form.names if name.startswith("knows_")]

    page = page.press("Send my answers", **{name: "no"})

    assert page.messages == ["Thank you. The papers are ready, and you can open them now."]
    assert "Papers for the panel" in page.links


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


def test_what_was_said_by_mistake_is_taken_back_and_they_can_be_asked_again(coordinator, noon):
    panel, [place] = seats()
    [jo] = candidates(panel, "Jo Bloggs")
    actions.answer_candidates(panel, place.member, knows={jo.id: True}, hand=Hand(), now=noon)
    name = place.member.name

    page = coordinator.get(f"/panels/{panel.event_id}/candidates").press(f"They said it by mistake: {name}")

    assert page.messages == [f"{name} can be asked to this panel again."]
    assert "Knows a candidate" not in page.text
    assert (db.session.query(DeclaredConflict).count(), db.session.query(CandidateAnswer).count()) == (0, 0)
