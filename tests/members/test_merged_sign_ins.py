"""The sign-ins of two records that become one, and what waits to be told to them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.merging import merge
from coproduction.members.models import HeldQualification, Supporter
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, MessageState, Recipient
from tests.conftest import NOON
from tests.factories import AccountFactory, MemberFactory, SupporterFactory
from tests.members.merged_records import merged, unsigned


def test_one_sign_in_is_left_and_goes_to_the_address_that_was_chosen(priya):
    kept, other = MemberFactory(email="old@example.org"), MemberFactory(email="new@example.org")
    account = other.account
    SupporterFactory(account=account)
    account.is_supporter = True

    merged(kept, other, "email", by=priya)

    assert (kept.email, kept.account.email, kept.account.is_active) == ("new@example.org", "new@example.org", True)
    assert (account.is_active, other.account_id) == (False, account.id)  # so that it is forgotten with them
    assert kept.account.is_supporter
    assert db.session.scalars(select(Supporter.account_id)).all() == [kept.account_id]


def test_the_only_sign_in_comes_along(priya):
    kept, other = unsigned(email=None, channel=Channel.PHONE), MemberFactory(email="ruth@example.org")
    account = other.account

    merged(kept, other, by=priya)

    assert (kept.account, kept.email, account.is_active) == (account, "ruth@example.org", True)
    assert other.account is None


def test_a_coordinator_does_not_move_an_administrators_sign_in(priya):
    kept = MemberFactory(name="Rowan", email="rowan@example.org", account__is_administrator=True)
    other = unsigned(email="mine@example.org")

    with pytest.raises(Refusal, match="Only they or an administrator can change their email address"):
        merge(kept.id, other.id, ["email"], by=priya, now=NOON)


def test_what_waits_goes_to_the_record_that_stays_and_secrets_do_not(app, priya, inbox):
    kept, other = unsigned(known_as="Ruth", email="new@example.org"), unsigned(email="old@example.org")
    to = {member: Recipient(name="R", email=member.email, member_id=member.id) for member in (kept, other)}
    with app.test_request_context():
        send("members/paused", to[other], key="1", now=NOON, member=other)
        send("members/resumed", to[other], key="2", now=NOON, secret=True, member=other)
        send("members/email_changed", to[kept], key="3", now=NOON, member=kept)
        send("members/email_changed", to[other], key="4", now=NOON, member=other)
        send("members/paused", to[other], key="5", now=NOON, member=other)
    inbox.messages[-1].state = MessageState.SENT

    merged(kept, other, by=priya)

    assert [(one.key, one.state, one.to_address, one.member_id) for one in inbox.messages] == [
        ("1", MessageState.WAITING, "new@example.org", kept.id),
        ("2", MessageState.DROPPED, "old@example.org", other.id),
        ("3", MessageState.WAITING, "new@example.org", kept.id),
        ("4", MessageState.DROPPED, "old@example.org", other.id),
        ("5", MessageState.SENT, "old@example.org", other.id),
    ]


def test_members_and_accounts_of_others_are_left_alone(priya):
    bystander, account = MemberFactory(), AccountFactory()

    merged(unsigned(), MemberFactory(), by=priya)

    assert (bystander.account.is_active, account.is_active, bystander.merged_into_id) == (True, True, None)
    assert db.session.query(HeldQualification).count() == 0
