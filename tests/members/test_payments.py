"""How a member would like to be paid: their own choice, and limits that nobody else ever sees."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select, update

from contacts import Helper
from coproduction.accounts.models import Account
from coproduction.audit.models import AuditEntry
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.members.actions.payments import PaymentWish, Told, set_payment, write_down_payment
from coproduction.members.models import ConsentWay, MemberState, PaymentChoice
from coproduction.members.queries.payments import payment_of, payment_seen
from tests.factories import MemberFactory, StaffFactory
from tests.test_routes import rules_of
from tests.world import World

WEEKLY, MONTHLY = 7_531, 9_173
WISH = PaymentWish(choice=PaymentChoice.CHARITY, ask_first=True, weekly_cap=WEEKLY, monthly_cap=MONTHLY)
EMPTY_FORM = ("members_staff.write_down_payment", "charity")  # names every choice there is, and nobody's
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


def test_who_gives_advice_on_benefits_is_whom_this_group_has_set(app, browser, coordinator, monkeypatch):
    for helper, words in (
        (Helper("Welfare Rights", web="https://rights.example.org/"), "You can ask Welfare Rights, or"),
        (Helper("Welfare Rights", phone="0115 496 0077"), "You can ask Welfare Rights (phone 0115 496 0077), or"),
    ):
        monkeypatch.setitem(app.jinja_env.globals, "benefits_advice", helper)
        page = browser.get("/my-details/payment")
        assert words in page.text
        assert page.links.get("Welfare Rights", "") == helper.web
        dennis = MemberFactory(account=None)
        assert "Tell them that Welfare Rights" in coordinator.get(f"/members/{dennis.id}/payment").text


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

    assert payment_seen(member.id, viewer=StaffFactory()) == (asks, None, None, None)
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


@pytest.fixture
def dennis():
    """A member who cannot sign in."""
    return MemberFactory(account=None, email=None, channel="phone", phone="0115 496 0102", known_as="Dennis")


def test_a_coordinator_writes_down_what_somebody_with_no_sign_in_tells_them_by_phone(coordinator, dennis):
    page = coordinator.get(f"/members/{dennis.id}").follow("Write down how they would like to be paid")
    told = {"choice": "charity", "way": "by phone", "on": date(2027, 1, 3)}
    page = page.press("Save what they told you", **told, weekly_cap=str(WEEKLY), monthly_cap=str(MONTHLY))

    assert page.messages == ["You have saved what Dennis told you about payment."]
    kept = payment_of(dennis)
    assert kept
    assert (kept.choice, kept.ask_first, kept.weekly_cap, kept.monthly_cap) == (
        PaymentChoice.CHARITY,
        False,
        WEEKLY,
        MONTHLY,
    )
    assert (kept.told_way, kept.told_on, kept.written_by) == (ConsentWay.PHONE, date(2027, 1, 3), coordinator.account)
    assert f"They told us: by phone, on 3 January 2027. {coordinator.account.name} wrote it down." in page.text
    assert "Payment wishes written down, as they told them" in page.text


def test_what_was_told_is_never_shown_to_a_coordinator_again(coordinator, dennis, noon, caplog):
    by = coordinator.account
    write_down_payment(dennis.id, WISH, Told(ConsentWay.PHONE, noon.date()), by=by, now=noon)

    pages = [
        coordinator.fetch(path).get_data(as_text=True)
        for path in (f"/members/{dennis.id}", f"/members/{dennis.id}/payment", "/to-do", "/members.csv", "/members")
    ]
    trail = [str(detail) for detail in db.session.scalars(select(AuditEntry.detail))]
    logged = [str(vars(record)) for record in caplog.records]

    leaks = [secret for words in (*pages, *trail, *logged) for secret in SECRETS[:4] if secret in words]
    assert leaks == []
    empty = coordinator.get(f"/members/{dennis.id}/payment")
    assert [empty.values.get(name) for name in ("choice", "weekly_cap", "monthly_cap")] == [None, [""], [""]]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"choice": "paid", "on": date(2027, 1, 4)}, "Select how they told you"),
        ({"choice": "paid", "way": "by phone"}, "Enter the day they told you"),
        (
            {"choice": "paid", "way": "by phone", "on": date(2027, 1, 5)},
            "The day they told you must be today or in the past",
        ),
    ],
)
def test_what_was_told_says_how_and_when(coordinator, dennis, fields, error):
    page = coordinator.get(f"/members/{dennis.id}/payment").press("Save what they told you", **fields)

    assert (page.errors, payment_of(dennis)) == ([error], None)


def test_somebody_who_signs_in_or_has_left_is_not_spoken_for(coordinator, noon):
    signs_in, left = MemberFactory(known_as="Amara"), MemberFactory(account=None)
    signs_in.account.signed_in_at = noon

    pages = {member: coordinator.get(f"/members/{member.id}/payment") for member in (signs_in, left)}
    left.state = MemberState.LEFT
    db.session.commit()

    for member, opened in pages.items():
        assert "Write down how they would like to be paid" not in coordinator.get(f"/members/{member.id}").links
        page = opened.press("Save what they told you", choice="paid", way="by phone", on=noon.date())
        assert len(page.errors) == 1
        assert payment_of(member) is None


def test_somebody_who_has_never_used_their_sign_in_is_written_down_as_told_by_phone(coordinator, noon):
    amara = MemberFactory(known_as="Amara")

    page = coordinator.get(f"/members/{amara.id}").follow("Write down how they would like to be paid")
    assert "Amara has never signed in, so you can write down what they tell you." in page.text
    page = page.press("Save what they told you", choice="charity", way="by phone", on=noon.date())

    kept = payment_of(amara)
    assert kept
    assert (kept.choice, kept.told_way, kept.told_on) == (PaymentChoice.CHARITY, ConsentWay.PHONE, noon.date())
    assert "They told us: by phone, on 4 January 2027." in page.text


def test_somebody_who_signs_in_while_they_are_on_the_phone_keeps_what_they_set(noon):
    amara, priya = MemberFactory(), StaffFactory()
    assert amara.account.signed_in_at is None  # as the page found it
    signs_in = update(Account).where(Account.id == amara.account_id).values(signed_in_at=noon)
    db.session.execute(signs_in, execution_options={"synchronize_session": False})

    with pytest.raises(Refusal):
        write_down_payment(amara.id, WISH, Told(ConsentWay.PHONE, noon.date()), by=priya, now=noon)

    assert payment_of(amara) is None


def test_only_coordinators_write_down_what_others_told(noon, dennis):
    with pytest.raises(PermissionError):
        write_down_payment(dennis.id, WISH, Told(ConsentWay.PHONE, noon.date()), by=MemberFactory().account, now=noon)


def test_a_member_who_signs_in_later_reads_who_wrote_it_down_until_they_change_it(browser, noon):
    priya, me = StaffFactory(name="Priya Nair"), browser.member
    account, me.account = me.account, None
    db.session.flush()
    write_down_payment(me.id, WISH, Told(ConsentWay.LETTER, noon.date()), by=priya, now=noon)
    me.account = account
    db.session.commit()

    page = browser.get("/my-details")
    assert ["You told us", "By letter, on 4 January 2027. Priya Nair wrote it down."] in page.rows
    assert ["Most in a week", "£7,531"] in page.rows
    page = page.follow("Change what you would like").press("Save")

    assert [row for row in page.rows if row[0] == "You told us"] == []
    assert payment_seen(me.id, viewer=priya) == (True, None, None, None)


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
        if secret in page and not endpoint.startswith(public) and (endpoint, secret) != EMPTY_FORM
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
