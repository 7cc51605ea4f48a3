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
from coproduction.schedule.models import EventRole, EventState, PlaceState
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
