"""What coordinators decide about an application, and each only once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from coproduction.accounts.models import Account
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions import decisions as actions
from coproduction.members.actions.applications import submit_application
from coproduction.members.models import (
    ApplicationState,
    ApplicationSupporter,
    Interest,
    Member,
    MemberState,
    NeedKind,
    SeenBy,
    Supporter,
)
from coproduction.notifications.models import Channel
from tests.factories import ApplicationFactory, MemberFactory, StaffFactory


def everybody(model):
    """Return every row of a table."""
    return list(db.session.scalars(select(model).order_by(model.id)))


def audited():
    """Return what the trail says was done, and by whom."""
    return [(entry.action, entry.account_id) for entry in everybody(AuditEntry)]


PARTICULARS = {
    "known_as": "Piotr",
    "area": "Newark",
    "pronouns": "he/him",
    "contact_times": "Mornings",
    "availability": "Tuesdays",
    "travel": "By bus",
    "emergency_contact": "Ewa, 07700 900125",
}


def test_accepting_makes_a_member_with_everything_they_told_us(noon, priya):
    told = {"name": "Piotr Zielinski", **PARTICULARS}
    application = ApplicationFactory(email="piotr@example.org", interests=["meetings", "panels"], **told)

    member = actions.accept_application(application.id, by=priya, now=noon)

    assert {name: getattr(member, name) for name in told} == told
    assert [line.interest for line in member.interests] == [Interest.MEETINGS, Interest.PANELS]
    assert member.state is MemberState.INDUCTION
    decided = (application.state, application.decided_by, application.decided_at)
    assert decided == (ApplicationState.ACCEPTED, priya, noon)


def test_what_an_accepted_person_needs_is_looked_at_again_in_a_year(noon, priya):
    application = ApplicationFactory(
        needing={NeedKind.BSL_INTERPRETER: "The same one as last time", NeedKind.BRAILLE: ""}
    )
    application.needs[1].seen_by = SeenBy.TRAINERS

    member = actions.accept_application(application.id, by=priya, now=noon)

    again = date(2028, 1, 4)
    assert [(need.kind, need.detail, need.lead_days, need.review_on, need.seen_by) for need in member.needs] == [
        (NeedKind.BSL_INTERPRETER, "The same one as last time", 15, again, SeenBy.COORDINATORS),
        (NeedKind.BRAILLE, "", 10, again, SeenBy.TRAINERS),
    ]


def test_whoever_is_accepted_is_welcomed_and_can_sign_in(noon, priya, inbox):
    application = ApplicationFactory(email="piotr@example.org")

    member = actions.accept_application(application.id, by=priya, now=noon)

    assert member.account
    assert (member.account.email, member.account.is_member) == ("piotr@example.org", True)
    assert inbox.letters == [("piotr@example.org", "Welcome to My Life Choices")]
    assert inbox.path_in(inbox.messages[0], "/sign-in/")


def test_what_a_person_needs_is_in_no_message_and_no_trail(noon, priya, inbox):
    application = ApplicationFactory(
        state=ApplicationState.DRAFT,
        connection="both",
        needing={NeedKind.QUIET_ROOM: "A quiet room"},
        about="My own story",
    )

    submit_application(application.id, now=noon)
    actions.accept_application(application.id, by=priya, now=noon)

    everything = " ".join(message.text + message.html for message in inbox.messages)
    everything += " ".join(str(entry.detail) for entry in everybody(AuditEntry))
    assert "quiet room" not in everything
    assert "My own story" not in everything


def test_a_person_without_email_becomes_a_member_without_a_sign_in(noon, priya, inbox):
    application = ApplicationFactory(name="Selin Kaya", channel=Channel.PHONE, email=None, phone="0115 496 0031")

    member = actions.accept_application(application.id, by=priya, now=noon)

    assert (member.account, member.known_as) == (None, "Selin Kaya")
    assert inbox.letters == [("0115 496 0031", "Welcome to My Life Choices")]
    assert "sign in" not in inbox.messages[0].text.lower()


def test_a_person_who_prefers_the_phone_is_told_that_they_can_sign_in(noon, priya, inbox):
    application = ApplicationFactory(channel=Channel.PHONE, email="selin@example.org", phone="0115 496 0031")

    member = actions.accept_application(application.id, by=priya, now=noon)

    task = inbox.latest(to="0115 496 0031")
    assert member.account
    assert member.account.email == "selin@example.org"
    assert inbox.path_in(task, "/sign-in") == "/sign-in"


def test_accepting_twice_makes_one_member_and_says_who_accepted_first(noon, priya, inbox):
    application = ApplicationFactory()
    actions.accept_application(application.id, by=priya, now=noon)

    with pytest.raises(Refusal) as refused:
        actions.accept_application(application.id, by=StaffFactory(name="Tom Hesketh"), now=noon + timedelta(hours=1))

    assert refused.value.message == (
        "Priya Nair accepted this application on Monday 4 January 2027, midday. Nothing has changed."
    )
    assert (len(everybody(Member)), len(inbox.messages)) == (1, 1)


def test_a_double_click_on_accept_makes_one_member_and_ends_well(noon, priya, inbox):
    application = ApplicationFactory()

    first, second = (actions.accept_application(application.id, by=priya, now=noon) for _ in range(2))

    assert first is second
    assert (len(everybody(Member)), len(inbox.messages), len(audited())) == (1, 1, 4)


def test_a_double_click_on_decline_says_no_once_and_ends_well(noon, priya, inbox):
    application = ApplicationFactory()

    for words in ("Sorry.", "Sorry again."):
        actions.decline_application(application.id, words, "Our open day.", by=priya, now=noon)

    assert application.decision_note == "Sorry.\n\nOur open day."
    assert (len(inbox.messages), audited()) == (1, [("application.declined", priya.id)])


def test_another_coordinator_does_not_decline_again(noon, priya):
    application = ApplicationFactory()
    actions.decline_application(application.id, "Sorry.", "Our open day.", by=priya, now=noon)

    with pytest.raises(Refusal, match="Priya Nair declined this application"):
        actions.decline_application(application.id, "Sorry.", "Our open day.", by=StaffFactory(), now=noon)


def test_declining_sends_the_coordinators_own_words_and_another_way(noon, priya, inbox):
    application = ApplicationFactory(email="piotr@example.org")

    actions.decline_application(
        application.id, "We are full until June.\n\nSorry.", "Come to our open day.", by=priya, now=noon
    )

    words = inbox.latest(to="piotr@example.org").text
    assert "We are full until June.\n\nSorry.\n\nAnother way to be heard\n\nCome to our open day." in words
    assert (application.state, application.decided_by) == (ApplicationState.DECLINED, priya)
    assert audited() == [("application.declined", priya.id)]
    assert everybody(Member) == []


def test_a_declined_application_cannot_be_accepted(noon, priya):
    application = ApplicationFactory()
    actions.decline_application(application.id, "Sorry.", "Our open day.", by=priya, now=noon)

    with pytest.raises(Refusal, match="Priya Nair declined this application"):
        actions.accept_application(application.id, by=priya, now=noon)


def test_two_people_who_share_an_email_address_both_become_members(noon, priya):
    jo = MemberFactory(name="Jo Marsden", email="marsden@example.org")
    application = ApplicationFactory(name="Lee Marsden", email="marsden@example.org")

    lee = actions.accept_application(application.id, by=priya, now=noon)

    assert lee.account_id != jo.account_id
    shared = db.session.scalars(select(Account.name).where(Account.email == "marsden@example.org"))
    assert sorted(shared) == ["Jo Marsden", "Lee Marsden"]


def test_who_helped_becomes_a_supporter_whom_nothing_is_allowed_yet(noon, priya, inbox):
    application = ApplicationFactory(name="Piotr Zielinski", email="piotr@example.org")
    application.supporter = ApplicationSupporter(name="Mo Patel", relation="nephew", email="mo@example.org")

    member = actions.accept_application(application.id, by=priya, now=noon)

    [supporter] = everybody(Supporter)
    assert (supporter.member_id, supporter.name, supporter.relation, supporter.email, supporter.account_id) == (
        member.id,
        "Mo Patel",
        "nephew",
        "mo@example.org",
        None,
    )
    assert supporter.grants == []
    assert {to for to, _ in inbox.letters} == {"piotr@example.org"}
