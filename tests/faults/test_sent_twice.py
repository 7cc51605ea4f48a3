"""A form that is sent many times at once, as by a double click without JavaScript, does its work once."""

from __future__ import annotations

from functools import partial

import pytest

from coproduction.accounts.models import Account
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.meetings.actions import create_meeting
from coproduction.meetings.models import Meeting
from coproduction.schedule.actions.roles import RoleDetails, add_role, change_role
from coproduction.schedule.models import Event, EventRole
from tests.conftest import NOON
from tests.factories import EventFactory, EventRoleFactory, StaffFactory
from tests.faults.at_once import all_at_once, count
from tests.schedule.event_answers import details

CHAIR = RoleDetails(name="Chair", minimum=1, maximum=2, qualification_id=None, is_open=False)
SAME_NAME = "This event already has a role with that name"


@pytest.fixture
def priya() -> int:
    """The id of a coordinator."""
    account_id: int = StaffFactory.create().id
    db.session.commit()
    return account_id


def test_one_meeting_that_is_sent_ten_times_at_once_is_made_once(a_real_database, priya):
    def make() -> Event:
        by = db.session.get_one(Account, priya)
        return create_meeting(details(), focus="Easy read letters", by=by, now=NOON)

    said = all_at_once(a_real_database, [make] * 10)

    assert said == {"done": 10}
    assert [count(of=table) for table in (Event, Meeting, EventRole)] == [1, 1, 1]
    assert count(AuditEntry.action == "schedule.event_created", of=AuditEntry) == 1


def test_one_role_that_is_sent_ten_times_at_once_is_added_once(a_real_database, priya):
    event_id = EventFactory.create().id
    db.session.commit()

    def add() -> EventRole:
        event, by = db.session.get_one(Event, event_id), db.session.get_one(Account, priya)
        return add_role(event, CHAIR, by=by, now=NOON)

    said = all_at_once(a_real_database, [add] * 10)

    assert said == {"done": 10}
    assert count(of=EventRole) == count(of=AuditEntry) == 1


def test_of_ten_roles_that_are_given_one_name_at_once_one_has_it(a_real_database, priya):
    event = EventFactory.create()
    role_ids = [EventRoleFactory.create(event=event).id for _ in range(10)]
    db.session.commit()

    def rename(role_id: int) -> EventRole:
        return change_role(role_id, CHAIR, by=db.session.get_one(Account, priya), now=NOON)

    said = all_at_once(a_real_database, [partial(rename, role_id) for role_id in role_ids])

    assert said == {"done": 1, SAME_NAME: 9}
    assert count(EventRole.name == "Chair", of=EventRole) == 1
