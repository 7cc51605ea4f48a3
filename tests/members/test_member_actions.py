"""Changes to a membership: contact details, pauses, days away, qualifications."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from coproduction.accounts import actions as accounts
from coproduction.accounts.models import LinkPurpose
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions import away, members, qualifications
from coproduction.members.actions.members import Contact
from coproduction.members.models import MemberState
from coproduction.notifications.models import Channel
from tests.factories import AwayDateFactory, HeldQualificationFactory, MemberFactory, QualificationFactory

BY_EMAIL = Contact(channel=Channel.EMAIL, email="new@example.org", phone="0115 496 0100")


def details():
    """Return what the trail keeps beside each action."""
    return [entry.detail for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def test_a_new_email_address_signs_in_and_the_old_one_is_told(noon, inbox):
    member = MemberFactory(email="old@example.org")
    token = accounts.make_link(member.account, LinkPurpose.SIGN_IN, now=noon)

    members.change_contact(member.id, BY_EMAIL, by=member.account, now=noon)

    assert (member.email, member.account.email) == ("new@example.org", "new@example.org")
    assert inbox.letters == [("old@example.org", "Your email address has changed")]
    assert "new@example.org" not in inbox.messages[0].text
    with pytest.raises(Refusal):
        accounts.use_link(token, now=noon)


def test_the_trail_names_what_changed_and_never_to_what(noon):
    member = MemberFactory(email="old@example.org")

    members.change_contact(member.id, BY_EMAIL, by=member.account, now=noon)

    assert details()[0] == {"changed": ["email"]}
    assert "example.org" not in str(details())


def test_saving_the_same_contact_details_changes_nothing(noon, inbox):
    member = MemberFactory(email="new@example.org", phone="0115 496 0100")

    members.change_contact(member.id, BY_EMAIL, by=member.account, now=noon)

    assert (details(), inbox.messages) == ([], [])


@pytest.mark.parametrize(("channel", "field"), [(Channel.PHONE, "phone"), (Channel.LETTER, "address")])
def test_a_channel_needs_something_to_go_to(noon, channel, field):
    member = MemberFactory()

    with pytest.raises(Refusal) as refused:
        members.change_contact(
            member.id, Contact(channel=channel, email="new@example.org"), by=member.account, now=noon
        )

    assert refused.value.field == field


def test_a_member_who_signs_in_keeps_an_email_address(noon):
    member = MemberFactory(email="old@example.org")

    with pytest.raises(Refusal, match="You need one to sign in"):
        members.change_contact(
            member.id, Contact(channel=Channel.PHONE, phone="0115 496 0100"), by=member.account, now=noon
        )

    assert member.email == "old@example.org"


def test_a_member_gets_a_sign_in_with_their_first_email_address(noon, priya, inbox):
    member = MemberFactory(account=None, email=None, channel=Channel.PHONE)

    members.change_contact(member.id, BY_EMAIL, by=priya, now=noon)

    assert member.account.is_member
    assert inbox.letters == [("new@example.org", "You can now sign in to My Life Choices")]
    assert inbox.path_in(inbox.messages[0], "/sign-in/")


def test_a_pause_and_a_return_are_each_told_once(noon, priya, inbox):
    member = MemberFactory(email="harold@example.org")

    for change in (members.pause_membership, members.pause_membership, members.resume_membership):
        change(member.id, by=priya, now=noon)

    assert member.state is MemberState.ACTIVE
    assert inbox.letters == [
        ("harold@example.org", "We have paused your membership"),
        ("harold@example.org", "Welcome back to My Life Choices"),
    ]


def test_somebody_who_left_is_not_brought_back_like_this(noon, priya):
    member = MemberFactory(known_as="Ruth", state=MemberState.LEFT)

    with pytest.raises(Refusal, match="Ruth has left"):
        members.resume_membership(member.id, by=priya, now=noon)


def test_the_same_days_away_are_kept_once(noon):
    member = MemberFactory()

    for _ in range(2):
        away.add_away_date(member.id, date(2027, 2, 1), date(2027, 2, 3), by=member.account, now=noon)

    assert len(member.away_dates) == 1


def test_a_member_who_is_away_already_can_say_until_when(noon):
    member = MemberFactory()

    away.add_away_date(member.id, date(2026, 12, 20), date(2027, 1, 4), by=member.account, now=noon)

    assert len(member.away_dates) == 1


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 2, 3), date(2027, 2, 1), "The last day must be the same as or after the first day"),
        (date(2026, 12, 1), date(2027, 1, 3), "The last day must be today or later"),
        (date(2027, 2, 1), date(2072, 2, 3), "The last day must be in 2030 or earlier"),
    ],
)
def test_days_away_that_cannot_be_meant_are_refused(noon, first, last, words):
    member = MemberFactory()

    with pytest.raises(Refusal) as refused:
        away.add_away_date(member.id, first, last, by=member.account, now=noon)

    assert (refused.value.message, refused.value.field) == (words, "ends_on")
    assert member.away_dates == []


def test_nobody_takes_back_another_members_days_away(noon):
    theirs, mine = AwayDateFactory(), MemberFactory()

    away.remove_away_date(theirs.id, mine, by=mine.account, now=noon)

    assert theirs.member.away_dates == [theirs]


def test_taking_days_away_back_twice_is_harmless(noon):
    days = AwayDateFactory()
    member = days.member

    for _ in range(2):
        away.remove_away_date(days.id, member, by=member.account, now=noon)

    assert details() == [{"member": member.id}]


def test_a_qualification_that_is_held_already_is_renewed(noon, priya):
    held = HeldQualificationFactory(achieved_on=date(2024, 1, 5), valid_until=date(2026, 1, 5))

    renewed = qualifications.record_qualification(
        held.member_id,
        held.qualification_id,
        achieved_on=date(2026, 12, 1),
        valid_until=date(2028, 12, 1),
        by=priya,
        now=noon,
    )

    assert (renewed, held.achieved_on, held.valid_until) == (held, date(2026, 12, 1), date(2028, 12, 1))


@pytest.mark.parametrize(
    ("achieved_on", "valid_until", "field"),
    [(date(2027, 1, 5), None, "achieved_on"), (date(2026, 5, 1), date(2026, 4, 30), "valid_until")],
)
def test_a_qualification_with_days_that_cannot_be_is_refused(noon, priya, achieved_on, valid_until, field):
    with pytest.raises(Refusal) as refused:
        qualifications.record_qualification(
            MemberFactory().id,
            QualificationFactory().id,
            achieved_on=achieved_on,
            valid_until=valid_until,
            by=priya,
            now=noon,
        )

    assert refused.value.field == field


def test_a_qualification_ends_and_stays_on_record(noon, priya):
    held = HeldQualificationFactory(achieved_on=date(2026, 1, 5))

    qualifications.end_qualification(held, date(2026, 6, 1), by=priya, now=noon)

    assert held.valid_until == date(2026, 6, 1)


def test_a_qualification_cannot_end_before_it_was_achieved(noon, priya):
    held = HeldQualificationFactory(achieved_on=date(2026, 1, 5))

    with pytest.raises(Refusal, match="5 January 2026 or later"):
        qualifications.end_qualification(held, date(2026, 1, 4), by=priya, now=noon)


def test_two_qualifications_do_not_share_a_name(noon, priya):
    QualificationFactory(name="Interview skills")

    with pytest.raises(Refusal, match="There is a qualification called Interview skills already"):
        qualifications.add_qualification("interview skills", by=priya, now=noon)
