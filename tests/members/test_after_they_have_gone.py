"""Nothing more is written down about somebody who has left or died."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions import away, members, needs, payments, profile, qualifications, supporters
from coproduction.members.actions.members import Contact
from coproduction.members.actions.needs import NeedDetails
from coproduction.members.actions.payments import PaymentWish, Told
from coproduction.members.models import ConsentWay, Interest, NeedKind, PaymentChoice
from coproduction.notifications.models import Channel
from tests.factories import HeldQualificationFactory, MemberFactory, NeedFactory, QualificationFactory
from tests.members.departing import TODAY, die, leave

WISH = PaymentWish(choice=PaymentChoice.PAID)
TELLING: dict[str, Callable[..., object]] = {
    "days away": lambda one, **hand: away.add_away_date(one.id, TODAY, TODAY, **hand),
    "a need": lambda one, **hand: needs.add_need(one.id, NeedDetails(kind=NeedKind.BRAILLE), **hand),
    "an answer": lambda one, **hand: profile.change_profile(one.id, {"travel": "By bus"}, **hand),
    "an interest": lambda one, **hand: profile.change_interests(one.id, [Interest.MEETINGS], **hand),
    "payment": lambda one, by, now: payments.set_payment(one, WISH, by=one.account, now=now),
    "payment as told": lambda one, **hand: payments.write_down_payment(
        one.id, WISH, Told(ConsentWay.PHONE, TODAY), **hand
    ),
    "a supporter": lambda one, **hand: supporters.add_supporter(
        one.id, supporters.SupporterDetails(name="Ada Pym", phone="0115 496 0100"), **hand
    ),
    "a qualification": lambda one, **hand: qualifications.record_qualification(
        one.id, QualificationFactory().id, achieved_on=TODAY, valid_until=None, **hand
    ),
    "the end of a qualification": lambda one, **hand: qualifications.end_qualification(
        HeldQualificationFactory(member=one, achieved_on=TODAY - timedelta(days=9)), TODAY, **hand
    ),
    "good times": lambda one, **hand: members.change_contact(
        one.id, Contact(channel=one.channel, email=one.email, contact_times="Mornings"), **hand
    ),
}
# What a coordinator may open for anybody: who they are, and a worry about them.
STILL_OPEN = {"choose_other", "merge_members", "write_note"}
OFFERED = {
    leave: {"change_contact", "ask_for_reference", "rejoin", "record_death", "forget_member"},
    die: {"take_back_death", "forget_member"},
}


def number_of_events():
    return db.session.scalar(select(func.count()).select_from(AuditEntry))


@pytest.mark.parametrize("go", [leave, die])
@pytest.mark.parametrize("what", TELLING)
def test_nothing_is_written_down_about_somebody_who_has_gone(noon, priya, go, what):
    member = MemberFactory()
    go(member, priya, noon)

    with pytest.raises(Refusal):
        TELLING[what](member, by=priya, now=noon)


@pytest.mark.parametrize("go", [leave, die])
def test_only_who_has_left_can_have_a_new_address(noon, priya, go):
    member = MemberFactory()
    go(member, priya, noon)
    contact = Contact(channel=Channel.EMAIL, email="new@example.org")

    if go is leave:
        assert members.change_contact(member.id, contact, by=priya, now=noon).email == "new@example.org"
    else:
        with pytest.raises(Refusal, match="has died"):
            members.change_contact(member.id, contact, by=priya, now=noon)


@pytest.mark.parametrize("go", [leave, die])
def test_pages_that_write_about_them_lead_back_to_theirs(app, coordinator, priya, noon, go):
    held = HeldQualificationFactory(member__name="Kieran Holt")
    member = held.member
    go(member, priya, noon)
    db.session.commit()
    before = number_of_events()

    opened = {
        rule.endpoint: coordinator.get(_address(app, rule, member, held)).heading
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("members_staff.") and "member_id" in rule.arguments
        if {"GET", "POST"} <= rule.methods and rule.endpoint.split(".")[1] not in STILL_OPEN
        if not rule.arguments & {"need_id", "supporter_id"}  # there are none any more
    }

    still = {endpoint for endpoint, heading in opened.items() if heading != "Kieran Holt"}
    assert {endpoint.removeprefix("members_staff.") for endpoint in still} == OFFERED[go]
    assert len(opened) == 31
    assert number_of_events() == before


def _address(app, rule, member, held):
    values = {"member_id": member.id, "held_id": held.id, "part": "travel", "group": "communication", "slug": "buddy"}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(rule.endpoint, {name: values[name] for name in rule.arguments})


def test_what_is_sent_from_a_page_that_was_open_is_refused_in_words(coordinator, priya, noon):
    member = MemberFactory(known_as="Kieran")
    page = coordinator.get(f"/members/{member.id}/away")
    leave(member, priya, noon)
    db.session.commit()

    page = page.press("Add these days", starts_on=date(2027, 2, 1), ends_on=date(2027, 2, 2))

    assert page.errors == ["Kieran is no longer a member, so this cannot be changed."]


def test_a_button_on_a_page_that_was_open_is_refused_in_words(coordinator, priya, noon):
    need = NeedFactory(member__known_as="Kieran")
    page = coordinator.get(f"/members/{need.member.id}/needs")
    leave(need.member, priya, noon)
    db.session.commit()

    page = page.press("Everything is still right")

    assert page.messages == ["Kieran is no longer a member, so this cannot be changed."]


@pytest.mark.parametrize("go", [leave, die])
def test_their_page_says_what_is_so_and_offers_only_what_is_accepted(coordinator, priya, noon, go):
    member = NeedFactory(member__emergency_contact="My sister").member
    HeldQualificationFactory(member=member)
    before = coordinator.get(f"/members/{member.id}")
    assert f"Signs in with {member.email}" in before.text
    go(member, priya, noon)
    db.session.commit()

    page = coordinator.get(f"/members/{member.id}")

    assert "No longer signs in" in page.text
    assert page.text.count("Deleted when their membership ended.") == 6
    assert [
        word for word in ("Ask them before", "need not ask", "have not told us about any") if word in page.text
    ] == []
    writes = ("/contact", "/details/", "/needs", "/supporters", "/away", "/payment", "/qualifications", "/welcome")
    offered = [to for to in page.links.values() if to.startswith(f"/members/{member.id}/")]
    assert [to for to in offered if any(part in to for part in writes)] == (
        [f"/members/{member.id}/contact"] if go is leave else []
    )


def test_a_search_that_finds_nobody_leads_to_who_has_left_or_died(coordinator, priya, noon):
    for name, go in (("Kieran Holt", leave), ("Kieran Moss", die), ("Kieran Low", die)):
        go(MemberFactory(name=name), priya, noon)
    db.session.commit()

    page = coordinator.get("/members").press("Search", words="Kieran")

    assert [link for link in page.links if link.startswith("See ") and "found" in link] == [
        "See 1 found with “Left”",
        "See 2 found with “Died”",
    ]
    assert {row[0] for row in page.follow("See 2 found with “Died”").rows} == {"Kieran Low", "Kieran Moss"}
    assert "found with" not in coordinator.get("/members").press("Search", words="Nobody at all").text
