"""A panel moves through its stages by one table, and some of them follow from what members and coordinators do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.panels.actions import panels, stages
from coproduction.panels.models import PanelCase, PanelMove, PanelStage
from coproduction.panels.rules.stages import ENDED, LEGAL_MOVES
from coproduction.panels.words.stages import STAGES
from coproduction.schedule.actions import events, moves, places, publishing, roles
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.actions.roles import RoleDetails
from coproduction.schedule.models import EventState, PlaceState
from tests.factories import (
    EventRoleFactory,
    PanelCaseFactory,
    PanelFactory,
    PanelRequestFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.panels.requesting import address
from tests.panels.test_actions import NURSE
from tests.schedule.event_answers import details

TWO = RoleDetails(name="Panel member", minimum=2, maximum=2, qualification_id=None, is_open=False)


def stage_of(event):
    return db.session.scalars(select(PanelCase.stage).where(PanelCase.event_id == event.id)).one()


def moves_of(case):
    return [
        (move.from_stage, move.to_stage)
        for move in db.session.scalars(select(PanelMove).where(PanelMove.case_id == case.id).order_by(PanelMove.id))
    ]


def panel_with(*, minimum, offered):
    """Make a published panel for so many members, who have been asked."""
    case = PanelCaseFactory()
    role = EventRoleFactory(event=case.panel.event, minimum=minimum, is_open=False)
    return case, [PlaceFactory(role=role, state=PlaceState.OFFERED) for _ in range(offered)]


def test_every_stage_has_words_and_its_next_ones():
    assert set(STAGES) == set(PanelStage)
    assert set(LEGAL_MOVES) == {None, *PanelStage}
    assert {stage for stage, after in LEGAL_MOVES.items() if not after} == set(ENDED)


@pytest.mark.parametrize("before", PanelStage)
def test_what_is_not_in_the_table_is_refused_and_changes_nothing(noon, before):
    case = PanelCaseFactory(stage=before)

    for after in set(PanelStage) - {before, *LEGAL_MOVES[before]}:
        with pytest.raises(Refusal, match="This cannot be changed from"):
            stages.move_stage(case, after, by=StaffFactory(), now=noon)

    assert (case.stage, moves_of(case)) == (before, [])


def test_a_move_is_written_down_with_who_when_and_why(noon):
    tom = StaffFactory()
    case = PanelCaseFactory(stage=PanelStage.ROSTERED)

    stages.move_stage(case, PanelStage.BRIEFED, by=tom, now=noon, reason="All have their pack.")

    [move] = case.moves
    assert (move.from_stage, move.to_stage) == (PanelStage.ROSTERED, PanelStage.BRIEFED)
    assert (move.moved_at, move.moved_by, move.by_manager, move.reason) == (noon, tom, False, "All have their pack.")
    assert (case.stage, case.moved_at) == (PanelStage.BRIEFED, noon)


def test_the_same_move_twice_is_written_down_once(noon):
    case = PanelCaseFactory(stage=PanelStage.HELD)

    for _ in range(2):
        stages.move_stage(case, PanelStage.OUTCOME_SHARED, by=None, now=noon, by_manager=True)

    [move] = case.moves
    assert (move.by_manager, move.moved_by) == (True, None)


def test_moves_are_never_changed(noon):
    stages.move_stage(PanelCaseFactory(), PanelStage.POSTPONED, by=None, now=noon)

    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(update(PanelMove).values(reason="Another reason"))


def test_a_panel_that_a_coordinator_makes_begins_as_accepted_and_is_theirs(noon):
    tom = StaffFactory()

    made = [panels.create_panel(details(), NURSE, by=tom, now=noon) for _ in range(2)]

    [case] = db.session.scalars(select(PanelCase)).all()
    assert {event.id for event in made} == {case.event_id}
    assert (case.stage, case.owner, moves_of(case)) == (PanelStage.ACCEPTED, tom, [(None, PanelStage.ACCEPTED)])


def test_publishing_a_panel_begins_to_recruit_members(noon):
    tom = StaffFactory()
    event = panels.create_panel(details(), NURSE, by=tom, now=noon)
    roles.add_role(event, TWO, by=tom, now=noon)

    publishing.publish_event(event, invite=False, by=tom, now=noon)

    assert stage_of(event) is PanelStage.RECRUITING


def test_it_is_rostered_by_the_last_yes_and_recruits_again_when_somebody_steps_back(noon):
    case, offers = panel_with(minimum=2, offered=2)

    for place in offers:
        assert stage_of(case.panel.event) is PanelStage.RECRUITING
        places.answer(place.id, Answer.YES, hand=Hand(), now=noon)
    assert stage_of(case.panel.event) is PanelStage.ROSTERED

    places.step_back(offers[0].id, hand=Hand(), now=noon)
    assert stage_of(case.panel.event) is PanelStage.RECRUITING
    assert [move.moved_by for move in case.moves] == [None, None]


def test_each_part_needs_its_own_people(noon):
    case, [offer] = panel_with(minimum=1, offered=1)
    EventRoleFactory(event=case.panel.event, name="Chair", minimum=1, is_open=False)

    places.answer(offer.id, Answer.YES, hand=Hand(), now=noon)

    assert stage_of(case.panel.event) is PanelStage.RECRUITING


def test_a_panel_that_needs_nobody_in_particular_is_rostered_by_the_first(noon):
    case, [offer] = panel_with(minimum=0, offered=1)
    roles.change_role(offer.role_id, RoleDetails("Shadow", 0, None, None, False), by=StaffFactory(), now=noon)
    assert stage_of(case.panel.event) is PanelStage.RECRUITING

    places.answer(offer.id, Answer.YES, hand=Hand(), now=noon)

    assert stage_of(case.panel.event) is PanelStage.ROSTERED


def test_a_role_that_needs_more_people_lets_it_recruit_again(noon):
    case, [offer] = panel_with(minimum=1, offered=1)
    places.answer(offer.id, Answer.YES, hand=Hand(), now=noon)

    roles.change_role(offer.role_id, TWO, by=StaffFactory(), now=noon)

    assert stage_of(case.panel.event) is PanelStage.RECRUITING


def test_a_panel_that_was_briefed_stays_so_when_somebody_steps_back(noon):
    case, [offer] = panel_with(minimum=1, offered=1)
    places.answer(offer.id, Answer.YES, hand=Hand(), now=noon)
    stages.move_stage(case, PanelStage.BRIEFED, by=StaffFactory(), now=noon)

    places.step_back(offer.id, hand=Hand(), now=noon)

    assert stage_of(case.panel.event) is PanelStage.BRIEFED


@pytest.mark.parametrize("is_briefed", [False, True])
def test_a_manager_is_told_a_new_name_once_and_not_while_the_first_members_are_asked(noon, inbox, is_briefed):
    case, offers = panel_with(minimum=2, offered=4)
    PanelRequestFactory(case=case)
    name, all_agreed = "A new name for your interview panel", "the members are agreed"

    def told():
        subjects = [message.subject for message in inbox.messages]
        return subjects.count(name), sum(all_agreed in subject for subject in subjects)

    for place in offers[:2]:
        places.answer(place.id, Answer.YES, hand=Hand(), now=noon)
    assert told() == (0, 1)
    if is_briefed:
        stages.move_stage(case, PanelStage.BRIEFED, by=StaffFactory(), now=noon)
    for place in offers[:2]:
        places.step_back(place.id, hand=Hand(), now=noon + timedelta(hours=1))

    places.answer(offers[2].id, Answer.YES, hand=Hand(), now=noon + timedelta(hours=2))
    assert told() == (1, 1)
    places.answer(offers[3].id, Answer.YES, hand=Hand(), now=noon + timedelta(hours=3))
    assert told() == ((2, 1) if is_briefed else (1, 2))


def test_a_panel_briefed_while_short_tells_its_manager_every_name(noon, inbox):
    case, offers = panel_with(minimum=2, offered=3)
    PanelRequestFactory(case=case)
    places.answer(offers[0].id, Answer.YES, hand=Hand(), now=noon)
    stages.move_stage(case, PanelStage.BRIEFED, by=StaffFactory(), now=noon)
    briefed = inbox.latest(to="sam.lowe@example.org")
    assert briefed.subject == "Your interview panel: we are still looking"
    assert f"- {offers[0].member.known_as}, {offers[0].role.name.lower()}" in briefed.text
    assert "We are looking for somebody else" in briefed.text

    for place in offers[1:]:
        places.answer(place.id, Answer.YES, hand=Hand(), now=noon + timedelta(hours=1))

    named = [message.text for message in inbox.messages if message.subject == "A new name for your interview panel"]
    names = [place.member.known_as for place in offers[1:]]
    assert [f"{name} will be on it" in text for name, text in zip(names, named, strict=True)] == [True, True]


def test_the_email_that_the_members_are_agreed_names_them(noon, inbox):
    case, offers = panel_with(minimum=2, offered=2)
    PanelRequestFactory(case=case)

    for place in offers:
        places.answer(place.id, Answer.YES, hand=Hand(), now=noon)

    told = inbox.latest(to="sam.lowe@example.org")
    assert told.subject == "Your interview panel: the members are agreed"
    for place in offers:
        assert f"- {place.member.known_as}, {place.role.name.lower()}" in told.text


def test_a_panel_is_cancelled_with_its_event(noon):
    case, _ = panel_with(minimum=1, offered=0)

    events.cancel_event(case.panel.event, "The post is withdrawn.", by=case.owner, now=noon)

    [move] = case.moves
    assert (case.stage, move.reason, move.moved_by) == (
        PanelStage.CANCELLED,
        "The post is withdrawn.",
        case.owner,
    )


@pytest.mark.parametrize("stage", [PanelStage.RECRUITING, PanelStage.ROSTERED, PanelStage.BRIEFED])
def test_a_panel_is_held_when_its_time_is_over(noon, stage):
    over = PanelCaseFactory(stage=stage, panel=PanelFactory(event__starts_at=noon - timedelta(hours=2)))
    PlaceFactory(role=EventRoleFactory(event=over.panel.event))
    to_come = PanelCaseFactory(stage=stage)

    assert [stages.hold_panels(now=noon), stages.hold_panels(now=noon)] == [1, 0]

    assert (over.stage, to_come.stage) == (PanelStage.HELD, stage)


def test_a_panel_on_which_nobody_was_is_closed_and_its_manager_is_asked_for_nothing(noon, inbox, stranger):
    over = PanelCaseFactory(panel=PanelFactory(event__starts_at=noon - timedelta(hours=2)))
    PlaceFactory(role=EventRoleFactory(event=over.panel.event), state=PlaceState.DECLINED)
    request = PanelRequestFactory(case=over)

    assert [stages.hold_panels(now=noon), stages.hold_panels(now=noon)] == [1, 0]

    [told] = inbox.messages
    assert (over.stage, told.subject) == (PanelStage.CLOSED, "Your interview panel: no member was on it")
    assert "We are sorry: no member could come to your panel." in told.text
    page = stranger.get(address(request))
    assert "We are sorry that no member could come." in page.text
    for asked in ("Thank you for having members", "What came of it", "hear", "Tell the members"):
        assert asked not in page.text


def test_writing_down_who_came_is_no_more_than_that(noon):
    case = PanelCaseFactory(
        stage=PanelStage.HELD,
        panel=PanelFactory(event__starts_at=noon - timedelta(hours=3), event__state=EventState.HELD),
    )
    place = PlaceFactory(role=EventRoleFactory(event=case.panel.event, minimum=1))

    moves.move(place, PlaceState.ABSENT, hand=Hand(), now=noon)

    assert stage_of(case.panel.event) is PanelStage.HELD


def test_a_panel_is_closed_when_its_names_are_deleted_and_not_before(noon):
    def shared(days_ago):
        return PanelCaseFactory(stage=PanelStage.OUTCOME_SHARED, moved_at=noon - timedelta(days=days_ago))

    late, early = shared(20), shared(19)  # 10 working days ago was 16 December: Christmas lies between
    held = PanelCaseFactory(stage=PanelStage.HELD)

    assert [stages.close_panels(now=noon), stages.close_panels(now=noon)] == [1, 0]

    assert [stage_of(case.panel.event) for case in (late, early, held)] == [
        PanelStage.CLOSED,
        PanelStage.OUTCOME_SHARED,
        PanelStage.HELD,
    ]
