"""Accounts, links and passwords, without pages."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.accounts import actions, passwords, queries
from coproduction.accounts.actions import links
from coproduction.accounts.kinds import LINK_MINUTES, WELCOME_DAYS
from coproduction.accounts.models import LinkPurpose, SignInLink
from coproduction.audit.models import AuditEntry
from coproduction.core.audiences import Audience
from coproduction.core.database import db
from coproduction.core.dated_settings import set_number
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from tests.factories import AccountFactory, StaffFactory


def audited():
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_member_gets_an_account_of_their_own(noon):
    account = actions.open_account("  Jo   Marsden ", "Marsden@Example.org", is_member=True, now=noon)

    assert (account.name, account.email, account.created_at) == ("Jo Marsden", "marsden@example.org", noon)
    assert account.audiences == {Audience.PUBLIC, Audience.SIGNED_IN, Audience.MEMBER}
    assert audited() == ["account.opened"]


def test_two_people_with_one_address_have_two_accounts(noon, jo):
    lee = actions.open_account("Lee Marsden", "marsden@example.org", is_member=True, now=noon)

    assert lee.id != jo.id
    assert queries.open_accounts_at("marsden@example.org") == [jo, lee]


def test_two_members_with_one_name_and_one_address_have_two_accounts(noon, jo):
    assert actions.open_account("Jo Marsden", "marsden@example.org", is_member=True, now=noon).id != jo.id


def test_a_coordinator_who_becomes_a_member_keeps_one_account(noon):
    priya = actions.create_staff("Priya Nair", "priya@example.org", is_administrator=False, now=noon)

    assert actions.open_account("priya nair", "priya@example.org", is_member=True, now=noon) is priya
    assert priya.audiences == {Audience.PUBLIC, Audience.SIGNED_IN, Audience.MEMBER, Audience.STAFF}


def test_a_member_who_becomes_a_coordinator_keeps_one_account(noon, jo):
    assert actions.create_staff("Jo Marsden", "marsden@example.org", is_administrator=True, now=noon) is jo
    assert jo.audiences == frozenset(Audience) - {Audience.SUPPORTER, Audience.SAFEGUARDING}
    assert audited() == ["account.became_staff"]


def test_a_coordinator_is_not_made_twice(noon):
    actions.create_staff("Priya Nair", "priya@example.org", is_administrator=False, now=noon)

    with pytest.raises(Refusal) as refused:
        actions.create_staff("P Nair", "Priya@example.org", is_administrator=True, now=noon)

    assert (refused.value.message, refused.value.field) == (
        "priya@example.org is already used by a coordinator.",
        "email",
    )


def test_the_database_keeps_only_a_digest_of_a_link(noon, jo):
    token = actions.make_link(jo, LinkPurpose.SIGN_IN, now=noon)

    link = db.session.scalars(select(SignInLink)).one()
    assert len(token) == 43
    assert token not in {str(value) for value in vars(link).values()}
    assert queries.link_with(token) is link


@pytest.mark.parametrize(
    ("purpose", "lifetime"), [(LinkPurpose.SIGN_IN, timedelta(hours=1)), (LinkPurpose.WELCOME, timedelta(days=14))]
)
def test_a_link_works_for_as_long_as_was_set(noon, jo, purpose, lifetime):
    early, late = (actions.make_link(jo, purpose, now=noon) for _ in range(2))

    assert actions.use_link(early, now=noon + lifetime - timedelta(seconds=1)).account is jo
    with pytest.raises(Refusal):
        actions.use_link(late, now=noon + lifetime)


def test_how_long_links_work_can_be_set_from_a_day_on(noon, jo):
    set_number(LINK_MINUTES, 20, from_day=uk_wall(noon).date(), account_id=None, now=noon)
    set_number(WELCOME_DAYS, 3, from_day=uk_wall(noon).date() + timedelta(days=1), account_id=None, now=noon)

    for purpose in LinkPurpose:
        actions.make_link(jo, purpose, now=noon)

    lifetimes = [link.expires_at - noon for link in db.session.scalars(select(SignInLink).order_by(SignInLink.id))]
    assert lifetimes == [timedelta(minutes=20), timedelta(days=14)]


def test_a_link_works_once(noon, jo):
    token = actions.make_link(jo, LinkPurpose.SIGN_IN, now=noon)
    actions.use_link(token, now=noon)

    with pytest.raises(Refusal) as refused:
        actions.use_link(token, now=noon)

    assert refused.value.message == "This link does not work any more"
    assert jo.signed_in_at == noon


def test_a_link_does_not_open_an_account_that_was_closed(noon, jo):
    token = actions.make_link(jo, LinkPurpose.WELCOME, now=noon)
    jo.closed_at = noon

    with pytest.raises(Refusal):
        actions.use_link(token, now=noon)


def test_nobody_is_written_to_at_an_address_that_nobody_uses(noon, inbox):
    AccountFactory(email="closed@example.org", closed_at=noon)

    actions.send_links("nobody@example.org", next_path=None, now=noon)
    actions.send_links("closed@example.org", next_path=None, now=noon)

    assert inbox.letters == []


def test_a_new_password_ends_sessions_and_links_and_is_told_to_the_person(noon, jo, inbox):
    token, session_id = actions.make_link(jo, LinkPurpose.SIGN_IN, now=noon), jo.get_id()

    actions.set_password(jo, passwords.hash_of("lamp river sock"), now=noon)

    assert jo.get_id() != session_id
    assert inbox.letters == [("marsden@example.org", "Your password for My Life Choices was changed")]
    assert audited() == ["account.password_changed"]
    with pytest.raises(Refusal):
        actions.use_link(token, now=noon)


def test_a_new_address_ends_sessions_and_links(noon, jo):
    token, session_id = actions.make_link(jo, LinkPurpose.SIGN_IN, now=noon), jo.get_id()

    actions.change_email(jo, "Jo@example.org ", by=jo, now=noon)

    assert jo.email == "jo@example.org"
    assert jo.get_id() != session_id
    with pytest.raises(Refusal):
        actions.use_link(token, now=noon)


@pytest.mark.parametrize("power", ["is_coordinator", "is_administrator"])
def test_no_coordinator_takes_over_another_staff_account_by_changing_its_address(noon, power):
    priya = StaffFactory(name="Priya Nair")
    rowan = AccountFactory(name="Rowan Ellis", email="rowan@example.org", is_member=True, **{power: True})

    with pytest.raises(Refusal) as refused:
        actions.change_email(rowan, "priya@example.org", by=priya, now=noon)

    assert (refused.value.field, refused.value.message) == (
        "email",
        "Rowan Ellis is a coordinator. Only they or an administrator can change their email address.",
    )
    assert rowan.email == "rowan@example.org"


def test_coordinators_change_their_own_address_members_addresses_and_administrators_change_anybodys(noon, jo):
    priya = StaffFactory(name="Priya Nair")
    rowan = StaffFactory(name="Rowan Ellis", is_administrator=True)

    for account, by in ((priya, priya), (jo, priya), (priya, rowan)):
        actions.change_email(account, "new@example.org", by=by, now=noon)
        assert account.email == "new@example.org"
        account.email = "old@example.org"


def test_a_password_is_the_same_however_a_device_sends_its_accents():
    hashes = {7: passwords.hash_of("caf\u00e9 river sock")}

    assert passwords.whose("cafe\u0301 river sock", hashes) == 7


def test_the_hash_is_argon2_with_the_profile_that_owasp_advises():
    kept = passwords.OWASP.hash("lamp river sock")

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_links_that_ended_long_ago_are_forgotten(noon, jo):
    for days in (91, 89, 0):
        actions.make_link(jo, LinkPurpose.SIGN_IN, now=noon - timedelta(days=days))

    assert (links.purge(now=noon), links.purge(now=noon)) == (1, 0)

    kept = db.session.scalars(select(SignInLink.created_at).order_by(SignInLink.id))
    assert [(noon - created_at).days for created_at in kept] == [89, 0]
