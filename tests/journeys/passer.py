"""Somebody who passes through many pages fast: at the browser, or by fetching a page and sending its form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from playwright.sync_api import APIResponse, Browser

from tests.journeys.people import NARROW, Person
from tests.journeys.platform import Platform
from tests.page_rules import words_of
from tests.pages import PageForm

PASSWORD = "walnut kettle harbour"


@dataclass(frozen=True, slots=True)
class Read:
    """A page that was fetched: its words, its forms, and where its links lead."""

    text: str
    forms: list[PageForm]
    links: list[tuple[str, str]]


def _read(answer: APIResponse) -> Read:
    assert answer.ok, f"{answer.url} answers {answer.status}"
    soup = BeautifulSoup(answer.text(), "html.parser")
    links = [(words_of(link), str(link["href"])) for link in soup.select("main a[href]")]
    return Read(words_of(soup.main), [PageForm(form, answer.url) for form in soup.find_all("form")], links)


class Passer(Person):
    """One of many at the same browser. A page made of the same parts as one they saw before is not inspected again."""

    seen: set[tuple[str, frozenset[tuple[str, str]]]]

    def __init__(self, browser: Browser, platform: Platform) -> None:
        super().__init__(browser, platform, scripts=False, widths=(NARROW,))
        self.seen = set()

    def signs_in(self, email: str) -> Passer:
        """Sign in, whoever was signed in before."""
        self.context.clear_cookies()
        self.opens("/sign-in/password").types(Email_address=email, Password=PASSWORD).presses("Sign in")
        return self

    def reads(self, path: str) -> Read:
        """Fetch a page as this browser would, without looking at it."""
        return _read(self.context.request.get(path))

    def sends(self, page: Read, button: str, **chosen: str) -> Read:
        """Press a button of a page that was fetched, with what is chosen beside what the page has already."""
        [form] = [form for form in page.forms if button in form.buttons]
        sent = urlencode(form.filled_in(chosen, button=button), doseq=True)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return _read(self.context.request.post(form.address, data=sent, headers=kind))

    def _looks(self) -> Person:
        self.page.wait_for_load_state()
        parts = re.findall(r'<(\w+)(?:[^>]*? class="([^"]*)")?', self.page.content())
        shape = (re.sub(r"\d+|[\w.-]{40,}", "…", self.path), frozenset(parts))
        if shape not in self.seen:
            super()._looks()
            self.seen.add(shape)
        assert self.strayed + self.faults == []
        return self


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
