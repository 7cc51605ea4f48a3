"""Somebody who passes through many pages fast: at the browser, or by fetching a page and sending its form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from playwright.sync_api import APIResponse, Browser

from tests.journeys.people import NARROW, Person
from tests.journeys.platform import Platform
from tests.page_rules import words_of
from tests.pages import PageForm

NOWHERE = -1  # where the focus is on a page that was fetched
TAKEN = 302  # the answer to a form that leads on to another page
Shape = tuple[str, frozenset[tuple[str, str]]]
PASSWORD = "walnut kettle harbour"


@dataclass(frozen=True, slots=True)
class Read:
    """A page that was fetched: its heading, its words, its forms, and where its links lead."""

    heading: str
    text: str
    forms: list[PageForm]
    links: list[tuple[str, str]]


def _read(html: str, url: str) -> Read:
    soup = BeautifulSoup(html[html.index("<main") : html.index("</main>")], "html.parser")
    links = [(words_of(link), str(link["href"])) for link in soup.find_all("a", href=True)]
    return Read(words_of(soup.h1), words_of(soup.main), [PageForm(form, url) for form in soup.find_all("form")], links)


class Passer(Person):
    """One of many at the same browser. A page made of the same parts as one they saw before is not inspected again.

    A page that they fetch is inspected just like one that they open: without JavaScript it is what was sent.
    """

    seen: set[Shape]

    def __init__(self, browser: Browser, platform: Platform, *, widths: tuple[int, ...] = (NARROW,)) -> None:
        super().__init__(browser, platform, scripts=False, widths=widths)
        self.seen = set()

    def signs_in(self, email: str) -> Passer:
        """Sign in, whoever was signed in before."""
        self.context.clear_cookies()
        self.opens("/sign-in/password").types(Email_address=email, Password=PASSWORD).presses("Sign in")
        return self

    def is_let_in(self, email: str) -> Read:
        """Sign in by fetching, whoever was signed in before, and return the page that they come to."""
        self.context.clear_cookies()
        return self.sends(self.reads("/sign-in/password"), "Sign in", email=email, password=PASSWORD)

    def reads(self, path: str) -> Read:
        """Fetch a page as this browser would."""
        return self._takes(self.context.request.get(path))

    def sends(self, page: Read, button: str, **chosen: str) -> Read:
        """Press a button of a page that was fetched, with what is chosen beside what the page has already."""
        return self._takes(self._posts(page, button, chosen))

    def sends_off(self, page: Read, button: str, **chosen: str) -> None:
        """Press such a button, see that what was sent is taken, and look no further than that."""
        answer = self._posts(page, button, chosen, redirects=0)
        assert answer.status == TAKEN, f"{answer.url} answers {answer.status}"

    def _posts(
        self, page: Read, button: str, chosen: Mapping[str, str], *, redirects: int | None = None
    ) -> APIResponse:
        [form] = [form for form in page.forms if button in form.buttons]
        sent = urlencode(form.filled_in(chosen, button=button), doseq=True)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.context.request.post(form.address, data=sent, headers=kind, max_redirects=redirects)

    def _looks(self) -> Person:
        self.page.wait_for_load_state()
        if (shape := _shape_of(self.path, self.page.content())) not in self.seen:
            super()._looks()
            self.seen.add(shape)
        assert self.strayed + self.faults == []
        return self

    def _takes(self, answer: APIResponse) -> Read:
        assert answer.ok, f"{answer.url} answers {answer.status}"
        html, path = answer.text(), answer.url.removeprefix(self.platform.url)
        if (shape := _shape_of(path, html)) not in self.seen:
            self._inspect((html, NOWHERE), self.inspectors, path)
            self.seen.add(shape)
        return _read(html, answer.url)


def _shape_of(path: str, html: str) -> Shape:
    """Return the kind of page, and the parts that it is made of."""
    parts = re.findall(r'<(\w+)(?:[^>]*? class="([^"]*)")?', html)
    return re.sub(r"\d+|[\w.-]{40,}", "…", path), frozenset(parts)


def tasks_of_all_pages(priya: Passer) -> list[tuple[str, str]]:
    """Return the lines of the list of calls and letters, over all its pages, each with where it leads."""
    tasks: list[tuple[str, str]] = []
    following = "/contact-tasks"
    while following:
        page = priya.reads(following)
        tasks += [(words, href) for words, href in page.links if "/contact-tasks/" in href]
        following = next((href for words, href in page.links if words.startswith("Next")), "")
    return tasks


def lines_of(person: Person, selector: str) -> list[str]:
    """Return the words of each such part of the page."""
    return [" ".join(words.split()) for words in person.page.locator(selector).all_inner_texts()]
