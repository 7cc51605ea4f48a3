"""A panel on its way that lacks members says so to coordinators, wherever they read its stage."""

from __future__ import annotations

import pytest

from coproduction.panels.models import PanelStage
from coproduction.panels.queries.cases import role_missing_people
from coproduction.rosters.models import SearchState
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer
from coproduction.schedule.models import Part, PlaceState
from tests.factories import EventRoleFactory, PanelCaseFactory, PlaceFactory, StandInSearchFactory

ROSTER, RING = "See the roster", "See whom to ring"


@pytest.fixture
def panel():
    """A panel for two, of whom one is in the chair; both have been asked, with a standby who comes."""
    case = PanelCaseFactory()
    details = {"event": case.panel.event, "minimum": 1, "maximum": 1, "is_open": False}
    chair, member = EventRoleFactory(name="Chair", **details), EventRoleFactory(name="Panel member", **details)
    beside = {**details, "minimum": 0, "part": Part.STANDBY, "stands_by_for_id": member.id}
    PlaceFactory(role=EventRoleFactory(name="Standby", **beside))
    return case, [PlaceFactory(role=role, state=PlaceState.OFFERED) for role in (chair, member)]


def test_it_is_short_once_somebody_steps_back_and_not_while_it_finds_its_first_members(panel, noon):
    case, offers = panel
    assert role_missing_people(case) is None
    for offer in offers:
        places.answer(offer.id, Answer.YES, hand=Hand(), now=noon)
    assert role_missing_people(case) is None

    places.step_back(offers[1].id, hand=Hand(), now=noon)

    assert role_missing_people(case) == offers[1].role_id


@pytest.mark.parametrize(
    ("state", "is_short"), [(SearchState.LOOKING, False), (SearchState.RINGING, True), (SearchState.FOUND, False)]
)
def test_it_is_short_when_nobody_more_is_asked_and_a_person_is_to_ring(panel, state, is_short):
    case, [chair, _] = panel

    StandInSearchFactory(role=chair.role, state=state)

    assert role_missing_people(case) == (chair.role_id if is_short else None)


@pytest.mark.parametrize("stage", [PanelStage.ACCEPTED, PanelStage.HELD, PanelStage.CANCELLED])
def test_it_is_not_short_before_and_after(panel, stage):
    case, _ = panel
    case.stage = stage

    assert role_missing_people(case) is None


def test_a_briefed_panel_that_is_short_says_so_on_the_list_and_its_page_with_whom_to_ring(coordinator, panel):
    case, [chair, offer] = panel
    case.stage, chair.state = PanelStage.BRIEFED, PlaceState.HELD
    PanelCaseFactory(stage=PanelStage.RECRUITING)

    listed = coordinator.get("/panels")
    assert sorted("Short" in row[2] for row in listed.rows) == [False, True]
    assert listed.follow(ROSTER).heading == f"Roster for {case.panel.event.title}"
    to_ring = listed.follow(RING).address

    page = coordinator.get(f"/panels/progress/{case.id}")
    assert "Short It needs more members." in page.text
    assert page.follow(ROSTER).heading == f"Roster for {case.panel.event.title}"
    assert [page.follow(RING).address, to_ring] == [f"/rosters/roles/{offer.role_id}/ring-list"] * 2

    offer.state = PlaceState.HELD
    assert "Short" not in coordinator.get(f"/panels/progress/{case.id}").text
