"""Who stands by for a role, and who comes to learn: proposed and asked beside those whom the event needs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.models import Interest
from coproduction.rosters import actions, queries
from coproduction.rosters.proposals import problem as plain
from coproduction.rosters.proposals.engines import propose
from coproduction.rosters.queries import Choice, Wishes
from coproduction.schedule.actions.roles import add_standbys
from coproduction.schedule.models import EventKind, EventRole, Part, Place, PlaceState
from tests.factories import (
    EventRoleFactory,
    HeldQualificationFactory,
    MemberFactory,
    PlaceFactory,
    QualificationFactory,
    StaffFactory,
)


@pytest.fixture
def standby(role) -> EventRole:
    """One person who stands by for the panel."""
    return standbys_of(role)


def standbys_of(role: EventRole, wanted: int = 1) -> EventRole:
    return EventRoleFactory(
        event=role.event,
        name="Standby",
        maximum=wanted,
        is_open=False,
        part=Part.STANDBY,
        stands_by_for_id=role.id,
        qualification=role.qualification,
    )


def shadows_at(role: EventRole) -> EventRole:
    return EventRoleFactory(event=role.event, name="Shadow", maximum=1, is_open=False, part=Part.SHADOW)


def asked_for(role: EventRole, now, *kept: Choice) -> queries.Question:
    return queries.question_of([role.event], Wishes(kept), viewer=StaffFactory(), now=now)


def parts_of(event_id: int) -> list[tuple[str, PlaceState]]:
    places = db.session.scalars(select(Place).where(Place.event_id == event_id).order_by(Place.id))
    return [(place.role.name, place.state) for place in places]


def test_a_role_with_standbys_is_one_role_to_fill_and_shadows_are_one_of_their_own(role, standby, noon):
    shadow = shadows_at(role)
    db.session.refresh(role.event)

    (event,) = asked_for(role, noon).problem.events

    assert event.roles == (plain.Role(role.id, 2, standbys=1), plain.Role(shadow.id, shadows=1))


def test_a_chair_beside_panel_members_has_a_standby_who_holds_what_a_chair_must_hold(role, standby, able, noon):
    chairing = QualificationFactory(name="Chairing")
    chair = EventRoleFactory(
        event=role.event, name="Chair", minimum=1, maximum=1, is_open=False, qualification=chairing
    )
    for_chair = add_standbys(chair, 1, by=StaffFactory(), now=noon)
    assert for_chair
    db.session.refresh(role.event)
    sitting, chairs = [able() for _ in range(3)], [able() for _ in range(2)]
    for member in chairs:
        HeldQualificationFactory(member=member, qualification=chairing)

    question = asked_for(role, noon)
    found = propose(question.problem)

    assert question.problem.events[0].roles == (plain.Role(role.id, 2, standbys=1), plain.Role(chair.id, 1, standbys=1))
    asked = {question.parts.choice_of(pick) for pick in found.picks}
    in_the_chair = {each.member_id for each in asked if each.role_id in (chair.id, for_chair.id)}
    assert in_the_chair == {member.id for member in chairs}
    assert {each.member_id for each in asked} - in_the_chair == {member.id for member in sitting}


def test_who_stands_in_a_roster_is_locked_in_their_part_and_who_is_kept_too(role, standby, able, noon):
    shadow, standing, kept, more = shadows_at(role), able(), able(), able()
    db.session.refresh(role.event)
    PlaceFactory(role=standby, member=standing)
    watching = MemberFactory(interested_in=[Interest.PANELS])

    question = asked_for(
        role, noon, Choice(role.id, kept.id), Choice(standby.id, more.id), Choice(shadow.id, watching.id)
    )

    assert question.problem.locked == (
        plain.Pick(role.id, standing.id, plain.Part.STANDBY),
        plain.Pick(role.id, kept.id),
        plain.Pick(shadow.id, watching.id, plain.Part.SHADOW),
    )


def test_newcomers_watch_and_learn_and_somebody_experienced_does_not(role, able, noon):
    shadow, newcomer, old_hand = shadows_at(role), able(), able()
    db.session.refresh(role.event)
    PlaceFactory(
        member=old_hand,
        state=PlaceState.ATTENDED,
        role__event__kind=EventKind.PANEL,
        role__event__starts_at=noon - timedelta(days=30),
    )

    could = {person.id: person.role_ids for person in asked_for(role, noon).problem.people}

    assert could == {newcomer.id: {shadow.id}, old_hand.id: {role.id}}


def test_a_proposal_asks_each_for_their_own_part(coordinator, role, standby, able):
    shadow = shadows_at(role)
    members = {able(name).id for name in ("Amara Okafor", "Ruth Bell", "Harold Finch")}
    members.add(MemberFactory(interested_in=[Interest.PANELS]).id)
    db.session.refresh(role.event)
    page = coordinator.get(f"/rosters/{role.event_id}/propose")

    page.press("Ask these members")

    places = db.session.scalars(select(Place)).all()
    assert sorted(place.role_id for place in places) == [role.id, role.id, standby.id, shadow.id]
    assert {place.member_id for place in places} == members


def test_a_standby_who_is_missing_is_said_under_their_own_heading(coordinator, role, standby, able):
    able("Amara Okafor"), able("Ruth Bell")

    page = coordinator.get(f"/rosters/{role.event_id}/propose")

    section = page.soup.select_one(f"section[aria-labelledby=role-{standby.id}]")
    assert section.select_one("h2").text == "Standby"
    assert section.select_one("strong").text == "There is no standby."


@pytest.mark.parametrize("state", [PlaceState.OFFERED, PlaceState.TENTATIVE, PlaceState.HELD, PlaceState.INTERESTED])
def test_who_stands_by_makes_way_for_the_place_itself(role, standby, able, noon, state):
    amara = able("Amara Okafor")
    PlaceFactory(role=standby, member=amara, state=state)

    actions.ask_member(role, amara.id, reason="", by=StaffFactory(), now=noon)

    assert parts_of(role.event_id) == [("Standby", PlaceState.RELEASED), ("Panel member", PlaceState.OFFERED)]


def test_only_a_wish_for_the_place_makes_way_for_standing_by(role, standby, able, noon):
    wishing, coming = able("Amara Okafor"), able("Ruth Bell")
    PlaceFactory(role=role, member=wishing, state=PlaceState.INTERESTED)
    PlaceFactory(role=role, member=coming, state=PlaceState.HELD)

    actions.ask_member(standby, wishing.id, reason="", by=StaffFactory(), now=noon)
    with pytest.raises(Refusal, match="has another part in this event"):
        actions.ask_member(standby, coming.id, reason="", by=StaffFactory(), now=noon)

    assert parts_of(role.event_id) == [
        ("Panel member", PlaceState.RELEASED),
        ("Panel member", PlaceState.HELD),
        ("Standby", PlaceState.OFFERED),
    ]


def test_standbys_and_shadows_never_count_towards_what_the_event_needs(coordinator, role, standby):
    PlaceFactory(role=standby)
    PlaceFactory(role=shadows_at(role))

    page = coordinator.get(f"/manage/events/{role.event_id}")

    assert "Panel member 0 of 2 held, short of 2" in page.text
    assert "Standby 1 of 1 held Up to 1 to stand by for Panel member." in page.text
    assert "Shadow 1 of 1 held Up to 1 to watch and learn." in page.text
