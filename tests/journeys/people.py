"""People with browsers: what they open, press, choose and read. Every page they reach is inspected on the way."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request

from coproduction.members.rules.drafts import SOONEST
from tests import once_a_run
from tests.journeys.platform import Platform
from tests.page_rules import TOKEN

WIDE, NARROW = 1280, 320
AXE = Axe().axe_script
# Every rule of these kinds. No rule reads the style sheets once more, and nobody reads what is as it should be.
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "preload": {"assets": ["media"], "timeout": 10_000},
}
RUN_AXE = "options => axe.run(options).then(found => found.violations)"
INSPECTED: set[str] = set()  # the paths of the pages that the test which runs has inspected
DOWNLOADS = re.compile(r"(\.(csv|ics|xlsx|svg)|/calendar-file|/documents/files/\d+)$")


class Person:
    """Somebody at a browser of their own. `scripts=False` is a browser in which JavaScript is off.

    Their pages are inspected at these `widths`. Narrow is where things go wrong; the main job is inspected at both.
    """

    def __init__(
        self, browser: Browser, platform: Platform, *, scripts: bool = True, widths: tuple[int, ...] = (NARROW,)
    ) -> None:
        self.platform = platform
        self.widths = widths
        self.context = browser.new_context(base_url=platform.url, viewport={"width": WIDE, "height": 900})
        self.page: Page = self.context.new_page()
        self.scripts = scripts
        if scripts:
            self.context.add_init_script(AXE)  # sent once, and not for each page
        self.switches = self.context.new_cdp_session(self.page)
        self._run_scripts(scripts)
        self.page.set_default_timeout(15_000)
        self.strayed: list[str] = []
        self.faults: list[str] = []
        self.arrived = time.monotonic()
        self.context.on("request", self._note_if_strayed)
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

    def takes_time_to_read(self) -> Person:
        """Let pass, since they arrived, what tells a person who signs up from a robot, and a little more."""
        time.sleep(max(0.0, self.arrived + 1.5 * SOONEST.total_seconds() - time.monotonic()))
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
        there = self.page.get_by_role(role)
        assert there.and_(self.page.get_by_role(role, name=name, exact=True)).count(), (
            f"no {role} {name!r} on {self.path}, among {there.all_inner_texts()}"
        )
        self.page.get_by_role(role, name=name, exact=True).first.click()
        return self._looks()

    def _note_if_strayed(self, request: Request) -> None:
        """Note a request to anywhere else, which the browser's own flags keep it from sending."""
        if not request.url.startswith((self.platform.url, "data:")):
            self.strayed.append(request.url)

    def _run_scripts(self, wanted: bool) -> None:
        self.switches.send("Emulation.setScriptExecutionDisabled", {"value": not wanted})

    def _looks(self) -> Person:
        """Inspect the page at each width, unless one just like it was found faultless there in this run."""
        self.page.wait_for_load_state()
        shown = TOKEN.sub("", self.page.content().replace(self.platform.url, ""))
        traces = {width: f"{width} {shown}" for width in self.widths}
        if unknown := [width for width, trace in traces.items() if not once_a_run.is_known(trace)]:
            self._inspect(unknown)
            for width in unknown:
                once_a_run.remember(traces[width])
        assert not self.strayed, f"a page asked for what is not ours: {self.strayed}"
        assert self.faults == [], "the browser found a fault"
        INSPECTED.add(self.path)
        return self

    def _inspect(self, widths: Sequence[int]) -> None:
        """Let axe look at the page at these widths. It is a script: without scripts, it runs once ours have not."""
        if not self.scripts:
            self._run_scripts(True)
            self.page.evaluate(AXE)
        size = self.page.viewport_size
        assert size is not None
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": size["height"]})
            self._inspect_at(width)
        self.page.set_viewport_size(size)
        self._run_scripts(self.scripts)

    def _inspect_at(self, width: int) -> None:
        found: list[dict[str, Any]] = self.page.evaluate(RUN_AXE, AXE_OPTIONS)
        said = [f"{fault['id']}: {fault['help']}: {[node['html'] for node in fault['nodes']][:3]}" for fault in found]
        assert said == [], f"axe at {width} px on {self.path}: {said}"
        needed = self.page.evaluate("document.documentElement.scrollWidth")
        assert needed <= width, f"{self.path} is {needed} px wide at {width} px"
