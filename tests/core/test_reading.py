"""Reading rows with the driver: the same rows as SQLAlchemy gives, in the same transaction, and heard of as usual."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import UTCDateTime, db, read_rows
from coproduction.core.reading import Reading
from coproduction.members.models import Member, MemberState
from tests.factories import AccountFactory, MemberFactory

ACCOUNTS = select(*Account.__table__.columns).order_by(Account.id)
MEMBERS = (
    select(Member.id, Member.state, Member.joined_on, func.length(Member.known_as).label("letters"))
    .where(Member.state == bindparam("state", type_=Member.state.type), Member.id > 0)
    .order_by(Member.id)
)


def test_the_rows_are_those_of_sqlalchemy():
    AccountFactory.create_batch(2, is_coordinator=True)

    assert [tuple(row) for row in read_rows(ACCOUNTS, {})] == [tuple(row) for row in db.session.execute(ACCOUNTS)]


def test_the_columns_have_their_names_and_kinds(noon):
    AccountFactory(name="Amina Rahman", is_member=True, closed_at=noon)
    db.session.flush()

    [row] = read_rows(ACCOUNTS, {})

    assert (row.name, row.is_member, row.closed_at, row.signed_in_at) == ("Amina Rahman", True, noon, None)


def test_parameters_are_written_and_words_read_as_their_column_has_them():
    MemberFactory(state=MemberState.ACTIVE)
    paused = MemberFactory(state=MemberState.PAUSED, known_as="Amina")
    db.session.flush()

    [row] = read_rows(MEMBERS, {"state": MemberState.PAUSED})

    assert tuple(row) == (paused.id, MemberState.PAUSED, paused.joined_on, 5)
    assert type(row.state) is MemberState


def test_a_moment_without_a_time_zone_is_refused_here_too(noon):
    since = select(Account.id).where(Account.created_at > bindparam("since", type_=UTCDateTime()))

    with pytest.raises(ValueError, match="has no time zone"):
        read_rows(since, {"since": noon.replace(tzinfo=None)})


def test_a_statement_is_heard_of(count_statements):
    with count_statements() as statements:
        read_rows(ACCOUNTS, {})

    assert len(statements) == 1


def test_a_list_of_values_is_refused():
    some = select(Account.id).where(Account.id.in_(bindparam("ids", expanding=True)))

    with pytest.raises(TypeError, match="read_rows takes no lists"):
        Reading(some, db.session.connection().dialect)


def test_two_columns_of_one_name_are_both_there():
    member = MemberFactory()
    db.session.flush()
    both = select(Account.id, Member.id).join(Member, Member.account_id == Account.id)

    assert [tuple(row) for row in read_rows(both, {})] == [(member.account_id, member.id)]
