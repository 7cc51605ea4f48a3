"""A member's supporters: who becomes one, and what each may see and do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.accounts.models import Account, SignInLink
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions import supporters as actions
from coproduction.members.actions.members import Contact, change_contact
from coproduction.members.actions.supporters import SupporterDetails
from coproduction.members.models import Consent, ConsentWay, Grant, MemberState
from coproduction.members.queries.supporters import may, people_supported_by
from coproduction.notifications.models import Channel
from tests.factories import AccountFactory, MemberFactory, StaffFactory, SupporterFactory
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


def test_a_new_supporter_gets_a_sign_in_of_their_own_and_both_are_told(kieran, add, inbox):
    mo = add()

    assert (mo.account.name, mo.account.email, mo.account.is_supporter) == ("Mo Farrow", "mo@example.org", True)
    assert not (mo.account.is_member)
    assert not (mo.account.is_coordinator)
    assert inbox.letters == [
        ("mo@example.org", "Kieran would like you to be their supporter"),
        (kieran.email, "Mo Farrow is now your supporter"),
    ]
    assert [message.is_secret for message in inbox.messages] == [True, False]


def test_whoever_answers_sees_what_there_is_to_answer(add):
    assert {grant.allowed for grant in add().grants} == {Grant.ANSWER, Grant.SEE_EVENTS}


def test_somebody_who_signs_in_already_keeps_their_account_and_gets_no_link(add, inbox):
    priya = StaffFactory(name="Mo Farrow", email="mo@example.org", password_hash="kept", sign_in_epoch=3)

    mo = add()

    assert mo.account is priya
    assert (priya.is_coordinator, priya.is_supporter, priya.password_hash, priya.sign_in_epoch) == (
        True,
        True,
        "kept",
        3,
    )
    assert db.session.scalars(select(SignInLink)).all() == []
    assert inbox.messages[0].is_secret is False


@pytest.mark.parametrize(("name", "email"), [("Somebody Else", "mo@example.org"), ("Mo Farrow", "other@example.org")])
def test_an_account_with_another_name_or_address_is_left_alone(add, name, email):
    other = StaffFactory(name=name, email=email)

    assert add().account is not other
    assert not other.is_supporter


def test_a_closed_account_is_not_opened_again(add, noon):
    AccountFactory(name="Mo Farrow", email="mo@example.org", closed_at=noon)

    assert add().account.closed_at is None


def test_one_person_supports_many_with_one_account(add, noon):
    first, ruth = add(), MemberFactory(known_as="Ada")

    second = actions.add_supporter(ruth.id, MO, by=ruth.account, now=noon)

    assert second.account
    assert second.account is first.account
    assert [helper.member.known_as for helper in people_supported_by(second.account)] == ["Ada", "Kieran"]


def test_a_supporter_without_email_has_no_account_and_is_told_nothing(kieran, add, inbox):
    mo = add(replace(MO, email="", phone="0115 496 0900"))

    assert (mo.account, mo.email, mo.phone) == (None, None, "0115 496 0900")
    assert [to for to, _ in inbox.letters] == [kieran.email]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": ""}, "Enter an email address or a phone number, so that we can reach them"),
        (
            {"email": "", "phone": "0115 496 0900", "grants": frozenset({Grant.GET_COPIES})},
            "Copies go by email. Enter their email address, or do not choose copies",
        ),
    ],
)
def test_who_cannot_be_reached_is_refused(add, change, words):
    with pytest.raises(Refusal) as refused:
        add(replace(MO, **change))

    assert refused.value.message == words


def test_nobody_is_their_own_supporter(kieran, add):
    with pytest.raises(Refusal, match="Nobody is their own supporter"):
        add(replace(MO, name="kieran doyle", email=kieran.email))


def test_the_same_supporter_twice_is_refused(add):
    add()

    with pytest.raises(Refusal, match="Mo Farrow is a supporter already"):
        add()


def test_ten_supporters_are_the_most(kieran, add):
    SupporterFactory.create_batch(10, member=kieran)

    with pytest.raises(Refusal, match="10 supporters are the most"):
        add()


def test_who_has_left_gets_no_supporter(kieran, add):
    kieran.state = MemberState.LEFT

    with pytest.raises(Refusal, match="Kieran is no longer a member"):
        add()


def test_a_coordinator_records_how_and_when_the_member_agreed(kieran, add, noon):
    priya = StaffFactory(name="Priya Nair")

    mo = add(by=priya, consent=Consent(ConsentWay.PHONE, noon.date()))

    assert (mo.added_by, mo.consent_way, mo.consent_on) == (priya, ConsentWay.PHONE, noon.date())
    with pytest.raises(Refusal, match="must be today or in the past"):
        add(replace(MO, name="Ada"), by=priya, consent=Consent(ConsentWay.PHONE, noon.date() + timedelta(days=1)))


def test_grants_change_at_once_and_copies_with_them(kieran, add, noon):
    mo = add()

    actions.change_grants(mo.id, kieran, [Grant.GET_COPIES], by=kieran.account, now=noon)
    assert readers() == [("Mo Farrow", "mo@example.org")]
    assert not may(mo.account_id, kieran.id, Grant.ANSWER)

    actions.change_grants(mo.id, kieran, [Grant.ANSWER], by=kieran.account, now=noon)
    assert readers() == []
    assert may(mo.account_id, kieran.id, Grant.ANSWER)


def test_who_helped_with_the_application_signs_in_from_their_first_grant_on(kieran, noon, inbox):
    helper = SupporterFactory(member=kieran, name="Mo", email="Mo@example.org", account=None)

    actions.change_grants(helper.id, kieran, [Grant.SEE_EVENTS], by=kieran.account, now=noon)
    actions.change_grants(helper.id, kieran, [Grant.SEE_NEEDS], by=kieran.account, now=noon)

    assert (helper.account.email, helper.account.is_supporter) == ("mo@example.org", True)
    assert inbox.letters == [
        ("mo@example.org", "Kieran would like you to be their supporter"),
        (kieran.email, "Mo is now your supporter"),
    ]
    assert may(helper.account_id, kieran.id, Grant.SEE_NEEDS)


def test_copies_follow_a_supporter_who_is_a_member_and_changes_their_address(add, noon):
    ada = MemberFactory(name="Ada Lind", email="ada@example.org")
    helper = add(SupporterDetails(name="Ada Lind", email="ada@example.org", grants=frozenset({Grant.GET_COPIES})))
    assert helper.account is ada.account

    change_contact(ada.id, Contact(channel=Channel.EMAIL, email="new@example.org"), by=ada.account, now=noon)

    assert readers() == [("Ada Lind", "new@example.org")]
    assert helper.email == "new@example.org"


def test_the_audit_trail_names_nobody(kieran, add, noon):
    mo = add()
    actions.change_grants(mo.id, kieran, [Grant.SEE_NEEDS], by=kieran.account, now=noon)
    actions.remove_supporter(mo.id, kieran, by=kieran.account, now=noon)

    of_supporters = select(AuditEntry).where(AuditEntry.subject_type == "supporter").order_by(AuditEntry.id)
    entries = db.session.scalars(of_supporters).all()
    assert [(entry.action, entry.detail) for entry in entries] == [
        ("supporter.added", {"member": kieran.id, "grants": ["answer"]}),
        ("supporter.grants_changed", {"member": kieran.id, "grants": ["see needs"]}),
        ("supporter.removed", {"member": kieran.id}),
    ]


def test_a_supporter_is_found_by_their_own_account_alone(kieran, add):
    add()
    stranger = db.session.merge(AccountFactory(is_supporter=True))

    assert people_supported_by(stranger) == []
    assert isinstance(stranger, Account)
