"""Who is looking: read in one statement, and for a page past the database session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask, g, session
from flask_login import current_user
from sqlalchemy import inspect
from werkzeug.exceptions import Forbidden

from coproduction.accounts.current import current_account
from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.current import current_member, current_reader
from coproduction.members.models import MemberState
from coproduction.members.queries.members import Reader
from tests.factories import AccountFactory, MemberFactory, NeedFactory


@pytest.fixture
def look(app: Flask):
    """Returns a request of an account."""

    @contextmanager
    def request_of(account: Account, method: str = "GET") -> Iterator[None]:
        with app.test_request_context("/", method=method):
            session["_user_id"] = account.get_id()
            yield

    return request_of


@pytest.fixture(autouse=True)
def nobody_yet():
    """Forgets who looked in the test before: tests share what a request has to itself."""
    for name in ("_login_user", "account_row", "member"):
        g.pop(name, None)


def columns_of(account: Account) -> dict[str, object]:
    """Return all that the database holds of the account."""
    return {column.key: getattr(account, column.key) for column in Account.__table__.columns}


def test_the_account_of_a_page_is_whole_and_the_database_session_does_not_know_it(look):
    account = AccountFactory(is_coordinator=True, is_administrator=True)
    held = columns_of(account)

    with look(account):
        found = current_account()

        assert columns_of(found) == held
        assert inspect(found).transient
        assert (found.audiences, found.is_active) == (account.audiences, True)


def test_the_account_of_a_form_is_the_database_sessions_own(look):
    account = AccountFactory()

    with look(account, "POST"):
        assert current_account() is account


def test_a_page_reads_the_account_and_its_member_in_one_statement(look, count_statements):
    member = MemberFactory(state=MemberState.PAUSED)
    for day in (date(2027, 5, 2), date(2027, 5, 1)):
        NeedFactory(member=member, review_on=day)
    NeedFactory(review_on=date(2027, 4, 1))
    asked = look(member.account)
    expected = Reader(member.id, member.known_as, MemberState.PAUSED, date(2027, 5, 1))
    db.session.expunge_all()

    with asked, count_statements() as statements:
        found = current_reader()

    assert found == expected
    assert len(statements) == 1


def test_under_a_form_the_member_is_the_same(look):
    member = NeedFactory(review_on=date(2027, 5, 1)).member

    with look(member.account, "POST"):
        assert current_reader() == Reader(member.id, member.known_as, member.state, date(2027, 5, 1))
        assert current_member() is member


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("state", [MemberState.LEFT, MemberState.DIED])
def test_who_is_no_longer_a_member_reads_nothing(look, method, state):
    with look(MemberFactory(state=state).account, method), pytest.raises(Forbidden):
        current_reader()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_account_without_a_member_reads_nothing(look, method):
    MemberFactory()

    with look(AccountFactory(), method), pytest.raises(Forbidden):
        current_reader()


def test_a_closed_account_looks_as_nobody(look, noon):
    with look(AccountFactory(closed_at=noon)):
        assert not current_user.is_authenticated
