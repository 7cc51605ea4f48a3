"""Newcomers watch a panel before they sit on one, unless nobody in the group knows panels."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.actions.qualifications import end_qualification, record_experience
from coproduction.members.models import Interest, MemberState, Qualification
from coproduction.rosters import queries
from coproduction.schedule.models import EventKind, EventState, Part, PlaceState
from tests.factories import EventRoleFactory, MemberFactory, PanelMemberFactory, PlaceFactory, StaffFactory
from tests.rosters.in_the_way import KNOWS_IT, PANEL_STARTS, SHADOWED_NONE, could_be_proposed, reasons_for
from tests.rosters.proposing import part_in_a_panel


@pytest.fixture
def role():
    """A panel on Thursday 14 January 2027, 10:30am to 12:30pm: after 8 working days."""
    return EventRoleFactory(
        event__kind=EventKind.PANEL, event__starts_at=PANEL_STARTS, name="Panel member", minimum=2, is_open=False
    )


@pytest.fixture
def veteran():
    """Somebody else in the group who knows panels, so that newcomers watch first."""
    return PanelMemberFactory()


@pytest.fixture
def member():
    """Somebody with nothing in the way of the panel."""
    return PanelMemberFactory(interested_in=[Interest.PANELS])


def takes_part(
    member,
    *,
    days=-30,
    state=PlaceState.ATTENDED,
    part=Part.SHADOW,
    kind=EventKind.PANEL,
    state_of=EventState.PUBLISHED,
):
    """The member has a part in something else, so many days from the panel."""
    role = part_in_a_panel(PANEL_STARTS + timedelta(days=days), part, kind=kind, state_of=state_of)
    PlaceFactory(role=role, member=member, state=state)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({}, []),
        ({"part": Part.PLACE}, []),
        ({"part": Part.STANDBY}, []),
        ({"part": Part.STANDBY, "state": PlaceState.HELD}, SHADOWED_NONE),
        ({"state_of": EventState.HELD}, []),
        ({"days": -1, "state": PlaceState.HELD}, []),
        ({"days": 7, "state": PlaceState.HELD}, SHADOWED_NONE),
        ({"kind": EventKind.MEETING}, SHADOWED_NONE),
        ({"state": PlaceState.ABSENT}, SHADOWED_NONE),
        ({"state": PlaceState.STEPPED_BACK}, SHADOWED_NONE),
        ({"state": PlaceState.OFFERED}, SHADOWED_NONE),
        ({"state_of": EventState.CANCELLED, "state": PlaceState.HELD}, SHADOWED_NONE),
    ],
)
@pytest.mark.usefixtures("veteran")
def test_somebody_shadows_a_panel_before_they_sit_on_one(role, noon, part, expected):
    newcomer = MemberFactory(interested_in=[Interest.PANELS])
    assert reasons_for(role, newcomer, noon) == SHADOWED_NONE

    takes_part(newcomer, **part)

    assert reasons_for(role, newcomer, noon) == expected
    assert could_be_proposed(role, newcomer, noon) is (expected == [])


def test_newcomers_shadow_and_others_need_not(role, noon, member, veteran):
    shadow = EventRoleFactory(event=role.event, part=Part.SHADOW, minimum=0, maximum=1, is_open=False)

    assert reasons_for(shadow, MemberFactory(interested_in=[Interest.PANELS]), noon) == []
    assert reasons_for(shadow, member, noon) == KNOWS_IT


@pytest.mark.parametrize("state", [MemberState.ACTIVE, MemberState.LEFT])
def test_where_nobody_knows_panels_nobody_is_held_back(role, noon, state):
    newcomer, other = MemberFactory(interested_in=[Interest.PANELS]), PanelMemberFactory(state=state)
    held_back = SHADOWED_NONE if state is MemberState.ACTIVE else []

    assert reasons_for(role, newcomer, noon) == held_back
    assert queries.all_are_new_to(role) is (state is MemberState.LEFT)
    assert other.id != newcomer.id


@pytest.mark.parametrize(("since", "expected"), [(date(2025, 3, 1), []), (date(2027, 1, 4), []), (None, SHADOWED_NONE)])
def test_what_somebody_did_before_we_kept_note_counts(role, noon, veteran, since, expected):
    """A coordinator writes it down; once it is ended it counts no more."""
    newcomer, by = MemberFactory(interested_in=[Interest.PANELS]), StaffFactory()
    if since:
        record_experience(newcomer.id, Interest.PANELS, since=since, by=by, now=noon)
    else:
        held = record_experience(newcomer.id, Interest.PANELS, since=date(2025, 3, 1), by=by, now=noon)
        end_qualification(held, date(2025, 3, 2), by=by, now=noon)

    assert reasons_for(role, newcomer, noon) == expected
    assert could_be_proposed(role, newcomer, noon) is (expected == [])
    assert db.session.scalars(select(Qualification.name)).all() == ["Has sat on interview panels before"]


def test_meetings_are_not_shadowed(noon):
    role = EventRoleFactory(event__kind=EventKind.MEETING)

    assert reasons_for(role, MemberFactory(interested_in=[Interest.MEETINGS]), noon) == []


def test_a_panel_under_another_record_of_the_same_person_counts(role, noon):
    kept = MemberFactory(interested_in=[Interest.PANELS])
    PanelMemberFactory(merged_into_id=kept.id, state=MemberState.LEFT)

    assert reasons_for(role, kept, noon) == []
