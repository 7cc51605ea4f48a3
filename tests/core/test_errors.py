"""Error pages: every one is a whole page of the house, and says what to do next."""

from __future__ import annotations

import pytest
from flask import Flask, abort
from sqlalchemy.exc import OperationalError

from tests.core.form_pages import Person, site
from tests.pages import Browser

HEADINGS = {
    400: "We could not read what was sent",
    403: "You cannot open this page",
    404: "Page not found",
    405: "This page does not open this way",
    413: "What you sent is too large",
    429: "You have tried too many times",
    500: "Sorry, something went wrong",
}


@pytest.fixture
def failing() -> Flask:
    """A site that answers /fail/404 with 404."""
    app = site()
    app.add_url_rule("/fail/<int:code>", "fail", abort)
    return app


@pytest.mark.parametrize("code", HEADINGS)
def test_an_error_page_says_what_to_do_and_whom_to_ask(failing: Flask, code: int) -> None:
    page = Browser(failing).get(f"/fail/{code}")

    assert (page.status, page.heading) == (code, HEADINGS[code])
    assert page.items[-2:] == ["phone 0115 496 0000", "email hello@example.org"]
    assert len(page.soup.main.find_all("p")) >= 2  # type: ignore[union-attr]


def test_an_address_that_leads_nowhere_is_not_found() -> None:
    assert Browser(site()).get("/nowhere").heading == "Page not found"


def test_a_page_opened_the_wrong_way_says_which_ways_there_are(failing: Flask) -> None:
    page = Browser(failing).send("/fail/404")

    assert (page.status, page.heading) == (405, "This page does not open this way")
    assert sorted(page.headers["Allow"].split(", ")) == ["GET", "HEAD", "OPTIONS"]


def test_an_upload_that_is_too_large_is_explained() -> None:
    page = Browser(site()).send("/form", {"answer": "y" * 3_000_000})

    assert (page.status, page.heading) == (413, "What you sent is too large")


def test_our_own_fault_is_owned_even_when_the_database_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    app = site()

    def no_database(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, ConnectionError("the database is down"))

    browser = Browser(app)
    browser.sign_in(Person("member"))
    app.login_manager.user_loader(no_database)  # type: ignore[attr-defined]
    app.logger.disabled = True

    page = browser.get("/form")

    assert (page.status, page.heading) == (500, "Sorry, something went wrong")
    assert page.menu == {"My Life Choices": "/"}
