"""People with browsers: what they open, press, choose and read. Every page they reach is inspected on the way."""

from __future__ import annotations

import re
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from tests.journeys.platform import Platform

WIDTHS = (1280, 320)
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
DOWNLOADS = (".csv", ".ics", ".xlsx", ".svg")
axe = Axe()


class Person:
    """Somebody at a browser of their own. `scripts=False` is a browser in which JavaScript is off."""

    def __init__(self, browser: Browser, platform: Platform, *, scripts: bool = True) -> None:
        self.platform = platform
        self.context = browser.new_context(
            base_url=platform.url, java_script_enabled=scripts, viewport={"width": WIDTHS[0], "height": 900}
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.strayed: list[str] = []
        self.faults: list[str] = []
        self.inspected: set[tuple[str, str]] = set()
        self.context.route("**/*", self._keep_home)
        self.inspector = self.page if scripts else self._inspector_without_scripts(browser)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)

    def opens(self, path: str) -> Person:
        """Open a page of the platform."""
        self.page.goto(path)
        return self._looks()

    def opens_link(self, words: str, *, to: str, subject: str) -> Person:
        """Open a link in an email."""
        return self.opens(self.platform.link_in(self.platform.email(to=to, subject=subject), words))

    def follows(self, link: str) -> Person:
        """Follow a link on the page."""
        return self._clicks("link", link)

    def presses(self, button: str) -> Person:
        """Press a button."""
        return self._clicks("button", button)

    def visits_all_from(self, start: str) -> set[str]:
        """Follow every link there is, to one page of each kind, and return the paths that were opened."""
        opened, kinds = set[str](), set[str]()
        waiting = [start]
        while waiting:
            path = waiting.pop(0)
            if (kind := kind_of(path)) in kinds or path.endswith(DOWNLOADS):
                continue
            kinds.add(kind)
            opened.add(self.opens(path).path)
            waiting += self._links()
        return opened

    def _links(self) -> list[str]:
        hrefs: list[str] = self.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        here = [href.removeprefix(self.platform.url) for href in hrefs if href.startswith(self.platform.url)]
        return [href.partition("#")[0] for href in here]

    def types(self, **answers: str) -> Person:
        """Type into boxes, each named by its label (underscores for spaces)."""
        for label, words in answers.items():
            self.page.get_by_label(label.replace("_", " "), exact=True).fill(words)
        return self

    def answers(self, words: str) -> Person:
        """Type into the only box of the page."""
        self.page.locator("main input:not([type=hidden]), main textarea").first.fill(words)
        return self

    def chooses(self, *labels: str) -> Person:
        """Choose radios or tick boxes, each by its label."""
        for label in labels:
            self.page.get_by_label(label, exact=True).check()
        return self

    def picks(self, label: str, option: str) -> Person:
        """Pick a line of a list."""
        self.page.get_by_label(label, exact=True).select_option(label=option)
        return self

    @property
    def heading(self) -> str:
        """Return the page's heading."""
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def text(self) -> str:
        """Return the words of the page's main part, with single spaces."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def path(self) -> str:
        """Return where the browser is."""
        return self.page.url.removeprefix(self.platform.url)

    def _clicks(self, role: Literal["link", "button"], name: str) -> Person:
        there = self.page.get_by_role(role)
        assert there.and_(self.page.get_by_role(role, name=name, exact=True)).count(), (
            f"no {role} {name!r} on {self.path}, among {there.all_inner_texts()}"
        )
        self.page.get_by_role(role, name=name, exact=True).first.click()
        return self._looks()

    def _keep_home(self, route: Route) -> None:
        if route.request.url.startswith(self.platform.url):
            route.continue_()
        else:
            self.strayed.append(route.request.url)
            route.abort()

    def _inspector_without_scripts(self, browser: Browser) -> Page:
        """Return a page that shows what this person sees, with our script left out.

        axe needs JavaScript to run at all, so it inspects a copy of the page in which only our own is missing.
        """
        page = browser.new_context(base_url=self.platform.url).new_page()

        def show_copy(route: Route) -> None:
            if route.request.resource_type == "document":
                route.fulfill(body=self.page.content(), content_type="text/html; charset=utf-8")
            elif route.request.resource_type == "script":
                route.abort()
            else:
                self._keep_home(route)

        page.route("**/*", show_copy)
        return page

    def _looks(self) -> Person:
        """Inspect the page at both widths, once for each kind of page and heading."""
        self.page.wait_for_load_state()
        kind = (kind_of(self.path), self.heading)
        if kind not in self.inspected:
            self.inspected.add(kind)
            if self.inspector is not self.page:
                self.inspector.goto(self.path)
            for width in WIDTHS:
                self._inspect(self.inspector, width)
            self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        assert self.strayed == [], "a page asked for something of somebody else's"
        assert self.faults == [], "the browser found a fault"
        return self

    def _inspect(self, page: Page, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        found: dict[str, Any] = axe.run(page, options=AXE_RULES).response
        said = [
            f"{fault['id']}: {fault['help']}: {[node['html'] for node in fault['nodes']][:3]}"
            for fault in found["violations"]
        ]
        assert said == [], f"axe at {width} px on {self.path}: {said}"
        needed = page.evaluate("document.documentElement.scrollWidth")
        assert needed <= width, f"{self.path} is {needed} px wide at {width} px"


def kind_of(path: str) -> str:
    """Return the path without the numbers and keys that tell one page of a kind from another."""
    return re.sub(r"\d+|[\w-]{40,}", "…", path)
