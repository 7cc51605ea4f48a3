"""People with browsers: what they open, press, choose and read. Every page they reach is inspected on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from playwright.sync_api import Browser, Page, Request
from playwright.sync_api import TimeoutError as WaitedInVain

from tests import once_a_run
from tests.journeys.inspection import HEIGHT, SEEN, SEEN_WHEN_SETTLED, Inspector, Seen, inspector
from tests.journeys.platform import Platform
from tests.page_rules import TOKEN

WIDE, NARROW = 1280, 320
INSPECTED: set[str] = set()  # the paths of the pages that the test which runs has inspected
DOWNLOADS = re.compile(r"(\.(csv|ics|xlsx|svg)|/calendar-file|/documents/files/\d+)$")


class Person:
    """Somebody at a browser of their own. `scripts=False` is a browser in which JavaScript is off.

    Their pages are inspected at these `widths`. Narrow is where things go wrong; the main job is inspected at both, and
    at none what other journeys inspect.
    """

    def __init__(
        self, browser: Browser, platform: Platform, *, scripts: bool = True, widths: tuple[int, ...] = (NARROW,)
    ) -> None:
        self.platform = platform
        self.widths = widths
        self.scripts = scripts
        self.inspectors = [inspector(browser, width) for width in sorted(widths, reverse=True)]
        self.context = browser.new_context(
            base_url=platform.url,
            viewport={"width": max(widths, default=NARROW), "height": HEIGHT},
            java_script_enabled=scripts,
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.strayed: list[str] = []
        self.faults: list[str] = []
        self.context.on("request", self._note_if_strayed)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)

    def is_signed_in(self, session: str) -> Person:
        """Be the one whose session that is: begun without a browser, where how to sign in is not the subject."""
        self.context.add_cookies([{"name": "session", "value": session, "url": self.platform.url}])
        return self

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

    def takes_time_to_read(self) -> Person:
        """Let pass, since they began, what tells a person who signs up from a robot."""
        self.platform.lets_a_minute_pass()
        return self

    def visits_all_from(self, start: str, *, kind_of: Callable[[str], str | None]) -> set[str]:
        """Follow every link there is, to one page of each kind, and return the paths that were opened.

        What has no kind is left out.
        """
        opened, kinds = set[str](), set[str | None]({None})
        waiting = [start]
        while waiting:
            path = waiting.pop(0)
            if (kind := kind_of(path)) in kinds or DOWNLOADS.search(path):
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
        try:
            self.page.get_by_role(role, name=name, exact=True).first.click()
        except WaitedInVain as error:
            there = self.page.get_by_role(role).all_inner_texts()
            raise AssertionError(f"no {role} {name!r} to click on {self.path}, among {there}") from error
        return self._looks()

    def _note_if_strayed(self, request: Request) -> None:
        """Note a request to anywhere else, which the browser's own flags keep it from sending."""
        if not request.url.startswith((self.platform.url, "data:")):
            self.strayed.append(request.url)

    def _looks(self) -> Person:
        """Wait for the page to be there, and see that it is as it should be."""
        self.page.wait_for_load_state()
        if self.inspectors:
            self._is_inspected()
        assert not self.strayed, f"a page asked for what is not ours: {self.strayed}"
        assert self.faults == [], "the browser found a fault"
        return self

    def _is_inspected(self) -> None:
        """Inspect the page at each width, unless one just like it was found faultless there in this run."""
        seen: Seen = self.page.evaluate(SEEN)
        shown = TOKEN.sub("", seen[0].replace(self.platform.url, ""))
        traces = {one: f"{one.width} {shown}" for one in self.inspectors}
        if unknown := [one for one, trace in traces.items() if not once_a_run.is_known(trace)]:
            self._inspect(seen, unknown, self.path)
            for one in unknown:
                once_a_run.remember(traces[one])
        INSPECTED.add(self.path)

    def _inspect(self, seen: Seen, inspectors: Sequence[Inspector], path: str) -> None:
        """Show these the page, which is the same at each width but for what its scripts make of it."""
        size = self.page.viewport_size
        assert size is not None
        found = []
        for one in inspectors:
            if self._resizes(one.width):
                seen = self.page.evaluate(SEEN_WHEN_SETTLED)
            faults = one.faults_of(seen, self.platform.url, path)
            found += [f"axe at {one.width} px on {path}: {faults}"] if faults else []
        self._resizes(size["width"])
        assert not found, "\n".join(found)

    def _resizes(self, width: int) -> bool:
        """Make the window as wide as that where scripts can tell, and say whether it was not."""
        size = self.page.viewport_size
        if not self.scripts or size is None or size["width"] == width:
            return False
        self.page.set_viewport_size({"width": width, "height": size["height"]})
        return True
