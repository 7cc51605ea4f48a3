"""Adding and changing the roles of an event on coordinators’ pages."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.schedule.models import EventKind, EventRole, EventState
from tests.factories import (
    EventFactory,
    EventRoleFactory,
    PlaceFactory,
    QualificationFactory,
)

CHAIR = {"name": "Chair", "minimum": "1", "maximum": "2", "qualification_id": "", "is_open": "chosen"}


@pytest.mark.parametrize(
    ("kind", "heading"),
    [(EventKind.MEETING, "Attendee"), (EventKind.TRAINING, "Co-trainer"), (EventKind.PANEL, "Panel member")],
)
def test_the_first_role_is_filled_in_as_such_events_have_it_and_the_next_is_not(coordinator, kind, heading):
    event = EventFactory(kind=kind)
    path = f"/manage/events/{event.id}/roles/new"

    page = coordinator.get(path)
    assert page.values["name"] == [heading]
    page.press("Save role")

    assert coordinator.get(path).values["name"] == [""]


def test_a_role_is_added_with_what_it_requires(coordinator):
    event, skills = EventFactory(title="Work plan"), QualificationFactory(name="Interview skills")

    page = coordinator.post(f"/manage/events/{event.id}/roles/new", CHAIR | {"qualification_id": skills.id})

    assert (page.heading, page.messages) == ("Work plan", ["The role is saved."])
    assert (
        "Chair 0 of 2 held, short of 1 At least 1, at most 2. A coordinator chooses."
        " Qualification needed: Interview skills." in page.text
    )


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"name": ""}, ["Enter the name of the role"]),
        ({"name": "x" * 201}, ["Name of the role must be 200 characters or less"]),
        ({"name": "Note taker"}, ["This event already has a role with that name"]),
        ({"minimum": ""}, ["Enter the fewest people"]),
        ({"minimum": "-1"}, ["Fewest people must be 0 to 500"]),
        ({"minimum": "two"}, ["Fewest people must be a whole number, like 12"]),
        ({"maximum": "0"}, ["Most people must be 1 or more"]),
        ({"minimum": "3", "maximum": "2"}, ["The most people must not be below the fewest"]),
        ({"qualification_id": "999999"}, ["Select an answer from the list"]),
        ({"is_open": None}, ["Select how members get a place"]),
        (
            {"name": "", "minimum": "", "is_open": None},
            ["Enter the name of the role", "Enter the fewest people", "Select how members get a place"],
        ),
    ],
)
def test_a_slip_in_a_role_is_shown_beside_its_field_and_what_was_typed_stays(coordinator, wrong, errors):
    event = EventRoleFactory(name="Note taker").event
    changing = EventRoleFactory(name="Usher", event=event, minimum=1, maximum=9)
    typed = CHAIR | wrong

    for path in (f"/manage/events/{event.id}/roles/new", f"/manage/roles/{changing.id}/change"):
        page = coordinator.post(path, typed)

        assert page.errors == errors
        assert {name: page.values[name] for name in ("name", "minimum", "maximum")} == {
            name: [typed[name]] for name in ("name", "minimum", "maximum")
        }
    assert sorted(name for (name,) in db.session.query(EventRole.name)) == ["Note taker", "Usher"]


def test_a_role_is_shown_as_it_is_and_changed(coordinator):
    skills = QualificationFactory()
    role = EventRoleFactory(name="Chair", minimum=1, maximum=2, qualification=skills, is_open=False)

    page = coordinator.get(f"/manage/roles/{role.id}/change")
    assert page.heading == "Change Chair"
    assert (page.values["minimum"], page.values["maximum"], page.values["qualification_id"]) == (
        ["1"],
        ["2"],
        [str(skills.id)],
    )
    page.press("Save role", name="Co-chair", maximum="", qualification_id="")

    assert (role.name, role.maximum, role.qualification_id) == ("Co-chair", None, None)


def test_a_role_shrunk_below_the_people_who_hold_it_is_refused_beside_the_number(coordinator):
    role = EventRoleFactory(name="Chair", minimum=0, maximum=3)
    PlaceFactory.create_batch(2, role=role)

    page = coordinator.post(f"/manage/roles/{role.id}/change", maximum="1")

    assert page.errors == ["2 people have a place already, so the most cannot be below 2"]
    assert page.values["maximum"] == ["1"]
    assert role.maximum == 3


def test_a_requirement_that_somebody_with_a_place_lacks_is_refused_beside_it(coordinator):
    role, skills = EventRoleFactory(name="Chair"), QualificationFactory(name="Interview skills")
    PlaceFactory(role=role)

    page = coordinator.post(f"/manage/roles/{role.id}/change", name="Co-chair", qualification_id=skills.id)

    assert page.errors == ["1 person with a place does not hold it"]
    assert (page.values["name"], page.values["qualification_id"]) == (["Co-chair"], [str(skills.id)])
    assert (role.name, role.qualification_id) == ("Chair", None)


def test_a_role_sent_late_to_a_cancelled_event_is_refused_with_what_was_typed(coordinator):
    event = EventFactory(title="Work plan", state=EventState.CANCELLED)

    page = coordinator.post(f"/manage/events/{event.id}/roles/new", CHAIR)

    assert page.errors == ["Work plan is over or cancelled, and its roles can no longer be changed."]
    assert page.values["name"] == ["Chair"]
    assert db.session.query(EventRole).count() == 0


def test_standbys_and_shadows_are_added_with_how_many_and_changed(coordinator):
    role = EventRoleFactory(name="Chair", is_open=False)
    event = coordinator.get(f"/manage/events/{role.event_id}")

    page = event.follow("Add standbys for Chair")
    assert (page.heading, page.values["name"], page.values["maximum"]) == (
        "Add standbys for Chair",
        ["Standby"],
        ["1"],
    )
    page = page.press("Save role")
    assert "Standby 0 of 1 held Up to 1 to stand by for Chair." in page.text
    assert "Add standbys for Chair" not in page.links
    page = page.follow("Change Standby").press("Save role", maximum="2")
    assert "Up to 2 to stand by for Chair." in page.text

    page = page.follow("Add people who come to learn").press("Save role", maximum="")
    assert page.errors == ["Enter how many you want"]
    page = page.press("Save role", maximum="1")
    assert "Up to 1 to watch and learn." in page.text
    assert page.follow("Change Shadow").values["name"] == ["Shadow"]


def test_nobody_can_be_added_to_stand_by_where_members_take_places_themselves(coordinator):
    role = EventRoleFactory(name="Attendee")

    assert "Add standbys for Attendee" not in coordinator.get(f"/manage/events/{role.event_id}").links
    assert coordinator.get(f"/manage/roles/{role.id}/standbys/new").status == 404


def test_how_many_stand_by_is_asked_with_each_role_of_a_panel_made_by_hand(coordinator):
    event = EventFactory(kind=EventKind.PANEL)
    skills, chairing = QualificationFactory(name="Interview skills"), QualificationFactory(name="Chairing")
    path = f"/manage/events/{event.id}/roles/new"
    page = coordinator.get(path)
    assert page.values["standbys"] == ["1"]
    assert page.press("Save role", standbys="").errors == ["Enter how many stand by"]

    page.press("Save role", standbys="2", qualification_id=str(skills.id))
    for _ in range(2):
        coordinator.post(path, CHAIR | {"standbys": "1", "qualification_id": str(chairing.id)})

    made = db.session.scalars(select(EventRole).order_by(EventRole.id)).all()
    assert [(role.name, role.maximum, role.qualification, role.stands_by_for_id) for role in made] == [
        ("Panel member", 2, skills, None),
        ("Standby", 2, skills, made[0].id),
        ("Chair", 2, chairing, None),
        ("Standby for chair", 1, chairing, made[2].id),
    ]


def test_nobody_stands_by_where_members_take_a_place_themselves(coordinator):
    event = EventFactory(kind=EventKind.PANEL)

    page = coordinator.post(f"/manage/events/{event.id}/roles/new", CHAIR | {"is_open": "open", "standbys": "1"})

    assert page.errors == ["Nobody stands by where members take a place themselves. Enter 0"]
    assert db.session.query(EventRole).count() == 0


def test_a_meeting_is_not_asked_how_many_stand_by(coordinator):
    page = coordinator.get(f"/manage/events/{EventFactory(kind=EventKind.MEETING).id}/roles/new")

    assert "standbys" not in page.values
