"""What was told of an outcome is put right: members hear of it once, and what was said stays in the records."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from coproduction.audit.models import AuditEntry
from coproduction.core import clock
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Message, MessageState
from coproduction.panels.actions import outcomes as actions
from coproduction.panels.actions.forgetting import forget_panels
from coproduction.panels.models import Outcome, OutcomeCorrection, PanelCase, PanelStage
from coproduction.panels.queries.packs import find_panel_attended
from coproduction.panels.queries.requests import names_on
from coproduction.panels.queries.seats import seated_places
from coproduction.panels.request_keys import key_for
from coproduction.rosters.actions import declare_conflict
from coproduction.schedule.models import PlaceMove, PlaceState
from tests.factories import PanelRequestFactory, StaffFactory
from tests.panels.seats import candidates, seats

AFTER = datetime(2027, 1, 14, 12, 30, tzinfo=UTC)  # when the panels of these tests end: a Thursday
WRONG, RIGHT = "The team chose nobody.", "The team chose somebody who starts in May."


@pytest.fixture
def told():
    """A panel of two members, whose outcome was told."""
    panel, _ = seats(2, stage=PanelStage.HELD)
    actions.tell_outcome(panel, WRONG, by=None, now=AFTER)
    return panel


def correct(panel, words=RIGHT, *, seen=0, by=None, now=AFTER, **more):
    return actions.correct_outcome(panel, words, seen=seen, by=by or StaffFactory(), now=now, **more)


def heard(state=MessageState.SENT):
    """Say that all messages that wait have been passed on."""
    db.session.execute(update(Message).where(Message.state == MessageState.WAITING).values(state=state))


def waiting():
    rows = db.session.query(Message.member_id, Message.template).filter_by(state=MessageState.WAITING)
    return [
        (member_id, template.removeprefix("panels/")) for member_id, template in rows.order_by(Message.id) if member_id
    ]


def members_of(panel):
    return [place.member_id for place in seated_places(panel.event_id)]


def test_members_who_heard_are_told_once_that_it_was_not_right_and_what_was_said_stays(told):
    heard()
    tom = StaffFactory()

    for _ in range(2):
        correct(told, to_members="Thank you.", by=tom)

    outcome = db.session.scalars(select(Outcome)).one()
    assert (outcome.words, outcome.to_members, outcome.told_at) == (RIGHT, "Thank you.", AFTER)
    [before] = db.session.scalars(select(OutcomeCorrection))
    assert (before.words, before.corrected_at, before.corrected_by_id) == (WRONG, AFTER, tom.id)
    assert waiting() == [(member_id, "outcome_corrected") for member_id in members_of(told)]
    assert db.session.query(AuditEntry).filter_by(action="panels.outcome_corrected").count() == 1
    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(update(OutcomeCorrection).values(words="Another"))


def test_who_has_not_heard_yet_hears_only_what_is_right(told, inbox):
    first, second = members_of(told)
    db.session.execute(update(Message).where(Message.member_id == first).values(state=MessageState.SENT))

    correct(told, "The team chose two people.")
    correct(told, seen=1)

    assert waiting() == [(first, "outcome_corrected"), (second, "outcome_told")]
    assert [RIGHT in message.text for message in inbox.messages if message.state is MessageState.WAITING] == [
        True,
        True,
    ]


def test_who_is_corrected_a_second_time_hears_a_second_time(told):
    for seen, words in enumerate(("The team chose two people.", RIGHT)):
        heard()
        correct(told, words, seen=seen)

    assert waiting() == [(member_id, "outcome_corrected") for member_id in members_of(told)]
    assert db.session.scalars(select(OutcomeCorrection.words).order_by(OutcomeCorrection.id)).all() == [
        WRONG,
        "The team chose two people.",
    ]


def test_who_heard_is_told_what_the_team_adds_for_them_without_an_excuse(told):
    heard()

    correct(told, WRONG, to_members="Thank you.")

    assert waiting() == [(member_id, "outcome_added") for member_id in members_of(told)]


def test_who_has_not_heard_a_correction_hears_of_it_with_what_the_team_adds(told):
    heard()
    correct(told)

    correct(told, seen=1, to_members="Thank you.")

    assert waiting() == [(member_id, "outcome_corrected") for member_id in members_of(told)]


def test_other_words_to_the_members_put_right_what_they_heard(told):
    correct(told, WRONG, to_members="Thank you all.")
    heard()

    correct(told, WRONG, seen=1, to_members="Thank you both.")

    assert waiting() == [(member_id, "outcome_corrected") for member_id in members_of(told)]


def test_whoever_read_other_words_reads_again_first(told):
    correct(told, "The team chose two people.")

    with pytest.raises(Refusal, match="Read it again first"):
        correct(told)

    assert db.session.scalar(select(Outcome.words)) == "The team chose two people."


def test_a_correction_names_nobody_and_there_is_none_before_an_outcome(told):
    candidates(told, "Jo Bloggs")
    for words, to_members, field in (("They chose BLOGGS.", "", "words"), (RIGHT, "Jo thanks you.", "to_members")):
        with pytest.raises(Refusal, match="Leave out") as refused:
            correct(told, words, to_members=to_members)
        assert refused.value.field == field
    untold, _ = seats(stage=PanelStage.HELD)
    with pytest.raises(Refusal, match="Nothing has been told yet"):
        correct(untold)


def test_the_team_corrects_as_long_as_names_are_kept_and_a_coordinator_later_too(told):
    last = datetime(2027, 1, 28, 23, tzinfo=UTC)
    with pytest.raises(Refusal, match="It is too late to change this here"):
        actions.correct_outcome(told, RIGHT, seen=0, by=None, now=last + timedelta(hours=2))

    actions.correct_outcome(told, RIGHT, seen=0, by=None, now=last)
    correct(told, WRONG, seen=1, now=last + timedelta(hours=2))

    assert [
        before.corrected_by_id is None
        for before in db.session.scalars(select(OutcomeCorrection).order_by(OutcomeCorrection.id))
    ] == [True, False]


@pytest.mark.parametrize("state", [PlaceState.HELD, PlaceState.ATTENDED])
def test_who_knew_a_candidate_on_the_day_hears_of_no_outcome_once_names_are_deleted(state):
    panel, [stays, knew] = seats(2, stage=PanelStage.HELD)
    declare_conflict(panel.event_id, knew.member, now=panel.event.starts_at)
    knew.state = state
    actions.tell_outcome(panel, WRONG, by=None, now=AFTER)
    heard()
    late = AFTER + timedelta(days=30)
    assert forget_panels(now=late) == 1

    correct(panel, now=late)

    assert waiting() == [(stays.member_id, "outcome_corrected")]


@pytest.mark.parametrize("state", [PlaceState.HELD, PlaceState.ATTENDED])
def test_who_knew_a_candidate_on_the_day_was_not_there_once_nothing_else_says_so(tom, state):
    panel, [stays, knew] = seats(2, stage=PanelStage.HELD)
    declare_conflict(panel.event_id, knew.member, now=panel.event.starts_at)
    knew.state = state
    late = AFTER + timedelta(days=61)
    assert [forget_panels(now=late) for _ in range(2)] == [1, 0]

    actions.tell_outcome(panel, RIGHT, by=tom, now=late)

    assert waiting() == [(stays.member_id, "outcome_told")]
    moves = db.session.query(PlaceMove.to_state, PlaceMove.reason, PlaceMove.is_no_turn).filter_by(place_id=knew.id)
    assert moves.all() == ([(PlaceState.STEPPED_BACK, "", True)] if state is PlaceState.HELD else [])
    assert [name for _, name, _ in names_on(panel.event_id)] == [stays.member.known_as]
    assert find_panel_attended(panel.event_id, viewer=knew.member) is None
    correct(panel, WRONG, now=late)
    assert waiting() == [(stays.member_id, "outcome_told")]
    assert [place.member_id for place in seated_places(panel.event_id)] == [stays.member_id]


def test_once_names_are_deleted_the_team_tells_no_outcome_and_is_asked_to_ring(stranger, monkeypatch):
    untold, _ = seats(stage=PanelStage.HELD)
    late = AFTER + timedelta(days=61)
    monkeypatch.setattr(clock, "now", lambda: late)
    track = f"/panels/tracking/{key_for(PanelRequestFactory(case=db.session.query(PanelCase).one()))}"

    for page in (stranger.get(track), stranger.get(f"{track}/outcome")):
        assert "They still wait." in page.text
        assert "and we tell them for you" in page.text
        assert "Tell the members the outcome" not in page.links
    assert "What came of the panel?" not in page.text
    with pytest.raises(Refusal, match="It is too late to change this here"):
        actions.tell_outcome(untold, "They chose Jo Bloggs.", by=None, now=late)
    actions.tell_outcome(untold, RIGHT, by=StaffFactory(), now=late)


def test_both_sides_correct_it_on_their_pages_and_see_what_was_said(stranger, coordinator, browser, told, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    track = f"/panels/tracking/{key_for(PanelRequestFactory(case=db.session.query(PanelCase).one()))}"
    page = stranger.get(f"{track}/outcome").follow("Correct it")
    assert page.values["words"] == [WRONG]
    theirs = coordinator.get(f"/panels/{told.event_id}/outcome").follow("Correct it")

    page = page.press("Correct it and tell the members", words="The team chose two people.")
    assert page.messages == ["Thank you. Everybody who was on the panel is being told."]
    assert "Add what you want to say to them" in page.links
    assert "The team chose two people." in page.text
    theirs = theirs.press("Correct it and tell the members", words=RIGHT)
    assert theirs.errors == ["Somebody has just corrected this. Read it again first."]
    assert "The team chose two people." in theirs.text
    theirs = theirs.press("Correct it and tell the members", words=RIGHT)

    assert theirs.messages == ["It is corrected. Everybody who was on the panel is being told."]
    for words in (RIGHT, WRONG, "The team chose two people.", "Corrected by the team."):
        assert words in theirs.text
    monkeypatch.setattr(clock, "now", lambda: AFTER + timedelta(days=30))
    late = stranger.get(f"{track}/outcome/correct")
    assert (late.address, "Correct it" in late.links, RIGHT in late.text) == (f"{track}/outcome", False, True)
    untold, _ = seats(stage=PanelStage.HELD)
    assert coordinator.get(f"/panels/{untold.event_id}/outcome/correct").status == 404
