"""Who stands by again when somebody else has the place: whoever still could."""

from __future__ import annotations

import pytest

from coproduction.members.models import MemberState
from coproduction.rosters.actions import declare_conflict
from coproduction.schedule.actions.offers import stand_by_again
from coproduction.schedule.models import EventKind, Part, PlaceState
from tests.factories import EventRoleFactory, PlaceFactory


@pytest.fixture
def stood_by():
    """The place of somebody who stood by, was asked to step in, and heard that somebody else does."""
    role = EventRoleFactory(event__kind=EventKind.PANEL, is_open=False)
    standby = EventRoleFactory(
        event=role.event, name="Standby", maximum=1, is_open=False, part=Part.STANDBY, stands_by_for_id=role.id
    )
    place = PlaceFactory(role=standby, state=PlaceState.RELEASED)
    PlaceFactory(role=role, member=place.member, state=PlaceState.RELEASED)
    return place


def nothing(place, noon):
    pass


def leaves(place, noon):
    place.member.state = MemberState.LEFT


def is_replaced(place, noon):
    PlaceFactory(role=place.role)


def has_another_part(place, noon):
    PlaceFactory(role=EventRoleFactory(event=place.role.event, name="Chair", is_open=False), member=place.member)


def has_a_place_elsewhere(place, noon):
    PlaceFactory(role__event__starts_at=place.role.event.starts_at, member=place.member)


def knows_a_candidate(place, noon):
    declare_conflict(place.event_id, place.member, now=noon)


def said_no(place, noon):
    place.state = PlaceState.DECLINED


@pytest.mark.parametrize(
    ("deed", "does"),
    [
        (nothing, True),
        (leaves, False),
        (is_replaced, False),
        (has_another_part, False),
        (has_a_place_elsewhere, False),
        (knows_a_candidate, False),
        (said_no, False),
    ],
)
def test_whoever_stood_by_does_so_again_if_they_still_could(stood_by, noon, deed, does):
    deed(stood_by, noon)
    before, role = stood_by.state, next(role for role in stood_by.role.event.roles if role.part is Part.PLACE)

    assert stand_by_again(role, stood_by.member, has_heard=False, now=noon) is does
    assert stood_by.state is (PlaceState.HELD if does else before)
