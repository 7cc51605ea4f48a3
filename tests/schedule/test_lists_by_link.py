"""Waiting lists by the personal link, without signing in: what is full, whose turn it is, and the way out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coproduction.schedule.answer_links import token_for
from coproduction.schedule.models import PlaceState
from tests.factories import EventRoleFactory, PlaceFactory

RULE = "When all places are taken you can join the waiting list. Who joined first is offered the next free place."


@pytest.fixture
def role():
    """A role with two places, both taken."""
    role = EventRoleFactory(event__title="Forum", maximum=2, offer_hours=48)
    PlaceFactory.create_batch(2, role=role)
    return role


def link_to(place):
    return f"/answers/{token_for(place)}"


@pytest.mark.parametrize("state", [PlaceState.OFFERED, PlaceState.DECLINED, PlaceState.LAPSED])
def test_a_yes_when_all_is_taken_is_called_what_it_is(stranger, role, state):
    place = PlaceFactory(role=role, state=state)

    page = stranger.get(link_to(place))
    assert "All places are taken. If you say yes, you join the waiting list." in page.text
    assert "Yes, put me on the waiting list" in page.text
    assert "Yes, I can come" not in page.text
    assert RULE in page.text

    page.press("Send my answer", answer="yes")
    assert place.state is PlaceState.WAITING


def test_a_yes_where_there_is_room_or_that_was_said_is_a_yes(stranger, role):
    asked, held = PlaceFactory(role=role, state=PlaceState.OFFERED), PlaceFactory(role=role)
    role.maximum = 4

    pages = [stranger.get(link_to(place)) for place in (asked, held)]
    assert ["Yes, I can come" in page.text for page in pages] == [True, True]
    assert ["All places are taken. If" in page.text for page in pages] == [False, False]
    assert ["We would like you to take part." in page.text for page in pages] == [True, False]


def test_whoever_waits_sees_their_number_and_the_rule_and_can_leave(stranger, role, noon):
    PlaceFactory(role=role, state=PlaceState.WAITING, moved_at=noon - timedelta(hours=2))
    place = PlaceFactory(role=role, state=PlaceState.WAITING, moved_at=noon - timedelta(hours=1))

    page = stranger.get(link_to(place))
    assert page.heading == "Your turn for Forum"
    assert "You are number 2 on the waiting list." in page.text
    assert RULE in page.text
    assert "A coordinator has not chosen yet" not in page.text

    page.press("Leave the waiting list")
    assert place.state is PlaceState.STEPPED_BACK


def test_whose_turn_it_is_sees_until_when_the_place_is_kept(stranger, coordinator, role, noon):
    role.maximum = 3
    place = PlaceFactory(
        role=role, member__name="Dennis", state=PlaceState.OFFERED, offer_ends_at=noon + timedelta(hours=48)
    )

    page = stranger.get(link_to(place))
    assert "We keep it for you until Wednesday 6 January 2027, midday." in page.text
    assert "Yes, I can come" in page.text

    roster = coordinator.get(f"/rosters/{role.event_id}")
    assert "We keep the place for them until Wednesday 6 January 2027, midday." in roster.text
    assert "2 of 3 held, 1 kept for whoever is next on the waiting list" in roster.text


def test_who_stepped_back_and_who_said_no_can_be_put_right_on_the_phone(coordinator):
    role = EventRoleFactory(event__title="Forum")
    for state in (PlaceState.STEPPED_BACK, PlaceState.DECLINED):
        place = PlaceFactory(role=role, member__name=f"Dennis {state}", state=state)

        page = coordinator.get(f"/rosters/{role.event_id}").follow(f"record an answer from Dennis {state}")
        page.press("Record the answer", answer="yes", via="phone")

        assert place.state is PlaceState.HELD
