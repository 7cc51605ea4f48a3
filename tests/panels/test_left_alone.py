"""A panel that is down to one member: they are asked, never pressed, and a coordinator decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Message, MessageState
from coproduction.panels.actions import alone as actions
from coproduction.panels.actions.deciding import agree_to_few
from coproduction.panels.models import AloneState, AloneStep, PanelStage
from coproduction.panels.pages.alone import alone_part
from coproduction.panels.request_keys import key_for
from coproduction.schedule.actions import events, places, roles
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.actions.roles import RoleDetails
from coproduction.schedule.models import AnswerDetail, PlaceState, Via
from tests.factories import (
    EventRoleFactory,
    PanelCaseFactory,
    PanelRequestFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.panels.left_alone import WHY, panel_for_two, seat, steps_back
from tests.schedule.event_answers import details

DAY = timedelta(days=1)
ASKED, NOT_ALONE = "panels/alone_asked", "panels/not_alone"


@pytest.fixture
def tom():
    return StaffFactory(name="Tom Hesketh")


@pytest.fixture
def case(noon):
    """A panel for two, with a standby and one who watches."""
    return panel_for_two()


def part(case, *, viewer, now):
    shown = alone_part(case.panel.event, viewer=viewer, now=now)
    return shown.shown if shown else None


def steps():
    return list(db.session.scalars(select(AloneStep.state).order_by(AloneStep.id)))


def about_panels():
    return db.session.query(Message).filter(Message.template.like("panels/%")).count()


def told(template):
    found = select(Message.member_id).where(Message.template == template, Message.state != MessageState.DROPPED)
    return db.session.scalars(found).all()


def test_nobody_is_alone_while_a_new_panel_finds_its_members_or_enough_have_a_place(noon, tom, case):
    assert part(case, viewer=tom, now=noon) is None
    fresh = PanelCaseFactory(stage=PanelStage.RECRUITING)
    role = EventRoleFactory(event=fresh.panel.event, minimum=2, maximum=2, is_open=False)
    PlaceFactory(role=role)
    other = PlaceFactory(role=role, state=PlaceState.OFFERED)
    assert part(fresh, viewer=tom, now=noon) is None

    places.answer(other.id, Answer.NO, hand=Hand(), now=noon)

    assert part(fresh, viewer=tom, now=noon) is not None


def test_one_of_two_would_be_alone_and_standbys_and_shadows_do_not_count(noon, tom, case):
    steps_back(case, "Tunde", now=noon)

    shown = part(case, viewer=tom, now=noon)

    assert (shown["heading"], shown["can_ask"]) == ("Amara Okafor would be alone", True)
    assert [name for _, name in shown["to_ring"]] == ["Panel member"]
    assert (shown["can_put_off"], shown["change_event"]) == (False, case.event_id)
    PanelRequestFactory(case=case)
    shown = part(case, viewer=tom, now=noon)
    assert (shown["can_put_off"], shown["change_event"]) == (True, None)
    assert part(case, viewer=tom, now=case.panel.event.starts_at) is None


def test_who_agrees_is_enough_with_the_reason_and_their_agreement_kept(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    assert case.stage is PanelStage.RECRUITING
    for _ in range(2):
        actions.ask_alone(case, WHY, by=tom, now=noon)
    amara = seat(case)

    for _ in range(2):
        actions.answer_alone(case, agrees=True, hand=Hand(amara.member.account), member=amara.member, now=noon)

    assert steps() == [AloneState.ASKED, AloneState.AGREES]
    assert (case.stage, case.few_because) == (PanelStage.ROSTERED, WHY)
    assert db.session.get_one(AnswerDetail, amara.id).agreed_alone_at == noon
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "panels.alone").order_by(AuditEntry.id))
    assert [(entry.account_id, entry.detail) for entry in entries] == [
        (tom.id, {"state": "asked"}),
        (amara.member.account_id, {"state": "agrees"}),
    ]


def test_who_would_rather_not_keeps_their_place_and_is_not_asked_again_and_the_team_hears_nothing(
    noon, tom, case, stranger
):
    track = f"/panels/tracking/{key_for(PanelRequestFactory(case=case))}"
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)
    heard, before = (
        db.session.query(Message).filter(Message.template.like("panels/%")).count(),
        stranger.get(track).text,
    )

    actions.answer_alone(case, agrees=False, hand=Hand(), member=seat(case).member, now=noon)

    assert (seat(case).state, case.stage) == (PlaceState.HELD, PanelStage.RECRUITING)
    assert about_panels() == heard
    assert stranger.get(track).text == before
    shown = part(case, viewer=tom, now=noon)
    assert (shown["heading"], shown["can_ask"]) == ("Amara Okafor would rather not be alone", False)
    with pytest.raises(Refusal, match="do not ask them again"):
        actions.ask_alone(case, WHY, by=tom, now=noon)


def test_they_can_change_their_mind_and_the_panel_looks_for_people_again(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)

    for agrees in (True, False):
        actions.answer_alone(case, agrees=agrees, hand=Hand(), member=seat(case).member, now=noon)

    assert (steps()[1:], case.stage) == ([AloneState.AGREES, AloneState.RATHER_NOT], PanelStage.RECRUITING)


def test_a_coordinator_writes_down_what_they_said_with_the_reason_and_nobody_is_asked_by_message(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    by_phone = Hand(tom, Via.PHONE)
    with pytest.raises(Refusal, match="Enter why the panel may go on with one member") as refused:
        actions.answer_alone(case, agrees=True, hand=by_phone, now=noon)
    assert refused.value.field == "reason"

    actions.answer_alone(case, agrees=True, hand=by_phone, reason=WHY, now=noon)

    [step] = db.session.scalars(select(AloneStep))
    assert (step.state, step.via, step.by_id, step.reason) == (AloneState.AGREES, Via.PHONE, tom.id, WHY)
    assert told(ASKED) == []


def test_what_waits_to_be_told_is_taken_back_when_they_answer_on_the_phone(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)
    assert told(ASKED) == [seat(case).member_id]

    actions.answer_alone(case, agrees=False, hand=Hand(tom, Via.PHONE), now=noon)

    assert told(ASKED) == []


@pytest.mark.parametrize("has_heard", [True, False])
def test_it_goes_away_by_itself_when_another_member_says_yes_and_who_heard_the_question_is_told(
    noon, tom, case, has_heard
):
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)
    if has_heard:
        db.session.query(Message).filter_by(template=ASKED).update({"state": MessageState.SENT})
    third = PlaceFactory(role=seat(case).role, state=PlaceState.OFFERED)

    places.answer(third.id, Answer.YES, hand=Hand(), now=noon)

    assert steps() == [AloneState.ASKED, AloneState.OVER]
    assert part(case, viewer=tom, now=noon) is None
    amara = [seat(case).member_id]
    assert (told(ASKED), told(NOT_ALONE)) == ((amara, amara) if has_heard else ([], []))
    with pytest.raises(Refusal, match="not down to one member any more"):
        actions.answer_alone(case, agrees=True, hand=Hand(), member=seat(case).member, now=noon)


def test_an_agreement_is_for_that_time_alone(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    actions.answer_alone(case, agrees=True, hand=Hand(tom, Via.PHONE), reason=WHY, now=noon)
    third = PlaceFactory(role=seat(case).role, state=PlaceState.OFFERED)
    places.answer(third.id, Answer.YES, hand=Hand(), now=noon)
    assert case.stage is PanelStage.ROSTERED

    places.step_back(third.id, hand=Hand(), now=noon)

    assert (case.stage, part(case, viewer=tom, now=noon)["can_ask"]) == (PanelStage.RECRUITING, True)


def test_it_rests_when_the_one_who_was_asked_steps_back_too(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)

    steps_back(case, "Amara", now=noon)

    assert (steps(), told(ASKED), told(NOT_ALONE)) == ([AloneState.ASKED, AloneState.OVER], [], [])


def test_nobody_answers_who_was_not_asked(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    for who in (seat(case).member, seat(case, "Tunde").member):
        with pytest.raises(Refusal, match="nothing to answer"):
            actions.answer_alone(case, agrees=True, hand=Hand(), member=who, now=noon)


def test_a_panel_that_is_then_planned_for_one_has_its_own_question(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)
    agree_to_few(case, WHY, by=tom, now=noon)

    roles.change_role(seat(case).role_id, RoleDetails("Panel member", 1, 1, None, is_open=False), by=tom, now=noon)

    assert (steps()[-1], told(NOT_ALONE), part(case, viewer=tom, now=noon)) == (AloneState.OVER, [], None)


def test_the_question_is_asked_anew_when_it_was_not_heard_before_the_date_changed(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)
    event = case.panel.event
    later = replace(details(), title=event.title, starts_at=event.starts_at + DAY, ends_at=event.ends_at + DAY)

    events.change_event(event, later, by=tom, now=noon)

    states = db.session.scalars(select(Message.state).where(Message.template == ASKED).order_by(Message.id)).all()
    assert states == [MessageState.DROPPED, MessageState.WAITING]


def test_the_reason_goes_with_the_member_and_that_they_were_asked_stays(noon, tom, case):
    steps_back(case, "Tunde", now=noon)
    actions.ask_alone(case, WHY, by=tom, now=noon)

    actions.forget_reasons([seat(case).member_id])

    assert db.session.execute(select(AloneStep.state, AloneStep.reason)).all() == [(AloneState.ASKED, "")]


def test_the_coordinator_asks_and_the_member_answers_on_their_own_pages(coordinator, browser, case, noon):
    """The roster and the panel's page say it, the event's page asks, and both pages show what was said."""
    event_id = case.event_id
    seat(case).member_id = browser.member.id
    steps_back(case, "Tunde", now=noon)
    name, page = browser.member.name, browser.get(f"/events/{event_id}")
    assert "Say yes or no" not in page.links

    page = coordinator.get(f"/rosters/{event_id}")
    assert f"{name} would be alone" in page.text
    page = page.follow(f"Ask {name} if they agree to be the only member").press("Ask them")
    assert page.errors == ["Enter why the panel may go on with one member"]
    page = page.press("Ask them", reason=WHY)
    assert page.messages == ["They are being asked. No is a good answer."]
    assert f"We asked {name} on 4 January 2027" in page.text

    page = browser.get(f"/events/{event_id}").follow("Say yes or no").press("Send my answer")
    assert page.errors == ["Select yes or no"]
    page = page.press("Send my answer", answer="no")
    assert page.messages == ["Thank you for telling us. You can change your answer below."]
    page = coordinator.get(f"/panels/progress/{case.id}")
    assert (f"{name} would rather not be alone" in page.text, WHY in page.text) == (True, True)

    page = browser.get(f"/events/{event_id}").follow("Change what I said about being the only member")
    page.press("Send my answer", answer="yes")
    page = coordinator.get(f"/rosters/{event_id}")
    assert f"{name} agrees to be the only member" in page.text
    page = page.follow(f"Write down what {name} told you").press("Record the answer", answer="no", via="phone")
    assert page.messages == ["Recorded."]
    assert f"{name} would rather not be the only member." in page.text
