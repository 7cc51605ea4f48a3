"""Staying at the midnight of a last day: either somebody stays, or they have left. Never half of each."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.actions import departures
from coproduction.members.actions.departures import Leaving
from coproduction.members.models import Departure, Member, MembershipMove, MemberState
from tests.conftest import NOON
from tests.factories import MemberFactory, StaffFactory
from tests.faults.at_once import all_at_once, count

AFTER_MIDNIGHT = datetime(2027, 1, 5, 0, 1, tzinfo=UTC)


@pytest.mark.parametrize("turn", range(5))
def test_staying_and_the_end_of_the_last_day_at_once_end_in_one_of_the_two(a_real_database, turn):
    harold, priya = MemberFactory(known_as="Harold"), StaffFactory()
    departures.plan_leaving(harold.id, Leaving(leaves_on=NOON.date() + timedelta(days=1)), by=priya, now=NOON)
    db.session.get_one(Departure, harold.id).leaves_on = NOON.date()
    db.session.commit()
    harold_id, priya_id = harold.id, priya.id
    db.session.rollback()

    said = all_at_once(
        a_real_database,
        [
            lambda: departures.stay_after_all(harold_id, by=db.session.get_one(Account, priya_id), now=AFTER_MIDNIGHT),
            lambda: departures.leave_when_due(now=AFTER_MIDNIGHT),
            lambda: departures.leave_when_due(now=AFTER_MIDNIGHT),
        ],
    )

    state = db.session.scalars(select(Member.state).where(Member.id == harold_id)).one()
    refused = {"Harold has left already. You can welcome them back."} if state is MemberState.LEFT else set()
    assert (set(said) - {"done"}, said["done"]) == (refused, 3 - len(refused))
    assert state in (MemberState.LEFT, MemberState.ACTIVE)
    assert count(MembershipMove.member_id == harold_id, of=MembershipMove) == 2
    assert count(of=Departure) == (1 if state is MemberState.LEFT else 0)
