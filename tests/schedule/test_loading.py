"""What a read brings is all that its page may touch: the rest raises, so that no page asks row by row."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import InvalidRequestError

from coproduction.core.database import db
from coproduction.schedule.queries.events import find_event, find_role
from tests.factories import EventRoleFactory, MemberFactory, StaffFactory


@pytest.fixture(params=[MemberFactory, StaffFactory])
def viewer(request):
    """A member, and then a coordinator."""
    return request.param()


@pytest.fixture
def role():
    """A role of an event that everybody may know of."""
    return EventRoleFactory()


def forget_everything():
    """Let the session read each row again."""
    db.session.flush()
    db.session.expunge_all()


def test_an_event_does_not_bring_more_one_row_at_a_time(viewer, role):
    forget_everything()
    event = find_event(role.event_id, viewer=viewer)
    assert event
    (only,) = event.roles
    db.session.expunge(event)

    with pytest.raises(InvalidRequestError, match=r"EventRole\.event"):
        only.event  # noqa: B018 - to touch it is enough


def test_the_event_of_a_role_does_not_bring_the_other_roles(viewer, role):
    forget_everything()
    again = find_role(role.id, viewer=viewer)
    assert again

    with pytest.raises(InvalidRequestError, match=r"Event\.roles"):
        again.event.roles  # noqa: B018 - to touch it is enough
