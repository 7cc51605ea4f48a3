"""What members say about the names of candidates: whoever knows one leaves the panel, and nobody is told why."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.audit.models import AuditEntry
from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Message, MessageState
from coproduction.panels.actions import candidates as actions
from coproduction.panels.models import CandidateAnswer, PanelStage
from coproduction.panels.queries.packs import who_sits_on
from coproduction.rosters.models import DeclaredConflict
from coproduction.rosters.queries import candidates_among
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.models import EventKind, PlaceMove, PlaceState, Via
from tests.factories import EventFactory, EventRoleFactory, MemberFactory, StaffFactory
from tests.panels.naming import asked, enter, say
from tests.panels.seats import candidates, pack, seats

DAY = timedelta(days=1)


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


def test_what_was_said_by_mistake_is_taken_back_and_they_can_be_asked_again(coordinator, noon):
    panel, [place] = seats()
    [jo] = candidates(panel, "Jo Bloggs")
    actions.answer_candidates(panel, place.member, knows={jo.id: True}, hand=Hand(), now=noon)
    name = place.member.name

    page = coordinator.get(f"/panels/{panel.event_id}/candidates").press(f"They said it by mistake: {name}")

    assert page.messages == [f"{name} can be asked to this panel again."]
    assert "Knows a candidate" not in page.text
    assert (db.session.query(DeclaredConflict).count(), db.session.query(CandidateAnswer).count()) == (0, 0)
