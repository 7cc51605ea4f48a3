"""Signing in by link, and signing out."""

from datetime import timedelta

import pytest

from coproduction.accounts import actions
from coproduction.accounts.models import LinkPurpose
from coproduction.core import clock
from coproduction.core.database import db
from tests.factories import AccountFactory, StaffFactory
from tests.pages import Browser


@pytest.fixture
def later(monkeypatch, noon):
    """Let time pass."""
    return lambda **time: monkeypatch.setattr(clock, "now", lambda: noon + timedelta(**time))


def signed_in(browser):
    """Say who the website takes the browser for."""
    return browser.fetch("/my-password").status_code == 200


def test_a_link_by_email_signs_a_member_in_and_leads_to_their_page(stranger, jo, link_to):
    page = stranger.get("/sign-in").press("Send me a link", email="Marsden@example.org ")
    assert page.heading == "Check your email"

    page = stranger.get(link_to(jo))
    assert page.heading == "Sign in as Jo Marsden"
    response = stranger.fetch(link_to(jo), method="POST", data=page.forms[0].values())

    assert response.location == "/my-page"
    assert signed_in(stranger)


def test_a_coordinator_starts_from_the_to_do_list(stranger, come_in):
    priya = StaffFactory(name="Priya Nair", email="priya@example.org")
    db.session.commit()

    assert come_in(stranger, priya).address == "/to-do"


def test_two_people_with_one_address_get_a_link_each(stranger, jo, lee, inbox, link_to):
    stranger.get("/sign-in").press("Send me a link", email="marsden@example.org")

    assert [message.text.splitlines()[0] for message in inbox.messages] == ["Dear Jo Marsden,", "Dear Lee Marsden,"]
    assert stranger.get(link_to(jo)).heading == "Sign in as Jo Marsden"
    assert stranger.get(link_to(lee)).heading == "Sign in as Lee Marsden"


def test_the_link_leads_to_our_own_site_whatever_name_the_request_asked_for(stranger, jo, inbox):
    elsewhere = {"Host": "elsewhere.example"}
    (form,) = stranger.get("/sign-in", headers=elsewhere).forms

    stranger.fetch("/sign-in", method="POST", data=form.filled_in({"email": jo.email}), headers=elsewhere)

    (message,) = inbox.messages
    assert "http://localhost/sign-in/" in message.text
    assert "elsewhere" not in message.text + message.html


def test_the_answer_does_not_tell_who_has_an_account(app, jo, inbox):
    known, unknown = (
        Browser(app).get("/sign-in").press("Send me a link", email=email)
        for email in ("marsden@example.org", "nobody@example.org")
    )

    assert known.text.replace("marsden@", "nobody@") == unknown.text
    assert len(inbox.messages) == 1


def test_a_mail_scanner_that_opens_the_link_does_not_use_it_up(app, stranger, jo, come_in, link_to):
    stranger.get("/sign-in").press("Send me a link", email=jo.email)
    scanner = Browser(app)

    statuses = [scanner.fetch(link_to(jo), method=method).status_code for method in ("HEAD", "GET", "OPTIONS", "GET")]

    assert statuses == [200, 200, 200, 200]
    assert not signed_in(scanner)
    assert stranger.get(link_to(jo)).press("Sign in").address == "/my-page"


def test_a_used_link_says_so_and_offers_a_new_one(app, stranger, jo, come_in, inbox, link_to):
    come_in(stranger, jo)
    another = Browser(app)

    page = another.get(link_to(jo))
    assert (page.status, page.heading) == (410, "This link does not work any more")
    page = page.press("Send me a new link")

    assert page.heading == "Check your email"
    assert len(inbox.messages) == 2
    assert another.get(link_to(jo)).press("Sign in").address == "/my-page"


def test_the_button_of_a_link_used_elsewhere_meanwhile_does_not_sign_in(app, stranger, jo, link_to):
    stranger.get("/sign-in").press("Send me a link", email=jo.email)
    slow = Browser(app)
    page = slow.get(link_to(jo))
    stranger.get(link_to(jo)).press("Sign in")

    assert page.press("Sign in").heading == "This link does not work any more"
    assert not signed_in(slow)


def test_the_button_pressed_twice_still_leads_on(stranger, jo, link_to):
    stranger.get("/sign-in").press("Send me a link", email=jo.email)
    page = stranger.get(link_to(jo))

    assert [page.press("Sign in").address, page.press("Sign in").address] == ["/my-page", "/my-page"]


def test_a_late_link_says_so_and_offers_a_new_one(stranger, jo, link_to, later):
    stranger.get("/sign-in").press("Send me a link", email=jo.email)

    later(minutes=60)
    page = stranger.get(link_to(jo))

    assert (page.status, page.heading) == (410, "This link does not work any more")
    assert [list(form.buttons) for form in page.forms] == [["Send me a new link"]]


def test_a_link_that_was_cut_off_leads_to_the_sign_in_page(stranger):
    page = stranger.get("/sign-in/half-a-tok")

    assert (page.status, page.heading, page.forms) == (410, "This link does not work", [])
    assert page.links["ask for a new link"] == "/sign-in"


def test_a_late_welcome_is_followed_by_another_welcome(stranger, jo, noon, later, inbox, link_to):
    token = actions.make_link(jo, LinkPurpose.WELCOME, now=noon)
    db.session.commit()

    later(days=14)
    stranger.get(f"/sign-in/{token}").press("Send me a new link")

    assert inbox.letters == [("marsden@example.org", "A new link to set up your sign-in to My Life Choices")]
    assert stranger.get(link_to(jo)).press("Sign in").heading == "Choose a password"


def test_a_welcome_leads_to_choosing_a_password_or_carrying_on_without(stranger, jo, noon):
    token = actions.make_link(jo, LinkPurpose.WELCOME, now=noon)
    db.session.commit()

    page = stranger.get(f"/sign-in/{token}").press("Sign in")

    assert (page.address, page.heading) == ("/my-password", "Choose a password")
    assert page.links["Carry on without a password"] == "/my-page"


def test_signing_in_leads_to_the_page_that_was_asked_for(stranger, jo, link_to):
    page = stranger.get("/my-details?from=email")
    assert page.address == "/sign-in"
    page.press("Send me a link", email=jo.email)

    page = stranger.get(link_to(jo))
    response = stranger.fetch(link_to(jo), method="POST", data=page.forms[0].values())

    assert response.location == "/my-details?from=email"


@pytest.mark.parametrize("evil", ["//evil.example.org", "/%5Cevil.example.org", "https://evil.example.org"])
def test_signing_in_never_leads_to_another_site(stranger, jo, noon, evil):
    token = actions.make_link(jo, LinkPurpose.SIGN_IN, now=noon)
    db.session.commit()

    page = stranger.get(f"/sign-in/{token}?next={evil}")
    response = stranger.fetch(f"/sign-in/{token}?next={evil}", method="POST", data=page.forms[0].values())

    assert response.location == "/my-page"


@pytest.mark.parametrize(
    ("email", "error"),
    [
        ("", "Enter your email address"),
        ("marsden", "Enter an email address in the correct format, like name@example.com"),
        ("a" * 250 + "@example.org", "Email address must be 254 characters or less"),
    ],
)
def test_a_wrong_address_is_explained_and_stays_in_the_box(stranger, inbox, email, error):
    page = stranger.get("/sign-in").press("Send me a link", email=email)

    assert page.errors == [error]
    assert page.values["email"] == [email]
    assert inbox.letters == []


def test_whoever_is_signed_in_does_not_sign_in_again(stranger, jo, come_in):
    come_in(stranger, jo)

    assert stranger.fetch("/sign-in").location == "/my-page"
    assert stranger.fetch("/sign-in/password?next=/schedule").location == "/schedule"


def test_signing_out_takes_the_press_of_a_button(stranger, jo, come_in):
    come_in(stranger, jo)

    page = stranger.get("/sign-out")
    assert signed_in(stranger)
    page = page.press("Sign out")

    assert page.messages == ["You have signed out."]
    assert not signed_in(stranger)


def test_a_closed_account_is_signed_out_at_once(stranger, jo, come_in, noon):
    come_in(stranger, jo)
    jo.closed_at = noon
    db.session.commit()

    assert not signed_in(stranger)


def test_a_session_ends_a_day_after_the_last_page(stranger, jo, come_in, later):
    come_in(stranger, jo)

    later(hours=20)
    assert signed_in(stranger)
    later(hours=43)
    assert signed_in(stranger)
    later(hours=68)
    assert not signed_in(stranger)


def test_a_device_can_be_remembered_for_30_days(stranger, jo, link_to, later):
    stranger.get("/sign-in").press("Send me a link", email=jo.email)
    page = stranger.get(link_to(jo))

    response = stranger.fetch(link_to(jo), method="POST", data={**page.forms[0].values(), "remember": "yes"})

    cookie = response.headers["Set-Cookie"]
    assert all(word in cookie for word in ("Expires=", "HttpOnly", "SameSite=Lax"))
    later(days=30, seconds=-1)
    assert signed_in(stranger)
    later(days=30)
    assert not signed_in(stranger)


def test_without_being_remembered_the_session_ends_with_the_browser(stranger, jo, link_to):
    stranger.get("/sign-in").press("Send me a link", email=jo.email)
    page = stranger.get(link_to(jo))

    response = stranger.fetch(link_to(jo), method="POST", data=page.forms[0].values())

    assert "Expires=" not in response.headers["Set-Cookie"]


@pytest.mark.parametrize("kept", ["nonsense", "0.1", "1", "1.x", "-1.1", "99999.1"])
def test_a_session_that_is_nobodys_signs_nobody_in(stranger, jo, kept):
    with stranger.client.session_transaction() as session:
        session["_user_id"] = kept

    assert not signed_in(stranger)


def test_knowing_who_is_looking_takes_one_statement(app, stranger, jo, come_in, count_statements):
    come_in(stranger, jo)
    db.session.expire_all()

    with count_statements() as statements:
        assert signed_in(stranger)

    assert len(statements) == 1


def test_asking_too_often_for_one_address_is_stopped(stranger, jo, inbox):
    pages = [stranger.get("/sign-in").press("Send me a link", email=jo.email) for _ in range(11)]

    assert [page.status for page in pages] == [200] * 10 + [429]
    assert len(inbox.messages) == 10
    assert stranger.get("/sign-in").press("Send me a link", email="other@example.org").status == 200


def test_a_closed_account_and_an_open_one_may_share_an_address(stranger, jo, noon, inbox):
    AccountFactory(name="Ann Marsden", email=jo.email, closed_at=noon)
    db.session.commit()

    stranger.get("/sign-in").press("Send me a link", email=jo.email)

    assert [message.to_name for message in inbox.messages] == ["Jo Marsden"]
