"""Newcomers get their chance to watch a panel by rule: whoever accepts one is shown that they wait."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.core.dated_settings import set_number
from coproduction.members.models import Interest, MemberState
from coproduction.panels.kinds import WATCHING_NUMBER
from coproduction.panels.queries.watching import number_waiting_to_watch
from coproduction.panels.rules.watching import usual_shadows
from coproduction.schedule.models import EventKind, EventState, Part, PlaceState
from coproduction.site.queries.to_do.newcomers import newcomers_to_panels
from tests.conftest import NOON
from tests.factories import EventRoleFactory, MemberFactory, PanelRequestFactory, PlaceFactory, StaffFactory
from tests.panels.requesting import address


def likes_panels(name, **member):
    return MemberFactory(known_as=name, interested_in=[Interest.PANELS], **member)


def part_at(starts_at, member, part, state=PlaceState.HELD):
    role = EventRoleFactory(
        event__kind=EventKind.PANEL,
        event__starts_at=starts_at,
        event__state=EventState.PUBLISHED,
        part=part,
        minimum=0,
        maximum=1,
        is_open=False,
    )
    return PlaceFactory(role=role, member=member, state=state)


@pytest.fixture
def newcomers(noon):
    """Two newcomers wait to watch; others know panels, are about to watch one, do not like them, or are paused."""
    part_at(noon - timedelta(days=30), likes_panels("Ruth"), Part.PLACE)
    part_at(noon - timedelta(days=30), likes_panels("Harold"), Part.SHADOW)
    part_at(noon + timedelta(days=9), likes_panels("Nasreen"), Part.SHADOW, PlaceState.OFFERED)
    likes_panels("Kieran", state=MemberState.PAUSED)
    MemberFactory(known_as="Megan")
    part_at(noon + timedelta(days=9), likes_panels("Tunde"), Part.SHADOW, PlaceState.DECLINED)
    likes_panels("Selin")


@pytest.mark.usefixtures("newcomers")
def test_one_line_says_how_many_wait_and_who_came_first(noon):
    found = newcomers_to_panels(viewer=StaffFactory(), now=noon)

    assert [tuple(task)[1:4] for task in found.tasks] == [
        (
            "2 members wait to watch a panel",
            "They can sit on one when they have watched one. Ask a team if they may, and give its panel a shadow role.",
            "Tunde, Selin",
        )
    ]


def test_nobody_waits_while_nobody_in_the_group_knows_panels(noon):
    likes_panels("Selin")

    assert number_waiting_to_watch(viewer=StaffFactory(), now=noon) == 0
    assert newcomers_to_panels(viewer=StaffFactory(), now=noon).total == 0


@pytest.mark.parametrize(
    ("asked", "waiting", "setting", "watch"), [(0, 0, 2, 0), (3, 0, 1, 3), (0, 1, 1, 1), (0, 5, 2, 2), (3, 5, 2, 3)]
)
def test_as_many_watch_as_the_setting_says_while_newcomers_wait(noon, asked, waiting, setting, watch):
    set_number(WATCHING_NUMBER, setting, from_day=noon.date(), account_id=None, now=noon)

    assert usual_shadows(asked, waiting=waiting, now=noon) == watch


@pytest.mark.usefixtures("newcomers")
@pytest.mark.parametrize(("number", "made"), [(None, [("Shadow", 1)]), ("0", []), ("2", [("Shadow", 2)])])
def test_whoever_accepts_a_panel_sees_who_waits_and_says_how_many_watch(coordinator, stranger, number, made):
    request = PanelRequestFactory(shadows=0)
    page = coordinator.get(f"/panels/progress/{request.case_id}/accept")
    assert "The team said that nobody can watch. 2 members wait to watch a panel." in page.text
    assert page.values["shadows"] == ["1"]

    page.press("Accept and make the panel", **({"shadows": number} if number else {}))

    roles = request.case.panel.event.roles
    assert [(role.name, role.maximum) for role in roles if role.part is Part.SHADOW] == made
    watches = [f", and {many} member{' who watches' if many == 1 else 's who watch'}" for _name, many in made]
    assert f"2 panel members{''.join(watches)}" in stranger.get(address(request)).text


def test_a_number_that_cannot_be_is_refused_beside_it(coordinator):
    request = PanelRequestFactory()

    page = coordinator.get(f"/panels/progress/{request.case_id}/accept").press("Accept and make the panel", shadows="6")

    assert (page.errors, request.case.panel) == (["How many watch must be between 0 and 5"], None)
    assert number_waiting_to_watch(viewer=StaffFactory(), now=NOON) == 0
