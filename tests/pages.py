"""Pages as a person meets them, and a browser without a screen: the words of the tests.

A `Page` cannot be made from HTML that we would not show anybody: see `tests/page_rules.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import Context
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask, has_app_context
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from coproduction.core.database import db
from tests.page_rules import faults_of, soup_of, words_of

CSRF_SALT = "wtf-csrf-token"


class PageForm:
    """A form on a page, with what it would send as it stands."""

    def __init__(self, tag: Tag, address: str) -> None:
        self.tag = tag
        self.address = urljoin(address, str(tag.get("action") or "")) or address
        self.method = str(tag.get("method") or "get").lower()
        self.buttons = {words_of(button): button for button in tag.find_all("button") if _sends(button)}
        self.names = {
            str(control["name"]) for control in tag.find_all(["input", "select", "textarea"], attrs={"name": True})
        }

    def values(self) -> dict[str, list[str]]:
        """Return what the form would send if a button were pressed now."""
        values: dict[str, list[str]] = {}
        for control in self.tag.find_all(["input", "select", "textarea"], attrs={"name": True}):
            for value in _values_of(control):
                values.setdefault(str(control["name"]), []).append(value)
        return values

    def filled_in(self, fields: Mapping[str, Any], *, button: str | None = None) -> dict[str, list[str]]:
        """Return what the form sends once these fields are filled in; None empties a field or unticks its boxes."""
        values = self.values()
        for name, value in _parts(fields, self.names).items():
            assert name in self.names, f"The form has no field {name}; it has {sorted(self.names)}"
            values[name] = (
                [] if value is None else [str(one) for one in (value if isinstance(value, list | tuple) else [value])]
            )
        pressed = self.buttons[button] if button else next(iter(self.buttons.values()), None)
        if pressed is not None and pressed.get("name"):
            values[str(pressed["name"])] = [str(pressed.get("value") or "")]
        return values


class Page:
    """What came back: its words, and nothing of how it was made."""

    def __init__(self, response: TestResponse, browser: Browser) -> None:
        self.browser = browser
        self.status = response.status_code
        self.headers = response.headers
        self.address = response.request.path
        self.query = response.request.query_string.decode()
        self.html = response.get_data(as_text=True)
        faults = faults_of(self.html)
        assert not faults, f"{self.address} is a page we would not show anybody:\n" + "\n".join(faults)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """Return the tags, read when somebody asks for them; other pages may share them."""
        return soup_of(self.html)

    @property
    def main(self) -> Tag:
        """Return the page's main part."""
        return self.soup.main or self.soup

    @property
    def title(self) -> str:
        """Return the title, as a browser's tab shows it."""
        return words_of(self.soup.title)

    @property
    def heading(self) -> str:
        """Return the h1."""
        return words_of(self.soup.h1)

    @property
    def text(self) -> str:
        """Return all the words of the page's main part."""
        return words_of(self.main)

    @property
    def errors(self) -> list[str]:
        """Return the lines of the error summary; each that leads to a field also stands beside that field."""
        lines = self.soup.select(".nhsuk-error-summary__list li")
        for link in self.soup.select(".nhsuk-error-summary__list a"):
            self._stands_beside_its_field(link)
        return [words_of(line) for line in lines]

    def _stands_beside_its_field(self, link: Tag) -> None:
        control = self.soup.find(id=str(link["href"]).removeprefix("#"))
        assert control is not None, f"The error '{words_of(link)}' leads to {link['href']}, which is not on the page"
        groups = [group for group in control.parents if "nhsuk-form-group" in (group.get("class") or [])]
        beside = {
            words_of(error).removeprefix("Error: ")
            for group in groups
            for error in group.select(".nhsuk-error-message")
        }
        assert words_of(link) in beside, f"The error '{words_of(link)}' does not stand beside its field"

    @property
    def messages(self) -> list[str]:
        """Return what the banner at the top says was done."""
        return [words_of(line) for line in self.soup.select(".nhsuk-notification-banner__heading")]

    @property
    def rows(self) -> list[list[str]]:
        """Return the rows of tables and summary lists, in the order of the page, each as its cells' words."""
        rows = self.main.select("tbody tr, .nhsuk-summary-list__row")
        return [[words_of(cell) for cell in row.find_all(["th", "td", "dt", "dd"], recursive=False)] for row in rows]

    @property
    def items(self) -> list[str]:
        """Return the list items of the page's main part."""
        return [words_of(item) for item in self.main.find_all("li")]

    @property
    def links(self) -> dict[str, str]:
        """Return where each link of the page's main part leads, by its words; the first of two alike."""
        found: dict[str, str] = {}
        for link in self.main.find_all("a", href=True):
            found.setdefault(words_of(link), str(link["href"]))
        return found

    @property
    def menu(self) -> dict[str, str]:
        """Return where each link of the header and its menus leads."""
        return {words_of(link): str(link["href"]) for link in self.soup.select("header a[href]")}

    @property
    def forms(self) -> list[PageForm]:
        """Return the forms of the page."""
        address = f"{self.address}?{self.query}" if self.query else self.address
        return [PageForm(form, address) for form in self.soup.find_all("form")]

    @property
    def values(self) -> dict[str, list[str]]:
        """Return what stands in the fields of the page's forms."""
        return {name: value for form in self.forms for name, value in form.values().items() if name != "csrf_token"}

    def follow(self, link: str) -> Page:
        """Click a link of the page or of its menu."""
        return self.browser.get(urljoin(self.address, {**self.menu, **self.links}[link]))

    def press(self, button: str, **fields: Any) -> Page:
        """Fill in the form that has the button, and press it."""
        form = next((form for form in self.forms if button in form.buttons), None)
        assert form, f"No form has the button {button}; there are {[list(form.buttons) for form in self.forms]}"
        return self.browser.submit(form, fields, button=button)


class Browser:
    """A browser of one person: it keeps cookies, follows redirects and sends the real CSRF token.

    `account` is who signed in; `member` is for the fixture that knows.
    """

    account: Any = None
    member: Any = None

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def sign_in(self, account: Any) -> None:
        """Be the account from now on, as Flask-Login remembers it."""
        with self.app.test_request_context(environ_base=self.client.environ_base):
            fingerprint = self.app.login_manager._session_identifier_generator()  # type: ignore[attr-defined]
        self.account = account
        with self.client.session_transaction() as session:
            session.update(_user_id=account.get_id(), _fresh=True, _id=fingerprint)

    def sign_out(self) -> None:
        """Be nobody again."""
        self.account = None
        with self.client.session_transaction() as session:
            session.clear()

    def fetch(self, path: str, *, method: str = "GET", **request: Any) -> TestResponse:
        """Return the bare answer, redirects not followed: for files, headers and addresses.

        The request runs in an empty context, as in a server: nothing of the test's own, above all no row that its
        session has read, is at hand for it.
        """
        if has_app_context():
            db.session.commit()
        try:
            return Context().run(self.client.open, path, method=method, **request)
        finally:
            if has_app_context():
                db.session.expire_all()

    def get(self, path: str, **request: Any) -> Page:
        """Open a page."""
        return Page(self.fetch(path, follow_redirects=True, **request), self)

    def post(
        self, path: str, fields: Mapping[str, Any] | None = None, *, button: str | None = None, **named: Any
    ) -> Page:
        """Open the page, fill in its form and press its button (the first, or the one named).

        Where no page with a form opens at the path, the fields are sent there with a good CSRF token.
        """
        fields = {**(fields or {}), **named}
        before = self.fetch(path, follow_redirects=True)
        if before.status_code == 200 and before.mimetype == "text/html":
            for form in Page(before, self).forms:
                if (
                    form.method == "post"
                    and urlsplit(form.address).path == path
                    and (not button or button in form.buttons)
                ):
                    return self.submit(form, fields, button=button)
        return self.send(path, fields)

    def submit(self, form: PageForm, fields: Mapping[str, Any], *, button: str | None = None) -> Page:
        """Send a form of a page."""
        place = "data" if form.method == "post" else "query_string"
        values = form.filled_in(fields, button=button)
        return Page(self.fetch(form.address, method=form.method, follow_redirects=True, **{place: values}), self)

    def send(self, path: str, fields: Mapping[str, Any] | None = None, *, with_token: bool = True) -> Page:
        """Send exactly these fields, whatever the page offers."""
        return Page(self.answer_to(path, fields, with_token=with_token, follow_redirects=True), self)

    def answer_to(
        self, path: str, fields: Mapping[str, Any] | None = None, *, with_token: bool = True, **request: Any
    ) -> TestResponse:
        """Return the bare answer to exactly these fields, redirects not followed: for what is sent many times."""
        token = {"csrf_token": self._token()} if with_token else {}
        return self.fetch(path, method="POST", data={**token, **(fields or {})}, **request)

    def _token(self) -> str:
        with self.client.session_transaction() as session:
            secret = session.setdefault("csrf_token", "0" * 40)
        return str(URLSafeTimedSerializer(str(self.app.secret_key), salt=CSRF_SALT).dumps(secret))


def _sends(button: Tag) -> bool:
    return button.get("type") in {None, "submit"}


def _values_of(control: Tag) -> list[str]:
    if control.name == "textarea":
        return [control.get_text().removeprefix("\n")]
    if control.name == "select":
        options = control.find_all("option")
        chosen = [option for option in options if option.has_attr("selected")] or options[:1]
        return [str(option.get("value", words_of(option))) for option in chosen]
    if control.get("type") in {"radio", "checkbox"}:
        return [str(control.get("value") or "on")] if control.has_attr("checked") else []
    return [str(control.get("value") or "")]


def _parts(fields: Mapping[str, Any], names: set[str]) -> dict[str, Any]:
    """Write a date into its three boxes; leave everything else as it is."""
    parts: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, date) and f"{name}[day]" in names:
            parts |= {f"{name}[{part}]": getattr(value, part) for part in ("day", "month", "year")}
        else:
            parts[name] = value
    return parts
