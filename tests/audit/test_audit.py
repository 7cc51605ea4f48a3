"""The audit trail: who did what to whom, once and for all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from coproduction.audit.actions import record
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.models import MemberState
from tests.factories import MemberFactory, StaffFactory


def test_an_entry_says_who_did_what_to_which_row(noon):
    priya, member = StaffFactory(), MemberFactory()

    entry = record(
        "member.paused", member, by=priya, now=noon, state=MemberState.PAUSED, until=date(2027, 3, 1), hours=2
    )

    assert db.session.scalars(select(AuditEntry)).all() == [entry]
    assert (entry.at, entry.account_id, entry.action) == (noon, priya.id, "member.paused")
    assert (entry.subject_type, entry.subject_id) == ("member", member.id)
    db.session.refresh(entry)
    assert entry.detail == {"state": "paused", "until": "2027-03-01", "hours": 2}


def test_what_strangers_and_the_programme_do_is_written_down_too(noon):
    member = MemberFactory()

    entry = record("member.joined", member, by=None, now=noon, at=noon + timedelta(hours=1), roles=("a", "b"))

    assert (entry.account_id, entry.request_id) == (None, None)
    assert entry.detail == {"at": "2027-01-04T13:00:00+00:00", "roles": ["a", "b"]}


def test_a_row_that_is_new_has_its_id_in_the_trail(noon):
    member = MemberFactory.build(account=None)
    db.session.add(member)

    assert record("member.joined", member, by=None, now=noon).subject_id == member.id


def test_an_entry_bears_the_request_that_the_logs_name(app: Flask, noon):
    with app.test_request_context("/", headers={"X-Request-ID": "abcdef12"}):
        assert record("member.joined", MemberFactory(), by=None, now=noon).request_id == "abcdef12"


@pytest.mark.parametrize("personal", ["name", "email", "needs", "phone", "address"])
def test_personal_details_are_refused(noon, personal):
    with pytest.raises(ValueError, match=personal):
        record("member.changed", MemberFactory(), by=None, now=noon, **{personal: "Amara"})


def test_an_entry_cannot_be_changed_or_deleted(noon):
    entry = record("member.joined", MemberFactory(), by=None, now=noon)
    db.session.commit()

    entry.action = "member.left"
    with pytest.raises(RuntimeError, match="cannot be changed or deleted"):
        db.session.flush()
    db.session.rollback()
    db.session.delete(entry)
    with pytest.raises(RuntimeError, match="cannot be changed or deleted"):
        db.session.flush()


@pytest.mark.parametrize("change", [update(AuditEntry).values(action="nothing"), delete(AuditEntry)])
def test_the_database_itself_refuses_to_change_the_trail(noon, change):
    record("member.joined", MemberFactory(), by=None, now=noon)

    with pytest.raises(DatabaseError, match="append-only"):
        db.session.execute(change)
