"""What a recruiting manager reads and does on their own page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.panels.models import PanelRequest, PanelStage
from coproduction.schedule.actions import places, roles
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.actions.roles import RoleDetails
from coproduction.schedule.models import EventState
from tests.factories import (
    EventRoleFactory,
    PanelCaseFactory,
    PanelFactory,
    PanelRequestFactory,
    PlaceFactory,
    StaffFactory,
)
from tests.panels.requesting import address, agreed


def test_a_manager_sees_the_names_agreed_and_nothing_of_anybody_else(stranger):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel, stage=PanelStage.ROSTERED))
    role = EventRoleFactory(event=panel.event, name="Panel member")
    PlaceFactory(role=role, member__known_as="Amara", member__name="Amara Okafor")
    for state in ("offered", "declined", "stepped back", "interested", "lapsed"):
        PlaceFactory(role=role, state=state, member__known_as="Nasreen", member__name="Nasreen Begum")

    page = stranger.get(address(request))

    assert "Amara, panel member" in page.items
    for hidden in ("Okafor", "Nasreen", "Begum"):
        assert hidden not in page.text


def test_a_manager_reads_that_somebody_is_unavailable_and_not_who_or_why(stranger, noon):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))
    role = EventRoleFactory(event=panel.event, name="Panel member", minimum=2, is_open=False)
    assert "A member is unavailable." not in stranger.get(address(request)).text
    offers = [PlaceFactory(role=role, state="offered", member__known_as=name) for name in ("Amara", "Tunde")]
    for place in offers:
        places.answer(place.id, Answer.YES, hand=Hand(), now=noon)
    assert "A member is unavailable." not in stranger.get(address(request)).text

    places.step_back(offers[1].id, hand=Hand(), now=noon)

    page = stranger.get(address(request))
    assert "A member is unavailable. We are looking for somebody else" in page.text
    assert "We are looking for a member" in page.text
    request.case.stage = PanelStage.BRIEFED
    db.session.flush()
    assert "Members are ready" not in stranger.get(address(request)).text
    assert ("Amara, panel member" in page.items, "Tunde" in page.text) == (True, False)


@pytest.mark.parametrize("undone", ["taken back", "one more is needed"])
def test_nobody_is_called_unavailable_where_nobody_stepped_back(stranger, noon, undone):
    request = agreed()
    role = EventRoleFactory(event=request.case.panel.event, name="Panel member", minimum=1, is_open=False)
    offer = PlaceFactory(role=role, state="offered", member__known_as="Amara")
    places.answer(offer.id, Answer.YES, hand=Hand(), now=noon)

    if undone == "taken back":
        places.release_place(offer.id, hand=Hand(StaffFactory()), now=noon)
    else:
        roles.change_role(role.id, RoleDetails("Panel member", 2, 2, None, False), by=StaffFactory(), now=noon)

    text = stranger.get(address(request)).text
    assert "We are looking for one more member, and email you the name when it is agreed." in text
    assert "unavailable" not in text


def test_a_panel_briefed_while_short_is_not_called_ready(stranger, noon):
    request = agreed(PanelStage.BRIEFED)
    role = EventRoleFactory(event=request.case.panel.event, name="Panel member", minimum=2, is_open=False)
    PlaceFactory(role=role, member__known_as="Amara")
    asked = PlaceFactory(role=role, state="offered", member__known_as="Tunde")

    page = stranger.get(address(request))
    assert ("We are looking for a member" in page.text, "Members are ready" in page.text) == (True, False)
    assert "unavailable" not in page.text

    places.answer(asked.id, Answer.YES, hand=Hand(), now=noon)
    page = stranger.get(address(request))
    assert "Members are ready" in page.text
    assert "Tunde, panel member" in page.items


@pytest.mark.parametrize(
    ("asked", "by"),
    [(0, "Thursday 7 January 2027"), (4, "Wednesday 6 January 2027")],  # the number of days ago; three working days
)
def test_the_page_says_since_when_whose_turn_it_is_who_sees_to_it_and_by_when_we_answer(stranger, noon, asked, by):
    owner = StaffFactory(name="Tom Hesketh")
    request = PanelRequestFactory(case__owner=owner, case__moved_at=noon - timedelta(days=asked))

    text = stranger.get(address(request)).text

    for words in ("Ours", "Tom Hesketh", by, {0: "Monday 4 January 2027", 4: "Thursday 31 December 2026"}[asked]):
        assert words in text
    assert "Our answer is late" not in text


def test_the_page_says_that_an_answer_is_late(stranger, noon):
    request = PanelRequestFactory(case__moved_at=noon - timedelta(days=9))

    assert "Our answer is late. We are sorry." in stranger.get(address(request)).text


@pytest.mark.parametrize(
    ("stage", "days", "asked"),
    [
        (PanelStage.RECRUITING, 0, "Please ring us by Tuesday 26 January 2027 with the names"),
        (PanelStage.ROSTERED, 0, "Please ring us by Tuesday 26 January 2027 with the names"),
        (PanelStage.ROSTERED, 23, "Please ring us as soon as you can with the names"),
        (PanelStage.BRIEFED, 0, None),
    ],
)
def test_the_manager_is_asked_for_the_names_the_questions_and_the_post(stranger, noon, monkeypatch, stage, days, asked):
    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(days=days))

    text = stranger.get(address(agreed(stage))).text

    assert ("What we need from you" in text) is bool(asked)
    assert (asked or "") in text


def test_a_question_is_answered_on_the_managers_page(stranger, coordinator):
    request = PanelRequestFactory()
    page = coordinator.get(f"/panels/progress/{request.case_id}").follow("Ask the manager a question")
    page = page.press("Ask them", words="Is there a lift?")
    assert page.messages == ["The manager is being asked."]

    page = stranger.get(address(request))
    assert "Is there a lift?" in page.text
    page = page.follow("Answer the question").press("Send the answer", answer="Yes, there is.")

    assert page.messages == ["Thank you. A coordinator reads your answer next."]
    assert "Yes, there is." in coordinator.get(f"/panels/progress/{request.case_id}").text
    assert stranger.get(address(request, "/answer")).address == address(request)


def test_dates_are_changed_and_a_coordinator_agrees(stranger, coordinator):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))

    page = stranger.get(address(request)).follow("Change the dates")
    assert page.values["first_day[day]"] == ["2"]
    page = page.press("Send the dates", **{"first_day[day]": "9"})
    assert page.messages == ["A coordinator looks at your dates next. Until then the old ones hold."]

    page = coordinator.get(f"/panels/progress/{request.case_id}")
    assert "Interviews: Tuesday 9 February 2027, 9:30am to 4pm" in page.text
    page = page.follow("Change the dates").press("Change the dates and tell everybody")

    assert panel.event.starts_at.day == 9
    assert "asks for other dates" not in page.text


def test_cancelling_says_first_how_many_people_it_touches(stranger):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 2, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))
    PlaceFactory.create_batch(2, role=EventRoleFactory(event=panel.event))

    page = stranger.get(address(request)).follow("Cancel the panel")
    assert "2 members have a place on it." in page.text
    assert panel.event.state is EventState.PUBLISHED
    page = page.press("Cancel the panel", reason="The post is withdrawn.")

    assert "It is cancelled" in page.text
    assert db.session.scalars(select(PanelRequest)).one().case.stage is PanelStage.CANCELLED
    assert stranger.get(address(request, "/cancel")).address == address(request)


def test_a_key_that_we_did_not_make_opens_nothing_and_asks_no_database(stranger, count_statements):
    PanelRequestFactory(seed="seed")

    with count_statements() as statements:
        assert stranger.get("/panels/tracking/seed.forged").status == 404
    assert statements == []


def test_both_pages_say_the_day_of_the_panel_as_it_is_now(coordinator, stranger):
    panel = PanelFactory(event__starts_at=datetime(2027, 2, 16, 9, 30, tzinfo=UTC))
    request = PanelRequestFactory(case=PanelCaseFactory(panel=panel))

    for page in (coordinator.get(f"/panels/progress/{request.case_id}"), stranger.get(address(request))):
        assert "Interviews: Tuesday 16 February 2027, 9:30am to 11:30am" in page.text
        assert "2 February 2027" not in page.text
