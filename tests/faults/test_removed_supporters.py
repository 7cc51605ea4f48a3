"""A supporter who is removed answers no more, even with the page still open, on either database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.actions.supporters import SupporterDetails, add_supporter, change_grants, remove_supporter
from coproduction.members.models import Grant, Member, Supporter
from coproduction.notifications.models import CopyRecipient, Message
from coproduction.schedule.actions.moves import Hand
from coproduction.schedule.actions.places import Answer, answer
from coproduction.schedule.models import Place, PlaceMove, PlaceState, Via
from tests.conftest import NOON
from tests.factories import MemberFactory, PlaceFactory, SupporterFactory
from tests.faults.at_once import all_at_once, count

TOO_LATE = "You no longer answer for Kieran. Nothing has changed."
MAY = [Grant.SEE_EVENTS, Grant.ANSWER]


@pytest.fixture(autouse=True)
def fresh(a_real_database: Flask) -> None:
    """Every test here is on a real database."""


@pytest.fixture
def kieran() -> Place:
    """An offer to Kieran, whom Mo supports."""
    place = PlaceFactory(member__known_as="Kieran", state=PlaceState.OFFERED)
    SupporterFactory(member=place.member, name="Mo", may=MAY)
    db.session.commit()
    return place


def mo() -> Supporter:
    return db.session.query(Supporter).filter_by(name="Mo").one()


def answering(place_id: int, said: Answer = Answer.YES) -> Callable[[], Place]:
    """Return the deed of Mo answering this offer."""

    def deed() -> Place:
        account = db.session.get_one(Account, mo().account_id)
        return answer(place_id, said, hand=Hand(account, Via.SUPPORTER), now=NOON)

    return deed


def removing() -> None:
    supporter = mo()
    by = db.session.get_one(Account, supporter.member.account_id)
    remove_supporter(supporter.id, supporter.member, by=by, now=NOON)


def test_a_supporter_removed_while_the_page_is_open_is_refused(a_real_database, kieran):
    place_id = kieran.id
    removing()
    db.session.commit()

    assert all_at_once(a_real_database, [answering(place_id)]) == {TOO_LATE: 1}
    assert db.session.get_one(Place, place_id).state is PlaceState.OFFERED
    assert count(of=PlaceMove) == 0


def test_a_supporter_who_may_answer_no_more_is_refused(a_real_database, kieran):
    place_id, supporter = kieran.id, mo()
    change_grants(supporter.id, kieran.member, [Grant.SEE_EVENTS], by=kieran.member.account, now=NOON)
    db.session.commit()

    assert all_at_once(a_real_database, [answering(place_id, Answer.NO)]) == {TOO_LATE: 1}


def test_answers_and_a_removal_at_once_leave_no_answer_after_the_removal(a_real_database, kieran):
    place_id = kieran.id
    db.session.commit()  # reading it began a transaction, which on SQLite keeps all others out

    said = all_at_once(a_real_database, [answering(place_id)] * 5 + [removing] + [answering(place_id)] * 5)

    assert set(said) <= {"done", TOO_LATE}
    assert said.total() == 11
    place = db.session.get_one(Place, place_id)
    assert count(of=PlaceMove) == (place.state is PlaceState.HELD)
    db.session.commit()
    assert all_at_once(a_real_database, [answering(place_id, Answer.NO)]) == {TOO_LATE: 1}


def test_one_supporter_added_by_many_clicks_is_one_and_is_told_once(a_real_database):
    member_id = MemberFactory().id
    db.session.commit()
    ada = SupporterDetails(name="Ada", email="ada@example.org", grants=frozenset({Grant.GET_COPIES}))

    def adding() -> Supporter:
        by = db.session.get_one(Account, db.session.get_one(Member, member_id).account_id)
        return add_supporter(member_id, ada, by=by, now=NOON)

    said = all_at_once(a_real_database, [adding] * 10)

    assert said == {"done": 1, "Ada is a supporter already. You can change what they can do": 9}
    assert count(of=Supporter) == count(of=CopyRecipient) == 1
    assert count(Account.is_supporter, of=Account) == 1
    assert count(Message.to_address == "ada@example.org", of=Message) == 1
