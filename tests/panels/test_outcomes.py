"""What came of a panel is told to its members, both sides say how it was, and then all that was in confidence goes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from coproduction.core.database import Base, db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Message
from coproduction.panels.actions import outcomes as actions
from coproduction.panels.actions.stages import hold_panels
from coproduction.panels.kinds import OUTCOME_DAYS
from coproduction.panels.models import (
    PanelCase,
    PanelFeedback,
    PanelMove,
    PanelStage,
)
from coproduction.panels.pages.packs import own_part
from coproduction.panels.queries.outcomes import feedback_passed_on
from coproduction.panels.queries.packs import find_panel_attended
from coproduction.schedule.models import EventState, Part, PlaceState
from coproduction.site.kinds import LOOKED_BACK
from coproduction.site.queries.to_do.outcomes import outcomes_to_share
from tests.factories import (
    EventFactory,
    PanelFeedbackFactory,
    PanelRequestFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.panels.seats import beside, candidates, seats

AFTER = datetime(2027, 1, 14, 12, 30, tzinfo=UTC)  # when the panels of these tests end: a Thursday


def told():
    found = db.session.query(Message.member_id).filter_by(template="panels/outcome_told").order_by(Message.id)
    return [member_id for (member_id,) in found]


def tell(panel, words="The team chose somebody who starts in May.", *, to_members="", now=AFTER):
    return actions.tell_outcome(panel, words, to_members=to_members, by=StaffFactory(), now=now)


def counts(*tables: type[Base]):
    return [db.session.query(table).count() for table in tables]


def test_everybody_who_was_on_the_panel_is_told_once_with_thanks(noon, inbox):
    panel, [place, came] = seats(2, stage=PanelStage.HELD)
    came.state = PlaceState.ATTENDED
    for state in (PlaceState.STEPPED_BACK, PlaceState.APOLOGIES, PlaceState.DECLINED):
        PlaceFactory(role=place.role, state=state)

    for _ in range(2):
        tell(panel, to_members="Your questions were the best.")

    assert told() == [place.member_id, came.member_id]
    message = inbox.latest(to=came.member.email)
    assert "Thank you for your part" in message.text
    assert "The team chose somebody who starts in May." in message.text
    assert "Your questions were the best." in message.text
    assert db.session.query(PanelCase.stage).scalar() is PanelStage.OUTCOME_SHARED


@pytest.mark.parametrize(
    ("part", "state", "was_there"),
    [
        (Part.STANDBY, PlaceState.HELD, False),
        (Part.STANDBY, PlaceState.ATTENDED, True),
        (Part.SHADOW, PlaceState.HELD, True),
    ],
)
def test_a_standby_who_was_not_called_is_neither_told_nor_asked_how_it_was(part, state, was_there):
    panel, [place] = seats(stage=PanelStage.HELD)
    beyond = beside(place, part)
    beyond.state = state

    tell(panel)

    assert told() == [place.member_id, *([beyond.member_id] if was_there else [])]
    part_shown = own_part(panel.event, viewer=beyond.member, now=AFTER)
    assert part_shown
    assert part_shown.shown["was_there"] is was_there
    assert (find_panel_attended(panel.event_id, viewer=beyond.member) is panel) is was_there
    if not was_there:
        with pytest.raises(Refusal, match="Only those who were on the panel"):
            actions.give_feedback(panel, beyond.member, "Good", may_be_passed_on=False, now=AFTER)


def test_who_stood_by_one_day_and_had_a_place_on_another_is_told():
    panel, [place] = seats(stage=PanelStage.HELD)
    stood_by = beside(place, Part.STANDBY)
    day_2 = EventFactory(follows_id=panel.event_id, label="Interviews, day 2", has_own_roster=True)
    PlaceFactory(role__event=day_2, member=stood_by.member)

    tell(panel)

    assert told() == [place.member_id, stood_by.member_id]


@pytest.mark.parametrize("part", [Part.STANDBY, Part.SHADOW])
def test_a_panel_with_nobody_in_a_place_was_not_held_and_nobody_waits_to_hear_of_it(part):
    panel, [place] = seats(stage=PanelStage.BRIEFED)
    beside(place, part)
    place.state = PlaceState.STEPPED_BACK
    db.session.flush()

    assert hold_panels(now=AFTER) == 1

    assert db.session.query(PanelCase.stage).scalar() is PanelStage.CLOSED
    with pytest.raises(Refusal, match="nobody to tell"):
        tell(panel)


@pytest.mark.parametrize("stage", [PanelStage.RECRUITING, PanelStage.ROSTERED, PanelStage.BRIEFED])
def test_a_panel_whose_time_is_over_is_held_when_its_outcome_is_told(stage):
    panel, _ = seats(stage=stage)

    actions.tell_outcome(panel, "They chose somebody.", by=None, now=AFTER)

    assert db.session.query(PanelCase.stage).scalar() is PanelStage.OUTCOME_SHARED


def test_the_manager_who_tells_it_before_the_panel_is_marked_as_held_is_thanked_and_not_asked(inbox):
    panel, _ = seats(stage=PanelStage.BRIEFED)
    [case] = db.session.query(PanelCase)
    PanelRequestFactory(case=case, contact_email="manager@example.org")

    actions.tell_outcome(panel, "They chose somebody.", by=None, now=AFTER)

    told_manager = [message.subject for message in inbox.messages if message.to_address == "manager@example.org"]
    assert told_manager == ["Your interview panel: thank you"]
    assert [move.to_stage for move in db.session.query(PanelMove).order_by(PanelMove.id)][-2:] == [
        PanelStage.HELD,
        PanelStage.OUTCOME_SHARED,
    ]


def test_another_outcome_is_not_told_after_the_first():
    panel, _ = seats(stage=PanelStage.HELD)
    tell(panel)

    with pytest.raises(Refusal, match="shared already"):
        tell(panel, "They chose nobody.")


def test_there_is_no_outcome_before_the_end_or_of_what_is_off():
    panel, _ = seats()
    with pytest.raises(Refusal, match="is not over yet"):
        tell(panel, now=AFTER - timedelta(seconds=1))

    panel.event.state = EventState.CANCELLED
    with pytest.raises(Refusal, match="is cancelled"):
        tell(panel)


@pytest.mark.parametrize(
    ("words", "to_members", "field"),
    [
        ("They chose Jo Bloggs.", "", "words"),
        ("Bloggs starts in May.", "", "words"),
        ("", "Sam was close.", "to_members"),
        ("They chose JORDAN.", "", "words"),
        ("", "jordan was close, and zoe too.", "to_members"),
        ("They chose Zoe\u0308.", "", "words"),
    ],
)
def test_no_candidate_is_named_not_even_by_half(words, to_members, field):
    panel, _ = seats(stage=PanelStage.HELD)
    candidates(panel, "Jo Bloggs", "Sam Roe", "Jordan Lee", "Zo\u00eb Fox")

    with pytest.raises(Refusal, match="Leave out") as refused:
        tell(panel, words, to_members=to_members)

    assert (refused.value.field, told()) == (field, [])


def test_words_that_hold_a_name_by_chance_are_taken():
    panel, _ = seats(stage=PanelStage.HELD)
    candidates(panel, "Al Choson", "Ros Maye")

    tell(panel, "The team may ask again. It also rose to it, and chose somebody.")

    assert len(told()) == 1


def test_members_say_how_it_was_and_change_it_until_it_is_passed_on_which_the_manager_hears(inbox):
    panel, [place] = seats(stage=PanelStage.HELD)
    PanelRequestFactory(case=db.session.query(PanelCase).one(), contact_email="manager@example.org")
    actions.give_feedback(panel, place.member, "Good", may_be_passed_on=True, now=AFTER)
    said = actions.give_feedback(panel, place.member, "Very good", may_be_passed_on=True, now=AFTER)
    assert counts(PanelFeedback) == [1]
    assert feedback_passed_on(panel.event_id) == []

    for _ in range(2):
        actions.pass_on(panel, said.id, by=StaffFactory(), now=AFTER)

    assert feedback_passed_on(panel.event_id) == ["Very good"]
    assert [(each.to_address, each.subject) for each in inbox.messages] == [
        ("manager@example.org", "A member says how your interview panel was")
    ]
    assert "Very good" not in inbox.messages[0].text
    with pytest.raises(Refusal, match="passed your words on"):
        actions.give_feedback(panel, place.member, "Bad", may_be_passed_on=False, now=AFTER)


@pytest.mark.parametrize(("words", "allowed"), [("Good", False), ("Jo Bloggs was good", True)])
def test_what_a_member_did_not_allow_or_that_names_a_candidate_is_not_passed_on(words, allowed):
    panel, [place] = seats(stage=PanelStage.HELD)
    candidates(panel, "Jo Bloggs")
    said = PanelFeedbackFactory(
        event_id=panel.event_id, member_id=place.member_id, words=words, may_be_passed_on=allowed
    )

    with pytest.raises(Refusal):
        actions.pass_on(panel, said.id, by=StaffFactory(), now=AFTER)

    assert feedback_passed_on(panel.event_id) == []


def test_a_member_does_not_name_a_candidate_in_what_they_say():
    panel, [place] = seats(stage=PanelStage.HELD)
    candidates(panel, "Jo Bloggs", "May Hill")

    with pytest.raises(Refusal, match="Leave out “Bloggs”") as refused:
        actions.give_feedback(panel, place.member, "bloggs was good", may_be_passed_on=False, now=AFTER)
    assert (refused.value.field, counts(PanelFeedback)) == ("words", [0])

    actions.give_feedback(panel, place.member, "I may come again in May.", may_be_passed_on=False, now=AFTER)
    assert counts(PanelFeedback) == [1]


def test_the_to_do_list_chases_what_is_not_told(noon):
    panel, _ = seats(stage=PanelStage.HELD)
    _, [gone] = seats(stage=PanelStage.HELD)  # nobody was on it
    gone.state = PlaceState.STEPPED_BACK
    seats(stage=PanelStage.CLOSED)

    assert outcomes_to_share(viewer=StaffFactory(), now=AFTER - timedelta(minutes=1)).tasks == []
    [task] = outcomes_to_share(viewer=StaffFactory(), now=AFTER).tasks
    assert (task.id, task.when, task.due) == (panel.event_id, "Members hear by 21 January 2027", date(2027, 1, 21))

    tell(panel)
    assert outcomes_to_share(viewer=StaffFactory(), now=AFTER).tasks == []


def test_how_long_an_outcome_is_chased_and_what_was_promised_for_it_are_numbers_that_people_set(noon):
    seats(stage=PanelStage.HELD)
    set_number(OUTCOME_DAYS, 1, from_day=date(2027, 1, 15), account_id=None, now=noon)  # the day after the panel
    later = AFTER + timedelta(days=90)
    assert outcomes_to_share(viewer=StaffFactory(), now=later).tasks == []

    set_number(LOOKED_BACK, 91, from_day=date(2027, 1, 15), account_id=None, now=noon)
    assert [task.due for task in outcomes_to_share(viewer=StaffFactory(), now=later).tasks] == [date(2027, 1, 21)]
