"""A coordinator answers a request: yes, no, a question."""

from __future__ import annotations

import pytest

from coproduction.core.refusals import Refusal
from coproduction.panels.actions import deciding, managing
from coproduction.panels.actions.deciding import Acceptance
from coproduction.panels.models import PanelStage, Say
from coproduction.schedule.models import EventState, Part
from tests.factories import (
    QualificationFactory,
)
from tests.panels.requesting import SHORT, TUESDAY, asked, subjects


def test_yes_makes_a_draft_of_the_panel_with_the_parts_that_were_asked_for(noon, tom, inbox):
    skills, chairing = QualificationFactory(name="Interview skills"), QualificationFactory(name="Chairing")
    request = asked(noon)
    said = Acceptance(member_qualification_id=skills.id, chair_qualification_id=chairing.id, standbys=1)

    event = deciding.accept_request(request, said, by=tom, now=noon)

    assert (event.title, event.state, event.starts_at) == (
        "Interview panel: Co-production Officer, Band 5",
        EventState.DRAFT,
        TUESDAY,
    )
    assert [(role.name, role.part, role.minimum, role.maximum, role.qualification) for role in event.roles] == [
        ("Chair", Part.PLACE, 1, 1, chairing),
        ("Panel member", Part.PLACE, 2, 2, skills),
        ("Shadow", Part.SHADOW, 0, 1, None),
        ("Standby", Part.STANDBY, 0, 1, skills),
        ("Standby for chair", Part.STANDBY, 0, 1, chairing),
    ]
    assert [role.stands_by_for_id for role in event.roles[3:]] == [event.roles[1].id, event.roles[0].id]
    case = request.case
    assert (case.stage, case.event_id, case.owner) == (PanelStage.ACCEPTED, event.id, tom)
    assert subjects(inbox)[-1] == "Your interview panel: we say yes"


def test_yes_twice_makes_one_panel(noon, tom):
    request = asked(noon)

    made = [deciding.accept_request(request, Acceptance(), by=tom, now=noon) for _ in range(2)]

    assert made[0] is made[1]
    assert len(request.case.moves) == 2


def test_short_notice_is_accepted_only_with_a_reason(noon, tom):
    request = asked(noon, SHORT)
    with pytest.raises(Refusal, match="why we say yes at short notice"):
        deciding.accept_request(request, Acceptance(), by=tom, now=noon)
    assert (request.case.stage, request.case.panel) == (PanelStage.REQUESTED, None)

    deciding.accept_request(request, Acceptance(short_because="Three members are free."), by=tom, now=noon)

    assert request.case.short_because == "Three members are free."
    assert request.case.moves[-1].reason == "Short notice: Three members are free."


def test_one_member_is_accepted_only_with_a_reason(noon, tom):
    request = asked(noon, members=1, has_chair=False)
    with pytest.raises(Refusal, match="why the panel may have so few members"):
        deciding.accept_request(request, Acceptance(), by=tom, now=noon)

    deciding.accept_request(request, Acceptance(few_because="They asked to."), by=tom, now=noon)

    assert request.case.few_because == "They asked to."


def test_a_member_who_only_watches_does_not_make_two(noon, tom):
    request = asked(noon, members=1, shadows=3)

    with pytest.raises(Refusal, match="why the panel may have so few members"):
        deciding.accept_request(request, Acceptance(), by=tom, now=noon)


def test_no_says_why_and_what_can_be_done_instead(noon, tom, inbox):
    request = asked(noon, SHORT)

    deciding.decline_request(request, "Nobody is free.", "Ask for 19 January.", by=tom, now=noon)

    assert request.case.stage is PanelStage.DECLINED
    said = inbox.latest(to="sam.lowe@example.org")
    assert "Nobody is free." in said.text
    assert "Ask for 19 January." in said.text


def test_a_question_is_answered_once(noon, tom):
    request = asked(noon)
    deciding.ask_manager(request, "Is there a lift?", by=tom, now=noon)
    assert (request.case.stage, request.case.owner) == (PanelStage.NEEDS_INFORMATION, tom)

    managing.answer_question(request, "Yes, there is.", now=noon)

    move = request.case.moves[-1]
    assert (request.case.stage, move.reason, move.by_manager) == (PanelStage.REQUESTED, "Yes, there is.", True)
    with pytest.raises(Refusal, match="We have your answer already"):
        managing.answer_question(request, "Yes.", now=noon)


@pytest.mark.parametrize(
    "answer",
    [
        lambda request, by, now: deciding.decline_request(request, "No.", "Ask later.", by=by, now=now),
        lambda request, by, now: deciding.postpone_panel(request, "Later.", by=by, now=now),
        lambda request, by, now: deciding.cancel_case(request.case, "Sent twice.", by=by, now=now),
    ],
    ids=["declines", "puts off", "cancels"],
)
def test_whoever_answers_a_request_that_nobody_sees_to_sees_to_it(noon, tom, answer):
    request = asked(noon)

    answer(request, tom, noon)

    assert request.case.owner_id == tom.id


def test_members_are_told_what_they_have_to_say(noon, tom):
    event = deciding.accept_request(asked(noon, say=Say.ADVICE), Acceptance(), by=tom, now=noon)

    assert event.summary == "Members say what they think, and the manager decides."
