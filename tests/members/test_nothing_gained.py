"""Nobody gains by a merge, a death or a coordinator's press what the member did not give."""

from __future__ import annotations

import pytest

from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members import rules
from coproduction.members.actions.gathering import _gather_supporters
from coproduction.members.actions.imports import welcome_member
from coproduction.members.actions.members import open_sign_in
from coproduction.members.actions.supporters import change_grants, end_help_of
from coproduction.members.models import Grant, MemberState, Supporter
from coproduction.notifications.actions import add_copy_recipient
from coproduction.notifications.models import CopyRecipient
from tests.factories import AccountFactory, MemberFactory, StaffFactory


def supporter_of(member, now, account=None):
    supporter = Supporter(member=member, name="Mo", email="mo@example.org", account=account, added_at=now)
    db.session.add(supporter)
    db.session.flush()
    return supporter


@pytest.mark.parametrize("ended", [MemberState.DIED, MemberState.LEAVING])
def test_a_death_or_a_leaving_is_not_merged_away(ended):
    with pytest.raises(Refusal):
        rules.refuse_merge(MemberFactory(), MemberFactory(state=ended))


def test_a_merge_brings_no_copies_that_the_kept_record_does_not_allow(noon):
    kept, other = MemberFactory(), MemberFactory()
    supporter_of(kept, noon)
    supporter_of(other, noon)
    add_copy_recipient(other.id, "Mo", email="mo@example.org")

    _gather_supporters(kept, other, now=noon)

    assert db.session.query(CopyRecipient).all() == []


@pytest.mark.parametrize("state", rules.ENDED)
def test_nobody_who_is_gone_is_given_a_sign_in(state, noon):
    gone = MemberFactory(account=None, state=state)

    assert open_sign_in(gone, by=StaffFactory(), now=noon) is None
    assert gone.account is None
    with pytest.raises(Refusal):
        welcome_member(gone.id, by=StaffFactory(), now=noon)


def test_a_coordinator_lets_a_supporter_do_no_more_without_consent(noon):
    member = MemberFactory()
    supporter = supporter_of(member, noon)

    with pytest.raises(Refusal):
        change_grants(supporter.id, member, [Grant.SEE_NEEDS], by=StaffFactory(), now=noon)
    assert supporter.grants == []


def test_help_ends_with_whoever_gave_it(noon):
    account = AccountFactory(is_supporter=True)
    supporter = supporter_of(MemberFactory(), noon, account)

    end_help_of(account, by=None, now=noon)

    assert (supporter.removed_at, supporter.email) == (noon, None)
