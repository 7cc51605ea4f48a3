"""How a member would like to be paid: their own choice, and limits that nobody else ever sees."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.members.actions.payments import PaymentWish, set_payment
from coproduction.members.models import PaymentChoice
from coproduction.members.queries.payments import asks_first, payment_of
from tests.factories import MemberFactory, StaffFactory
from tests.test_routes import World, rules_of

WEEKLY, MONTHLY = 7_531, 9_173
WISH = PaymentWish(choice=PaymentChoice.CHARITY, ask_first=True, weekly_cap=WEEKLY, monthly_cap=MONTHLY)
SECRETS = ("7531", "7,531", "9173", "9,173", "charity")


def test_a_member_chooses_and_sets_private_limits(browser):
    page = browser.get("/my-details").follow("Change what you would like")
    assert "Citizens Advice" in page.text
    page = page.press("Save", choice="less", ask_first="yes", weekly_cap="150", monthly_cap="1,300")

    kept = payment_of(browser.member)
    assert kept
    assert (kept.choice, kept.ask_first, kept.weekly_cap, kept.monthly_cap) == (PaymentChoice.LESS, True, 150, 1300)
    assert ["Most in a month", "£1,300"] in page.rows
    assert ["What you would like", "Pay me less"] in page.rows
    page.follow("Change your limits").press("Save", ask_first=None, weekly_cap="")
    assert (kept.ask_first, kept.weekly_cap, kept.monthly_cap) == (False, None, 1300)


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, "Select what you would like"),
        ({"choice": "paid", "weekly_cap": "lots"}, "Most in a week must be a whole number, like 12"),
        ({"choice": "paid", "monthly_cap": "-1"}, "Enter whole pounds, up to 10,000"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_kept_on_the_page_and_says_why(browser, fields, error):
    assert browser.get("/my-details/payment").press("Save", **fields).errors == [error]
    assert payment_of(browser.member) is None


@pytest.mark.parametrize(
    ("wish", "asks"),
    [
        (None, True),
        (PaymentWish(choice=PaymentChoice.ASK), True),
        (PaymentWish(choice=PaymentChoice.PAID, ask_first=True), True),
        (PaymentWish(choice=PaymentChoice.PAID, weekly_cap=1), False),
        (PaymentWish(choice=PaymentChoice.EXPENSES_ONLY), False),
    ],
)
def test_coordinators_see_only_whether_to_ask_first(coordinator, noon, wish, asks):
    member = MemberFactory()
    if wish:
        set_payment(member, wish, by=member.account, now=noon)

    assert asks_first(member.id, viewer=StaffFactory()) is asks
    words = "Ask them before you book anything paid." if asks else "You need not ask them first."
    assert words in coordinator.get(f"/members/{member.id}").text


def test_only_the_member_sets_it(noon):
    member = MemberFactory()

    with pytest.raises(PermissionError):
        set_payment(member, WISH, by=StaffFactory(is_administrator=True), now=noon)


def test_the_audit_trail_holds_no_amount_and_one_word_for_both_limits(noon):
    member = MemberFactory()
    set_payment(member, WISH, by=member.account, now=noon)
    set_payment(member, WISH, by=member.account, now=noon)

    [entry] = db.session.scalars(select(AuditEntry)).all()
    assert entry.detail == {"changed": ["ask_first", "choice", "limits"]}


@pytest.mark.parametrize("who", ["coordinator", "administrator", "supporter", "another member", "stranger"])
def test_no_page_and_no_file_shows_anybody_else_what_a_member_chose(app, stranger, noon, who, inbox):
    world = World()
    set_payment(world.member, WISH, by=world.member.account, now=noon)
    accounts = {
        "coordinator": StaffFactory(),
        "administrator": StaffFactory(is_administrator=True, is_safeguarding_lead=True),
        "supporter": world.supporter.account,
        "another member": MemberFactory().account,
    }
    if who in accounts:
        stranger.sign_in(accounts[who])

    shown = {
        rule.endpoint: stranger.fetch(world.path(app, rule)).get_data(as_text=True) for rule in rules_of(app, "GET")
    }
    public = ("site.", "members.change_payment")  # which speak of charities, and of nobody else's choice
    leaks = [
        (endpoint, secret)
        for endpoint, page in shown.items()
        for secret in SECRETS
        if secret in page and not endpoint.startswith(public)
    ]
    assert leaks == []
    assert not any(
        secret in json.dumps([message.text, message.html]) for message in inbox.messages for secret in SECRETS
    )


def test_the_test_of_leaks_would_see_one(app, stranger, noon):
    world = World()
    set_payment(world.member, WISH, by=world.member.account, now=noon)
    stranger.sign_in(world.member.account)

    shown = [
        rule.endpoint
        for rule in rules_of(app, "GET")
        if str(WEEKLY) in stranger.fetch(world.path(app, rule)).get_data(as_text=True).replace(",", "")
    ]
    assert sorted(shown) == ["members.change_payment", "members.show_profile"]
