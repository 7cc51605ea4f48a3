"""Adding a role to an event, and changing one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.schedule.actions.roles import RoleDetails, add_role, change_role
from coproduction.schedule.models import EventRole, EventState, Part, PlaceState
from tests.factories import (
    EventFactory,
    EventRoleFactory,
    HeldQualificationFactory,
    PlaceFactory,
    QualificationFactory,
    StaffFactory,
)
from tests.schedule.refusals import refusal_of

CHAIR = RoleDetails(name="Chair", minimum=1, maximum=2, qualification_id=None, is_open=False)


def test_a_role_is_added_and_written_down(noon):
    event, skills, staff = EventFactory(), QualificationFactory(), StaffFactory()

    role = add_role(event, replace(CHAIR, qualification_id=skills.id), by=staff, now=noon)

    assert event.roles == [role]
    assert (role.name, role.minimum, role.maximum, role.qualification, role.is_open) == ("Chair", 1, 2, skills, False)
    assert [(entry.action, entry.subject_id) for entry in db.session.query(AuditEntry)] == [
        ("schedule.role_added", role.id)
    ]


@pytest.mark.parametrize(
    ("minimum", "maximum", "is_refused"), [(2, 1, True), (0, 0, True), (2, 2, False), (0, 1, False), (3, None, False)]
)
def test_the_most_must_not_be_below_the_fewest(noon, minimum, maximum, is_refused):
    event, role = EventFactory(), EventRoleFactory(name="Chair")
    wanted = replace(CHAIR, minimum=minimum, maximum=maximum)
    said = ("The most people must not be below the fewest", "maximum")

    if is_refused:
        assert refusal_of(add_role, event, wanted, by=StaffFactory(), now=noon) == said
        assert refusal_of(change_role, role.id, wanted, by=StaffFactory(), now=noon) == said
    else:
        assert add_role(event, wanted, by=StaffFactory(), now=noon).maximum == maximum
        assert change_role(role.id, wanted, by=StaffFactory(), now=noon).maximum == maximum


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (2, "2 people have a place already, so the most cannot be below 2"),
        (3, "3 people have a place already, so the most cannot be below 3"),
    ],
)
def test_a_role_is_not_made_smaller_than_the_people_who_hold_it(noon, held, words):
    role = EventRoleFactory(name="Chair", maximum=5)
    PlaceFactory.create_batch(held, role=role)
    PlaceFactory(role=role, state=PlaceState.OFFERED)

    assert refusal_of(change_role, role.id, replace(CHAIR, maximum=1), by=StaffFactory(), now=noon) == (
        words,
        "maximum",
    )
    assert role.maximum == 5
    assert change_role(role.id, replace(CHAIR, maximum=held), by=StaffFactory(), now=noon).maximum == held


def test_two_roles_of_an_event_have_different_names(noon):
    event = EventFactory()
    chair, other = EventRoleFactory(event=event, name="Chair"), EventRoleFactory(event=event, name="Note taker")
    said = ("This event already has a role with that name", "name")

    assert refusal_of(add_role, event, replace(CHAIR, maximum=3), by=StaffFactory(), now=noon) == said
    assert refusal_of(change_role, other.id, CHAIR, by=StaffFactory(), now=noon) == said
    assert change_role(chair.id, CHAIR, by=StaffFactory(), now=noon) is chair
    assert add_role(EventFactory(), CHAIR, by=StaffFactory(), now=noon).name == "Chair"


def test_the_same_role_sent_twice_is_added_and_written_down_once(noon):
    event, staff = EventFactory(), StaffFactory()
    chair = add_role(event, CHAIR, by=staff, now=noon)

    assert add_role(event, CHAIR, by=staff, now=noon) is chair
    assert db.session.query(EventRole).count() == db.session.query(AuditEntry).count() == 1


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.HELD])
def test_an_event_that_is_cancelled_or_over_keeps_the_roles_it_has(noon, state):
    role = EventRoleFactory(event__title="Work plan", event__state=state, name="Note taker")
    said = ("Work plan is over or cancelled, and its roles can no longer be changed.", None)

    assert refusal_of(add_role, role.event, CHAIR, by=StaffFactory(), now=noon) == said
    assert refusal_of(change_role, role.id, CHAIR, by=StaffFactory(), now=noon) == said
    assert (role.name, db.session.query(EventRole).count()) == ("Note taker", 1)


@pytest.mark.parametrize(
    ("lacking", "words"),
    [(1, "1 person with a place does not hold it"), (2, "2 people with a place do not hold it")],
)
def test_a_role_does_not_begin_to_require_what_people_with_a_place_lack(noon, lacking, words):
    role, skills = EventRoleFactory(name="Chair", maximum=9), QualificationFactory()
    places = PlaceFactory.create_batch(lacking + 1, role=role)
    PlaceFactory(role=role, state=PlaceState.OFFERED)
    HeldQualificationFactory(member=places[0].member, qualification=skills)
    HeldQualificationFactory(member=places[1].member, qualification=skills, valid_until=date(2027, 1, 13))
    wanted = replace(CHAIR, maximum=9, qualification_id=skills.id)

    assert refusal_of(change_role, role.id, wanted, by=StaffFactory(), now=noon) == (words, "qualification_id")
    assert role.qualification_id is None


def test_a_role_begins_to_require_what_everybody_with_a_place_holds(noon):
    place, skills = PlaceFactory(role__name="Chair"), QualificationFactory()
    HeldQualificationFactory(member=place.member, qualification=skills, valid_until=date(2027, 1, 14))

    change_role(place.role.id, replace(CHAIR, qualification_id=skills.id), by=StaffFactory(), now=noon)

    assert place.role.qualification == skills


def test_somebody_who_was_let_in_without_the_requirement_does_not_stop_other_changes(noon):
    role = EventRoleFactory(qualification=QualificationFactory())
    PlaceFactory(role=role)

    change_role(role.id, replace(CHAIR, qualification_id=role.qualification_id), by=StaffFactory(), now=noon)

    assert role.name == "Chair"


def test_the_database_itself_refuses_a_role_that_cannot_be():
    role = EventRoleFactory(name="Chair", minimum=1, maximum=2)
    EventRoleFactory(name="Note taker", event=role.event)

    wrongs: list[dict[Any, Any]] = [{"maximum": 0}, {"minimum": 3}, {"minimum": -1}, {"name": "Note taker"}]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.query(EventRole).filter_by(id=role.id).update(wrong)


STANDBY = RoleDetails("Standby", 0, 1, None, is_open=False, part=Part.STANDBY)
SHADOW = RoleDetails("Shadow", 0, 1, None, is_open=False, part=Part.SHADOW)


def test_who_stands_by_needs_what_the_role_needs_also_when_that_changes(noon):
    skills, staff = QualificationFactory(), StaffFactory()
    role = EventRoleFactory(name="Chair", minimum=1, maximum=2, is_open=False, qualification=skills)

    standby = add_role(role.event, replace(STANDBY, stands_by_for_id=role.id), by=staff, now=noon)
    assert (standby.part, standby.stands_by_for_id, standby.qualification) == (Part.STANDBY, role.id, skills)

    other = QualificationFactory()
    change_role(role.id, replace(CHAIR, qualification_id=other.id), by=staff, now=noon)
    assert standby.qualification_id == other.id
    place = PlaceFactory(role=standby)
    assert refusal_of(change_role, role.id, replace(CHAIR, qualification_id=skills.id), by=staff, now=noon) == (
        "1 person with a place does not hold it",
        "qualification_id",
    )
    HeldQualificationFactory(member=place.member, qualification=skills)
    change_role(role.id, replace(CHAIR, qualification_id=skills.id), by=staff, now=noon)
    assert standby.qualification_id == skills.id


def test_the_same_standbys_twice_are_added_once_and_others_are_refused(noon):
    role, staff = EventRoleFactory(name="Chair", is_open=False), StaffFactory()
    wanted = replace(STANDBY, stands_by_for_id=role.id)

    standby = add_role(role.event, wanted, by=staff, now=noon)

    assert add_role(role.event, wanted, by=staff, now=noon) is standby
    assert refusal_of(add_role, role.event, replace(wanted, name="Reserve"), by=staff, now=noon) == (
        "Standby is there for that role already. Change how many there are.",
        None,
    )
    assert change_role(standby.id, replace(wanted, name="Reserve", maximum=2), by=staff, now=noon).maximum == 2


def test_nobody_stands_by_for_an_open_role_or_for_another_standby_or_elsewhere(noon):
    role, staff = EventRoleFactory(is_open=False), StaffFactory()
    standby = add_role(role.event, replace(STANDBY, stands_by_for_id=role.id), by=staff, now=noon)
    opened, elsewhere = EventRoleFactory(event=role.event), EventRoleFactory(is_open=False)
    said = ("Nobody can stand by for that role: choose one for which a coordinator chooses people.", None)

    for of in (opened.id, standby.id, elsewhere.id, None):
        wanted = replace(STANDBY, name="Reserve", stands_by_for_id=of)
        assert refusal_of(add_role, role.event, wanted, by=staff, now=noon) == said
    assert refusal_of(change_role, role.id, replace(CHAIR, is_open=True), by=staff, now=noon) == (
        "Standby stands by for this role, so a coordinator chooses",
        "is_open",
    )


@pytest.mark.parametrize("wrong", [{"minimum": 1}, {"maximum": None}, {"is_open": True}])
def test_an_event_never_needs_its_shadows(noon, wrong):
    said = ("Say how many you want beyond those whom the event needs.", None)

    assert refusal_of(add_role, EventFactory(), replace(SHADOW, **wrong), by=StaffFactory(), now=noon) == said


def test_a_role_stays_what_it_is(noon):
    role, staff = EventRoleFactory(is_open=False), StaffFactory()
    shadow = add_role(role.event, SHADOW, by=staff, now=noon)

    assert refusal_of(change_role, shadow.id, CHAIR, by=staff, now=noon) == (
        "A role stays what it is: add another one instead.",
        None,
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"part": Part.SHADOW, "minimum": 1, "maximum": 2},
        {"part": Part.SHADOW, "maximum": None},
        {"part": Part.SHADOW, "maximum": 1, "is_open": True},
        {"part": Part.STANDBY, "maximum": 1},
        {"stands_by": True},
        {"part": Part.STANDBY, "maximum": 1, "stands_by": True, "elsewhere": True},
    ],
)
def test_the_database_keeps_standbys_and_shadows_apart_from_what_an_event_needs(wrong):
    role = EventRoleFactory(is_open=False)
    values = {"event": EventFactory() if wrong.pop("elsewhere", False) else role.event, "is_open": False}
    if wrong.pop("stands_by", False):
        values["stands_by_for_id"] = role.id

    with pytest.raises(IntegrityError), db.session.begin_nested():
        EventRoleFactory(**values | wrong)


def test_the_database_keeps_one_role_of_standbys_for_each(noon):
    role = EventRoleFactory(is_open=False)
    standbys = {"event": role.event, "is_open": False, "maximum": 1, "part": Part.STANDBY, "stands_by_for_id": role.id}
    EventRoleFactory(**standbys)

    with pytest.raises(IntegrityError), db.session.begin_nested():
        EventRoleFactory(**standbys)
