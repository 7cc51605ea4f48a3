"""How help ends: a supporter is removed, the member leaves, and a sign-in that nobody needs is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.refusals import Refusal
from coproduction.members.actions import supporters as actions
from coproduction.members.actions.supporters import SupporterDetails
from coproduction.members.models import Grant, MemberState, Supporter
from coproduction.members.queries.supporters import current_supporters, may, people_supported_by
from tests.factories import MemberFactory, StaffFactory, SupporterFactory
from tests.members.helping import MO, readers


@pytest.fixture
def kieran():
    return MemberFactory(name="Kieran Doyle", known_as="Kieran")


@pytest.fixture
def add(kieran, noon):
    """Adds a supporter of Kieran's, by Kieran."""
    return lambda details=MO, **more: actions.add_supporter(
        kieran.id, details, by=more.pop("by", kieran.account), now=noon, **more
    )


def test_a_removed_supporter_may_do_nothing_and_both_are_told_once(kieran, add, noon, inbox):
    mo = add(replace(MO, grants=frozenset(Grant)))
    account = mo.account

    for _ in range(2):
        actions.remove_supporter(mo.id, kieran, by=StaffFactory(), now=noon)

    assert not any(may(account.id, kieran.id, grant) for grant in Grant)
    assert (current_supporters(kieran.id), people_supported_by(account), readers()) == ([], [], [])
    assert (mo.removed_at, mo.name, mo.email, mo.phone) == (noon, "Mo Farrow", None, None)
    assert inbox.letters[2:] == [
        ("mo@example.org", "You no longer support Kieran here"),
        (kieran.email, "Mo Farrow is no longer your supporter"),
    ]
    assert inbox.messages[0].state == "dropped"


def test_a_member_who_removes_a_supporter_is_not_told_what_they_did(kieran, add, noon, inbox):
    mo = add()

    actions.remove_supporter(mo.id, kieran, by=kieran.account, now=noon)

    assert [to for to, _ in inbox.letters[2:]] == ["mo@example.org"]


def test_nobody_removes_another_members_supporter(add, noon):
    mo, other = add(), MemberFactory()

    actions.remove_supporter(mo.id, other, by=other.account, now=noon)

    assert mo.removed_at is None


def test_a_former_supporter_can_be_named_again(kieran, add, noon):
    first = add()
    actions.remove_supporter(first.id, kieran, by=kieran.account, now=noon)

    assert add().account is first.account


@pytest.mark.parametrize("tell", [True, False])
def test_leaving_and_death_end_all_help(kieran, add, noon, inbox, tell):
    add(replace(MO, grants=frozenset(Grant)))
    add(SupporterDetails(name="Ada", phone="0115 496 0901"))

    actions.end_all_supporters(kieran, by=None, now=noon, tell=tell)

    assert (current_supporters(kieran.id), readers()) == ([], [])
    assert [to for to, subject in inbox.letters if subject.startswith("You no longer")] == ["mo@example.org"] * tell
    assert [message.state for message in inbox.messages if message.template == "members/now_supports"] == ["dropped"]


def test_a_member_who_has_left_is_supported_by_nobody_whatever_is_written(kieran, add):
    mo = add()
    kieran.state = MemberState.DIED
    db.session.flush()

    assert not may(mo.account_id, kieran.id, Grant.ANSWER)
    assert people_supported_by(mo.account) == []


def test_the_sign_in_of_somebody_who_supports_nobody_is_closed_after_a_month(kieran, add, noon):
    mo = add()
    actions.remove_supporter(mo.id, kieran, by=kieran.account, now=noon)
    helps_on = SupporterFactory(member=kieran)

    assert actions.forget_idle(now=noon + timedelta(days=29)) == 0
    set_number(actions.IDLE_DAYS, 40, from_day=noon.date(), account_id=None, now=noon)
    assert actions.forget_idle(now=noon + timedelta(days=39)) == 0
    assert actions.forget_idle(now=noon + timedelta(days=41)) == 1
    assert actions.forget_idle(now=noon + timedelta(days=41)) == 0
    assert (mo.account.is_supporter, mo.account.is_active) == (False, False)
    assert (helps_on.account.is_supporter, helps_on.account.is_active) == (True, True)


def test_a_member_who_supports_nobody_any_more_still_signs_in(kieran, noon):
    ada = MemberFactory(account__is_supporter=True)
    SupporterFactory(account=ada.account, member=kieran, removed_at=noon)

    actions.forget_idle(now=noon + timedelta(days=31))

    assert (ada.account.is_supporter, ada.account.is_active) == (False, True)


def test_grants_of_a_removed_supporter_cannot_be_changed(kieran, add, noon):
    mo = add()
    actions.remove_supporter(mo.id, kieran, by=kieran.account, now=noon)

    with pytest.raises(Refusal, match="has been removed"):
        actions.change_grants(mo.id, kieran, [Grant.ANSWER], by=kieran.account, now=noon)
    assert db.session.scalars(select(Supporter)).one().grants == []
