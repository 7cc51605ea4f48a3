"""What the page on cookies says, and what sets one."""

from datetime import timedelta

import pytest
from flask import session

from coproduction.accounts.current import REMEMBERED, start_session
from coproduction.site.cookies import cookies_of
from tests.conftest import NOON
from tests.factories import MemberFactory
from tests.site.test_public_pages import AROUND_JOINING, EVERYTHING

LOOKED_AT = ("/", "/join", "/contact/another-format", "/easy-read/join/choose", "/easy-read/join/leave", "/search?q=a")


def test_the_cookies_page_tells_of_every_cookie_that_can_be_set(app, stranger, browser):
    told = {row[0] for row in stranger.get("/legal/cookies").rows}
    answers = [stranger.fetch(path) for path in LOOKED_AT]
    answers.append(stranger.fetch("/join/name", method="POST"))
    answers.append(browser.fetch("/my-page"))
    set_by_us = {header.partition("=")[0] for answer in answers for header in answer.headers.getlist("Set-Cookie")}

    assert set_by_us == told == {cookie.name for cookie in cookies_of(app.config)}


@pytest.mark.parametrize("path", [*EVERYTHING, *AROUND_JOINING, "/join/who", "/sign-in", "/sign-in/password"])
def test_a_cookie_is_set_by_pages_with_a_form_to_send_and_by_no_others(stranger, path):
    answer = stranger.fetch(path)
    has_form = stranger.get(path).soup.select_one("form[method=post]") is not None

    assert [header.partition("=")[0] for header in answer.headers.getlist("Set-Cookie")] == ["session"] * has_form


def test_the_cookies_page_and_the_forms_to_sign_in_say_how_long_somebody_stays_signed_in(app, stranger):
    days = REMEMBERED.days
    [lasts] = [row[2] for row in stranger.get("/legal/cookies").rows if row[0] == "session"]

    assert f"We keep you signed in for {days} of these days." in lasts
    assert f"Keep me signed in on this device for {days} days" in stranger.get("/sign-in/password").text
    with app.test_request_context():
        start_session(MemberFactory().account, remember=True, now=NOON)
        assert session["ends"] == (NOON + timedelta(days=days)).timestamp()


def test_how_long_a_cookie_stays_is_what_the_site_is_set_to(app):
    session, _version = cookies_of({**app.config, "PERMANENT_SESSION_LIFETIME": timedelta(days=9)})

    assert "It stays for 9 days" in session.lasts
