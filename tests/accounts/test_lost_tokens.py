"""A form that comes without a good token, from somebody signed in: nothing is done, and no word is lost."""

import pytest

from coproduction.core.database import db
from coproduction.core.forms import LOST_TOKEN
from coproduction.members.models import AwayDate
from coproduction.schedule.models import EventKind, EventState
from tests.factories import EventFactory
from tests.pages import Page

AWAY = "/my-details/away"
TYPED = {"starts_on[day]": "24", "starts_on[month]": "7", "starts_on[year]": "2027", "ends_on[day]": "31",
         "ends_on[month]": "7", "ends_on[year]": "2027"}  # fmt: skip
OURS = {"Sec-Fetch-Site": "same-origin"}


def sent(browser, path, fields, headers):
    return Page(browser.answer_to(path, fields, with_token=False, headers=headers), browser)


@pytest.mark.parametrize("token", [{}, {"csrf_token": "wrong"}], ids=["no token", "a wrong token"])
@pytest.mark.parametrize("headers", [OURS, {"Referer": "http://localhost/my-details/away"}], ids=["new", "old browser"])
def test_what_was_typed_comes_back_with_the_error_and_can_be_sent_again(browser, token, headers):
    page = sent(browser, AWAY, {**TYPED, **token}, headers)

    assert (page.status, page.address, page.errors) == (400, AWAY, [LOST_TOKEN])
    assert {name: page.values[name] for name in TYPED} == {name: [value] for name, value in TYPED.items()}
    assert db.session.query(AwayDate).count() == 0
    assert page.press("Add these days").messages == ["We have saved when you are away."]
    assert db.session.query(AwayDate).count() == 1


def test_a_form_that_shows_what_we_have_shows_what_was_typed_instead(coordinator):
    event = EventFactory(kind=EventKind.OTHER, state=EventState.DRAFT, title="Forum")
    path = f"/manage/events/{event.id}/change"

    page = sent(coordinator, path, {"title": "Open forum", "summary": "My long words"}, OURS)

    assert page.errors == [LOST_TOKEN]
    assert (page.values["title"], page.values["summary"]) == (["Open forum"], ["My long words"])
    assert event.title == "Forum"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Referer": "http://localhost/my-details/away"},
        {"Sec-Fetch-Site": "none"},
        {"Referer": "http://evil.example.org/my-details/away"},
        {"Referer": "http://localhost.evil.example.org/"},
    ],
)
def test_another_website_puts_no_words_into_the_form(browser, headers):
    page = sent(browser, AWAY, TYPED, headers)

    assert (page.status, page.heading, page.forms) == (400, "The page was open for too long", [])
    assert browser.get(AWAY).values["starts_on[day]"] == [""]
    assert db.session.query(AwayDate).count() == 0


def test_where_no_page_opens_at_the_address_the_plain_page_comes(browser):
    page = sent(browser, "/sign-out", {}, OURS)

    assert page.status == 400
