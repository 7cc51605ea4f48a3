"""Adding a role to an event, and changing one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.schedule.actions.roles import RoleDetails, add_role, change_role
from coproduction.schedule.models import EventRole, PlaceState
from tests.factories import EventFactory, EventRoleFactory, PlaceFactory, QualificationFactory, StaffFactory
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

    assert refusal_of(add_role, event, CHAIR, by=StaffFactory(), now=noon) == said
    assert refusal_of(change_role, other.id, CHAIR, by=StaffFactory(), now=noon) == said
    assert change_role(chair.id, CHAIR, by=StaffFactory(), now=noon) is chair
    assert add_role(EventFactory(), CHAIR, by=StaffFactory(), now=noon).name == "Chair"


def test_the_database_itself_refuses_a_role_that_cannot_be():
    role = EventRoleFactory(name="Chair", minimum=1, maximum=2)
    EventRoleFactory(name="Note taker", event=role.event)

    wrongs: list[dict[Any, Any]] = [{"maximum": 0}, {"minimum": 3}, {"minimum": -1}, {"name": "Note taker"}]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.query(EventRole).filter_by(id=role.id).update(wrong)
