"""Copies that supporters get lead to their own pages, and answer as nobody."""

from __future__ import annotations

import pytest

from coproduction.members.actions.supporters import change_grants
from coproduction.members.models import Grant
from coproduction.schedule.actions import places
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.emails.dates import dates_changed
from coproduction.schedule.emails.letters import to_member
from coproduction.schedule.models import PlaceState
from tests.factories import PlaceFactory, SupporterFactory


@pytest.fixture
def place(noon):
    """An offer to a member of whose messages a supporter gets copies."""
    place = PlaceFactory(state=PlaceState.OFFERED)
    supporter = SupporterFactory(member=place.member)
    change_grants(supporter.id, place.member, [Grant.GET_COPIES], by=place.member.account, now=noon)
    return place


def test_a_copy_leads_to_the_supporters_own_pages_and_never_answers_as_the_member(place, noon, inbox):
    places.release_place(place.id, hand=Hand(), now=noon)
    places.offer_place(place.role_id, place.member, hand=Hand(), now=noon)

    copies = [message for message in inbox.messages if message.subject.startswith("Copy of")]
    assert len(copies) == 2
    offer = copies[-1]
    assert "/answers/" not in offer.text + offer.html
    assert inbox.path_in(offer, "/supporting/") == f"/supporting/places/{place.id}"
    assert offer.calendar is not None


@pytest.mark.parametrize(
    "tell",
    [
        lambda place, now: to_member("schedule/place_held", place, now=now, answered_by=""),
        lambda place, now: dates_changed([place], now=now),
    ],
    ids=["one", "several"],
)
def test_the_file_in_a_copy_says_nothing_of_how_to_join(place, noon, inbox, tell):
    place.role.event.joining_link, place.role.event.joining_phone = "https://meet.example.org/x", "0115 496 0000"
    place.state = PlaceState.HELD

    tell(place, noon)

    own, copy = [message.calendar.replace("\r\n ", "") for message in inbox.messages[-2:]]
    assert "meet.example.org" in own
    assert "0115 496 0000" in own
    assert f"/supporting/places/{place.id}" in copy
    assert "meet.example.org" not in copy
    assert "0115 496 0000" not in copy
    assert f"/events/{place.event_id}" not in copy
