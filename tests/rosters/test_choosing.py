"""Coordinators choose among those who put themselves forward, and see their turns and what stands in the way."""

from __future__ import annotations

from datetime import timedelta

from coproduction.core.paging import ROWS
from coproduction.rosters.actions import declare_conflict
from coproduction.schedule.models import Check, PlaceState
from tests.factories import AwayDateFactory, PlaceFactory
from tests.rosters.proposing import was_on_a_panel


def forward(role, member):
    return PlaceFactory(role=role, member=member, state=PlaceState.INTERESTED)


def is_away(role, member):
    day = role.event.starts_at.date()
    AwayDateFactory(member=member, starts_on=day, ends_on=day)


def the_roster(coordinator, role):
    return coordinator.get(f"/rosters/{role.event_id}")


def test_turns_and_what_stands_in_the_way_are_beside_each_name(role, able, coordinator, noon):
    known, away = able("Amara"), able("Ben")
    for days in (40, 500):
        was_on_a_panel(known, noon - timedelta(days=days))
    was_on_a_panel(away, noon - timedelta(days=500))
    is_away(role, away)
    forward(role, known), forward(role, away)

    rows = the_roster(coordinator, role).rows

    assert [(row[0], row[3], row[4]) for row in rows] == [
        (
            "Amara",
            "Last turn: November 2026. In 12 months offered once, held 1.",
            "Give the place to Amara Not this time: Amara",
        ),
        (
            "Ben",
            "Last turn: August 2025. In 12 months offered 0 times, held 0. Is away then",
            "Give the place all the same to Ben Not this time: Ben",
        ),
    ]


def test_what_stands_in_the_way_is_set_aside_only_with_a_reason_that_is_kept(role, able, coordinator, noon, inbox):
    ben = able("Ben")
    is_away(role, ben)
    place = forward(role, ben)

    page = coordinator.post(f"/rosters/places/{place.id}/give")
    assert page.errors == ["Say why you give them the place all the same: is away then"]
    assert (place.state, inbox.messages) == (PlaceState.INTERESTED, [])

    page = the_roster(coordinator, role).follow("Give the place all the same to Ben")
    assert page.heading == "Give the place to Ben?"
    page = page.press("Give the place", reason="They come back for it")
    assert page.messages == ["Ben has the place, and is being told."]
    assert (place.state, place.moves[-1].reason) == (PlaceState.HELD, "They come back for it")


def test_a_clash_is_set_aside_with_the_reason(role, able, coordinator):
    ben = able("Ben")
    PlaceFactory(member=ben, role__event__starts_at=role.event.starts_at)
    place = forward(role, ben)

    coordinator.get(f"/rosters/places/{place.id}/give").press("Give the place", reason="They leave the other early")

    assert (place.state, place.moves[-1].set_aside) == (PlaceState.HELD, [Check.CLASH])


def test_what_they_told_us_cannot_be_is_set_aside_by_no_reason(role, able, coordinator, noon):
    ben = able("Ben")
    place = forward(role, ben)
    declare_conflict(role.event_id, ben, now=noon)

    [row] = the_roster(coordinator, role).rows
    assert row[4] == "Not this time: Ben"
    page = coordinator.post(f"/rosters/places/{place.id}/give", reason="They would be so good")
    assert (place.state, page.errors) == (PlaceState.INTERESTED, ["Ben cannot be asked: cannot sit on this panel."])
    assert "You cannot give them the place, whatever your reason." in page.text


def test_in_the_matrix_a_place_is_given_all_the_same_with_a_reason(role, able, coordinator):
    ben = able("Ben")
    is_away(role, ben)
    place = forward(role, ben)
    page = coordinator.get(f"/rosters/matrix/{role.event_id}/{ben.id}?first=2027-01-04&last=2027-03-31&kind=panel")
    assert "They put themselves forward. Is away then. Say why you give it all the same" in page.text

    page = page.press("Save", deed=f"give:{place.id}")
    assert page.errors == ["Say why you give them the place all the same: is away then"]
    page.press("Save", deed=f"give:{place.id}", reason="They come back for it")
    assert place.state is PlaceState.HELD


def test_the_list_of_who_could_leads_to_the_choice(role, able, coordinator):
    forward(role, able("Amara"))

    page = coordinator.get(f"/rosters/roles/{role.id}")

    assert page.rows == [["Amara Put themselves forward", "None yet", "0", "0", "Choose on the roster: Amara"]]
    assert page.follow("Choose on the roster: Amara").heading == "Roster for Nurse panel"


def test_a_later_page_does_not_say_that_there_is_nobody(role, able, coordinator):
    for number in range(ROWS + 1):
        able(f"Member {number}")

    first = coordinator.get(f"/rosters/roles/{role.id}")
    assert "There is nobody else." in first.text
    later = coordinator.get(f"/rosters/roles/{role.id}?page=2")
    assert "There is nobody else." not in later.text
    assert len(later.rows) == 1
