"""The database itself refuses a second live place of one member in one event, whatever the code does."""

from __future__ import annotations

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from coproduction.core.database import db
from coproduction.schedule.models import EventRole, Place, PlaceState
from coproduction.schedule.rules import is_live_state
from tests.conftest import NOON
from tests.factories import EventFactory, EventRoleFactory, MemberFactory

LIVE = [state for state in PlaceState if is_live_state(state)]
OVER = [state for state in PlaceState if not is_live_state(state)]


def put(role: EventRole, member_id: int, state: PlaceState) -> None:
    """Write a place straight into its table."""
    values = {"role_id": role.id, "event_id": role.event_id, "member_id": member_id, "state": state}
    db.session.execute(insert(Place).values(**values, moved_at=NOON, moves_made=1))


def test_two_live_places_of_one_member_in_one_event_cannot_be(a_real_database):
    event, member = EventFactory(), MemberFactory()
    first, second = EventRoleFactory(event=event), EventRoleFactory(event=event)
    put(first, member.id, PlaceState.HELD)

    assert LIVE
    for state in LIVE:
        with pytest.raises(IntegrityError), db.session.begin_nested():
            put(second, member.id, state)


def test_a_live_place_may_stand_beside_one_that_is_over_and_one_in_another_event(a_real_database):
    event, member = EventFactory(), MemberFactory()
    put(EventRoleFactory(event=event), member.id, PlaceState.HELD)

    put(EventRoleFactory(), member.id, PlaceState.HELD)
    for state in OVER:
        put(EventRoleFactory(event=event), member.id, state)

    assert db.session.query(Place).count() == 2 + len(OVER)
