"""The promises of the privacy notice and the cookies page: made of what the software keeps to, and complete."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coproduction.accounts.kinds import LINK_MINUTES
from coproduction.core.dated_settings import set_number
from coproduction.members.actions.supporters import IDLE_DAYS
from coproduction.members.rules import CHAT_MONTHS, DRAFT_DAYS
from coproduction.notifications import housekeeping
from coproduction.site.cookies import cookies_of
from coproduction.site.queries.notice import CLEARED, CLEARS_NOTHING, promises_on
from tests.conftest import NOON
from tests.site.test_public_pages import AROUND_JOINING, EVERYTHING

NOTICE = "/legal/privacy"
LOOKED_AT = ("/", "/join", "/contact/another-format", "/easy-read/join/choose", "/easy-read/join/leave", "/search?q=a")


def rows_under(page, heading):
    """Return the rows of the table that follows the heading."""
    table = page.main.find(["h2", "h3"], string=heading).find_next("table")
    return [[cell.get_text() for cell in row.find_all("td")] for row in table.select("tbody tr")]


def test_everything_that_is_cleared_each_day_is_told_of(noon):
    cleared = {done.what for done in housekeeping.keep_house(clock=lambda: noon)}

    assert set(CLEARED) | CLEARS_NOTHING == cleared


def test_how_long_things_are_kept_follows_the_numbers_of_the_day(noon):
    set_number(LINK_MINUTES, 30, from_day=noon.date(), account_id=None, now=noon)

    def words(day):
        return next(line.how_long for line in promises_on(day).kept if line.what == "A link to sign in")

    assert "for 60 minutes" in words(noon.date() - timedelta(days=1))
    assert "for 30 minutes" in words(noon.date())


@pytest.mark.parametrize(
    ("number", "what", "words"),
    [
        (DRAFT_DAYS, "Answers in the form to join that you have not sent", "or 9 days after your last answer."),
        (CHAT_MONTHS, "Your request for a chat", "9 months. Then we delete it."),
        (IDLE_DAYS, "The sign-in of a supporter who no longer supports anybody", "9 days."),
    ],
)
def test_what_we_keep_of_people_who_are_no_members_is_a_number_that_people_set(noon, number, what, words):
    set_number(number, 9, from_day=noon.date(), account_id=None, now=noon)

    [line] = [line.how_long for line in promises_on(noon.date()).kept if line.what == what]
    assert line.endswith(words) or words in line


def test_the_notice_shows_the_numbers_of_today(stranger, noon):
    set_number(LINK_MINUTES, 45, from_day=noon.date(), account_id=None, now=noon)

    kept = dict(rows_under(stranger.get(NOTICE), "How long we keep it"))

    assert kept["A link to sign in"].startswith("It works once, for 45 minutes.")
    assert len(kept) == len(CLEARED) + 4


def test_the_notice_says_who_is_responsible_and_who_was(stranger):
    page = stranger.get(NOTICE)

    assert page.text.count("NHS Nottingham and Nottinghamshire Integrated Care Board is responsible") == 1
    assert [row[0] for row in rows_under(page, "Who has been responsible")] == [
        "The start",
        "1 April 2020",
        "1 July 2022",
    ]


def test_every_page_tells_of_a_new_controller_while_that_is_set(app, stranger, browser, monkeypatch):
    old = app.config["SETTINGS"]
    assert stranger.get("/").soup.select(".app-news") == []
    new = replace(old.contacts.controllers[-1], name="The new board", since=NOON.date(), announced_until=NOON.date())
    contacts = replace(old.contacts, controllers=(*old.contacts.controllers, new))
    monkeypatch.setitem(app.config, "SETTINGS", replace(old, contacts=contacts))

    for page in (stranger.get("/"), stranger.get("/easy-read/join"), browser.get("/my-page")):
        [news] = page.soup.select(".app-news p")
        assert news.get_text().startswith("Since 4 January 2027, The new board is responsible for what you tell us.")


def test_the_notice_says_how_to_reach_the_data_protection_officer(stranger):
    page = stranger.get(NOTICE)

    assert page.links["data.protection@example.org"] == "mailto:data.protection@example.org"
    assert "0115 496 0010" in page.text


def test_reasons_in_law_that_nobody_confirmed_are_told_as_such(stranger):
    assert "Our data protection officer still has to confirm them." in stranger.get(NOTICE).text


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


def test_how_long_a_cookie_stays_is_what_the_site_is_set_to(app):
    session, _version = cookies_of({**app.config, "PERMANENT_SESSION_LIFETIME": timedelta(days=9)})

    assert "It stays for 9 days" in session.lasts
