"""Coordinators who decide the same thing at once, each in their own way: one decision stands, and it is whole."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.actions import decisions, departures
from coproduction.members.actions import members as resting
from coproduction.members.actions.departures import Leaving
from coproduction.members.models import Application, ApplicationMove, Member, MembershipMove, MemberState
from coproduction.notifications.models import Message
from tests.conftest import NOON
from tests.factories import ApplicationFactory, MemberFactory, StaffFactory
from tests.faults.at_once import all_at_once


def by(account_id):
    return db.session.get_one(Account, account_id)


def number_of(table):
    return db.session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("round_of", range(3))
def test_one_accepts_one_declines_and_one_withdraws(a_real_database, round_of):
    application_id = ApplicationFactory().id
    ids = [account.id for account in StaffFactory.create_batch(3)]
    db.session.commit()

    said = all_at_once(
        a_real_database,
        [
            lambda: decisions.accept_application(application_id, by=by(ids[0]), now=NOON),
            lambda: decisions.decline_application(application_id, "Sorry.", "Our day.", by=by(ids[1]), now=NOON),
            lambda: decisions.withdraw_application(application_id, by=by(ids[2]), now=NOON),
        ],
    )

    application = db.session.get_one(Application, application_id)
    assert said["done"] == 1
    assert (number_of(ApplicationMove), number_of(Message)) == (1, 1)
    assert number_of(Member) == number_of(MembershipMove) == int(application.state == "accepted")


@pytest.mark.parametrize("round_of", range(3))
def test_a_pause_a_goodbye_and_a_death_at_once_end_in_one_line(a_real_database, round_of):
    member_id = MemberFactory(state=MemberState.ACTIVE).id
    ids = [account.id for account in StaffFactory.create_batch(3)]
    db.session.commit()
    leave = Leaving(leaves_on=NOON.date())

    said = all_at_once(
        a_real_database,
        [
            lambda: resting.pause_membership(member_id, by=by(ids[0]), now=NOON),
            lambda: departures.plan_leaving(member_id, leave, by=by(ids[1]), now=NOON),
            lambda: departures.record_death(member_id, by=by(ids[2]), now=NOON),
        ],
    )

    moves = db.session.scalars(select(MembershipMove).order_by(MembershipMove.id)).all()
    assert said["done"] == len(moves)
    assert [move.from_state for move in moves] == [MemberState.ACTIVE, *(move.to_state for move in moves[:-1])]
    assert db.session.get_one(Member, member_id).state is MemberState.DIED
    assert not db.session.scalars(select(Message).where(Message.state == "waiting")).all()
