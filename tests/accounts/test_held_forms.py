"""A form that is sent after its session has ended is kept, and given back to the same account alone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from coproduction.accounts.actions import held_forms
from coproduction.accounts.models import HeldForm
from coproduction.accounts.views.held_forms import GIVEN_BACK
from coproduction.accounts.views.session import HELD, NOT_HELD
from coproduction.core import clock
from coproduction.core.database import db
from coproduction.members.models import AwayDate
from tests.factories import AwayDateFactory, MemberFactory
from tests.pages import Browser, Page

OURS = {"Sec-Fetch-Site": "same-origin"}
AWAY = {"starts_on": date(2027, 7, 24), "ends_on": date(2027, 7, 31)}
TYPED = {"starts_on[day]": ["24"], "starts_on[month]": ["7"], "starts_on[year]": ["2027"]}


@pytest.fixture
def member():
    """A member whose browser signs in for real."""
    member = MemberFactory()
    db.session.commit()
    return member


@pytest.fixture
def left_open(app, member, come_in):
    """A browser that has a form open on one tab, after signing out on another; and that form."""
    browser = Browser(app)
    come_in(browser, member.account)
    form = browser.get("/my-details/away")
    browser.get("/sign-out").press("Sign out")
    return browser, form


def rows():
    return db.session.scalar(select(func.count()).select_from(HeldForm))


def test_the_answers_come_back_after_signing_in_and_can_be_sent_again(left_open, member, come_in):
    browser, form = left_open

    page = form.press("Add these days", **AWAY)
    assert (page.address, page.messages) == ("/sign-in", [HELD])
    page = come_in(browser, member.account)

    assert (page.address, page.messages) == ("/my-details/away", [GIVEN_BACK])
    assert {name: page.values[name] for name in TYPED} == TYPED
    page = page.press("Add these days")
    assert page.messages == ["We have saved when you are away."]
    kept = db.session.scalars(select(AwayDate)).one()
    assert (kept.starts_on, kept.ends_on) == (AWAY["starts_on"], AWAY["ends_on"])


def test_once_sent_the_answers_are_forgotten(left_open, member, come_in):
    browser, form = left_open
    form.press("Add these days", **AWAY)
    page = come_in(browser, member.account)
    assert rows() == 1

    page = page.press("Add these days")

    assert rows() == 0
    assert page.values["starts_on[day]"] == [""]


def test_the_answers_are_still_there_when_the_page_is_opened_again(left_open, member, come_in):
    browser, form = left_open
    form.press("Add these days", **AWAY)
    come_in(browser, member.account)

    assert browser.get("/my-details/away").values["starts_on[year]"] == ["2027"]


def test_somebody_else_who_signs_in_on_the_same_browser_never_sees_them(left_open, come_in):
    browser, form = left_open
    form.press("Add these days", **AWAY)
    other = MemberFactory()
    db.session.commit()

    page = come_in(browser, other.account)

    assert page.address == "/my-page"
    assert browser.get("/my-details/away").values["starts_on[day]"] == [""]


def test_a_form_that_somebody_else_left_open_is_not_sent_in_my_name(left_open, come_in):
    browser, form = left_open
    other = MemberFactory()
    db.session.commit()
    come_in(browser, other.account)

    fields = form.forms[-1].filled_in(AWAY)
    page = Page(browser.answer_to("/my-details/away", fields, with_token=False, headers=OURS), browser)

    assert (page.status, page.forms) == (400, [])
    assert db.session.scalars(select(AwayDate)).all() == []


def test_the_same_person_in_the_same_browser_can_go_on_without_any_of_this(left_open, member, come_in):
    browser, form = left_open
    come_in(browser, member.account)

    assert form.press("Add these days", **AWAY).messages == ["We have saved when you are away."]


def test_a_session_that_ran_out_keeps_the_answers_too(app, member, come_in, monkeypatch, noon):
    browser = Browser(app)
    come_in(browser, member.account)
    form = browser.get("/my-details/away")

    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(hours=25))
    assert form.press("Add these days", **AWAY).messages == [HELD]

    assert come_in(browser, member.account).values["ends_on[day]"] == ["31"]


def test_answers_are_kept_for_a_day(left_open, member, come_in, monkeypatch, noon):
    browser, form = left_open
    form.press("Add these days", **AWAY)

    monkeypatch.setattr(clock, "now", lambda: noon + timedelta(days=1))

    assert come_in(browser, member.account).address == "/my-page"


def test_what_nobody_came_back_for_within_a_day_is_cleared_away(left_open, noon):
    left_open[1].press("Add these days", **AWAY)
    tomorrow = noon + timedelta(days=1)

    assert held_forms.purge(now=tomorrow - timedelta(seconds=1)) == 0
    assert (held_forms.purge(now=tomorrow), rows()) == (1, 0)


def test_a_button_that_has_no_page_of_its_own_leads_back_to_the_page_it_stands_on(app, member, come_in):
    away = AwayDateFactory.create(member=member)
    db.session.commit()
    browser = Browser(app)
    come_in(browser, member.account)
    page = browser.get("/my-details/away")
    form = next(form for form in page.forms if form.address.endswith(f"/{away.id}/remove"))
    browser.get("/sign-out").press("Sign out")

    browser.fetch(
        form.address, method="POST", data=form.values(), headers={"Referer": "http://localhost/my-details/away"}
    )
    page = come_in(browser, member.account)

    assert page.address == "/my-details/away"
    assert db.session.get(AwayDate, away.id) is not None


def test_a_form_from_nowhere_in_particular_leads_home(app, member, come_in):
    browser = Browser(app)
    come_in(browser, member.account)
    browser.get("/sign-out").press("Sign out")

    page = browser.send("/my-details/away/1/remove")

    assert (page.messages, rows()) == ([NOT_HELD], 0)
    assert come_in(browser, member.account).address == "/my-page"


def test_a_stranger_s_form_is_not_kept(stranger):
    page = stranger.send("/my-details/away", {"starts_on[day]": "1"})

    assert (page.address, page.messages, rows()) == ("/sign-in", [NOT_HELD], 0)


def test_a_form_without_our_token_is_not_kept(left_open):
    browser, _ = left_open

    page = browser.send("/my-details/away", {"starts_on[day]": "1"}, with_token=False)

    assert (page.messages, rows()) == ([NOT_HELD], 0)


@pytest.mark.parametrize(
    "fields", [{"note": "x" * 65_536}, {f"field{number}": "x" for number in range(201)}], ids=["long", "many"]
)
def test_a_form_of_unreasonable_size_is_not_kept(left_open, fields):
    browser, _ = left_open

    assert browser.send("/my-details/away", fields).messages == [NOT_HELD]
    assert rows() == 0


def test_a_form_with_a_password_is_not_kept_but_leads_back(app, member, come_in):
    browser = Browser(app)
    come_in(browser, member.account)
    form = browser.get("/my-password")
    browser.get("/sign-out").press("Sign out")

    page = form.press("Save password", password="lamp river sock")

    assert (page.messages, page.query, rows()) == ([NOT_HELD], "next=/my-password", 0)


def test_the_token_of_a_form_is_not_kept(member, noon):
    sent = {"csrf_token": ["t"], "name": ["Jo", "Lee"]}

    held = held_forms.hold(member.account.id, sent, path="/a", page="/a", now=noon)

    assert held is not None
    assert held.answers == {"name": ["Jo", "Lee"]}


def test_the_newest_answers_take_the_place_of_the_older(member, noon):
    for word in ("old", "new"):
        held_forms.hold(member.account.id, {"word": [word]}, path="/a", page="/a", now=noon)

    assert [held.answers for held in db.session.scalars(select(HeldForm))] == [{"word": ["new"]}]


def test_nothing_is_kept_for_an_account_that_is_closed_or_gone(member, noon):
    member.account.closed_at = noon

    assert held_forms.hold(member.account.id, {}, path="/a", page="/a", now=noon) is None
    assert held_forms.hold(987654, {}, path="/a", page="/a", now=noon) is None


def test_a_page_without_held_answers_costs_nothing_more(app, member, come_in, count_statements):
    plain, returned = Browser(app), Browser(app)
    come_in(plain, member.account)
    come_in(returned, member.account)
    with returned.client.session_transaction() as session:
        session["held_forms"] = {"/schedule": "/schedule"}
    costs = []
    for browser in (plain, returned):
        db.session.expire_all()
        with count_statements() as statements:
            browser.get("/my-password")
        costs.append(len(statements))

    assert costs == [1, 1]
