"""What coordinators let a supporter do: only what the member agreed to, and the member is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions import supporters as actions
from coproduction.members.models import Consent, ConsentWay, Grant
from coproduction.notifications.models import Channel
from tests.factories import MemberFactory, StaffFactory, SupporterFactory


@pytest.fixture
def kieran():
    return MemberFactory(name="Kieran Doyle", known_as="Kieran")


@pytest.mark.parametrize("channel", Channel)
def test_a_coordinator_lets_a_supporter_do_more_with_consent_and_the_member_is_told(kieran, noon, inbox, channel):
    kieran.channel, kieran.phone, kieran.address = channel, "07700 900982", "1 High Street"
    mo, priya = SupporterFactory(member=kieran, name="Mo", may=[Grant.SEE_EVENTS]), StaffFactory(name="Priya Nair")
    agreed = Consent(ConsentWay.LETTER, noon.date())

    actions.change_grants(mo.id, kieran, [Grant.SEE_EVENTS, Grant.SEE_NEEDS], by=priya, now=noon, consent=agreed)

    assert {grant.allowed for grant in mo.grants} == {Grant.SEE_EVENTS, Grant.SEE_NEEDS}
    assert (mo.consent_way, mo.consent_on, mo.consent_by) == (ConsentWay.LETTER, noon.date(), priya)
    [told] = inbox.messages
    assert (told.member_id, told.channel, told.template) == (kieran.id, channel, "members/supporter_changed")
    assert "need" not in told.text
    [entry] = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "supporter.grants_changed"))
    assert entry.detail == {
        "member": kieran.id,
        "grants": ["see events", "see needs"],
        "consent_way": "by letter",
        "consent_on": noon.date().isoformat(),
    }


def test_more_by_a_coordinator_is_refused_without_consent_and_with_a_day_to_come(kieran, noon, inbox):
    mo, priya = SupporterFactory(member=kieran, name="Mo", may=[Grant.SEE_EVENTS]), StaffFactory()
    later = Consent(ConsentWay.PHONE, noon.date() + timedelta(days=1))

    for consent, words in ((None, "Say how and when Kieran agreed that Mo can do more"), (later, "today or in the")):
        with pytest.raises(Refusal, match=words):
            actions.change_grants(mo.id, kieran, [Grant.SEE_NEEDS], by=priya, now=noon, consent=consent)

    assert [grant.allowed for grant in mo.grants] == [Grant.SEE_EVENTS]
    assert (mo.consent_on, inbox.messages) == (None, [])


def test_the_member_is_told_when_a_coordinator_takes_something_away_and_not_when_they_do(kieran, noon, inbox):
    mo = SupporterFactory(member=kieran, name="Mo", may=[Grant.SEE_EVENTS, Grant.SEE_NEEDS])

    actions.change_grants(mo.id, kieran, [Grant.SEE_EVENTS], by=StaffFactory(), now=noon)
    actions.change_grants(mo.id, kieran, [], by=kieran.account, now=noon)

    assert inbox.letters == [(kieran.email, "We have changed what a supporter can do for you")]
