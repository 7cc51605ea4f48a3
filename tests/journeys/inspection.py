"""A browser page that inspects others with axe, at one width. It stays open, since axe is quick once it has run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

HEIGHT = 900
# Every rule of these kinds. No rule reads the style sheets once more, and nobody describes what is as it should be.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "reporter": "violations",
    "preload": {"assets": ["media"], "timeout": 10_000},
}
Seen = tuple[str, int]
CONTRAST = Path(__file__).with_name("contrast.js").read_text()
REPORTER = """axe.addReporter("violations", (results, _, done) => done(
  results.filter(({violations}) => violations.length).map(({id, help, violations}) => (
    [id, help, violations.map(({node}) => node.source)]))));"""
BLANK = '<!DOCTYPE html><html lang="en"><title>Nothing yet</title></html>'
# What there is to inspect: the page as its scripts have left it, and which of its elements has the focus.
SEEN = "() => [document.documentElement.outerHTML, [...document.querySelectorAll('*')].indexOf(document.activeElement)]"
# Scripts lay out some parts again after a new width, in the frame that follows.
SEEN_WHEN_SETTLED = f"""async () => {{
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return ({SEEN})();
}}"""
# A page read so runs no script. Its style sheets come from the browser's memory, and are waited for: they stay where
# they are as long as pages have the same ones and no others.
INSPECT = """async ([html, focused, path, options]) => {
  const root = document.adoptNode(new DOMParser().parseFromString(html, "text/html").documentElement);
  history.replaceState(null, "", path);
  const there = document.documentElement, sheets = from => [...from.querySelectorAll("link[rel=stylesheet], style")];
  const [old, fresh] = [sheets(there), sheets(root)].map(them => them.map(one => one.outerHTML).join());
  const stay = old === fresh && sheets(there).every(one => one.matches("head > link"));
  if (stay) {
    for (const {name} of [...there.attributes]) there.removeAttribute(name);
    for (const {name, value} of root.attributes) there.setAttribute(name, value);
    for (const one of [...there.querySelectorAll("head > :not(link[rel=stylesheet])")]) one.remove();
    document.head.append(...root.querySelectorAll("head > :not(link[rel=stylesheet])"));
    document.body.replaceWith(root.querySelector("body"));
  } else document.replaceChild(root, there);
  const others = [...document.querySelectorAll(stay ? "iframe" : "link[rel=stylesheet], iframe")];
  await Promise.all(others.map(other => new Promise(done => { other.onload = other.onerror = done; })));
  document.querySelectorAll("*")[focused]?.focus();
  return [await axe.run(options), document.documentElement.scrollWidth];
}"""


@cache
def inspector(browser: Browser, width: int) -> Inspector:
    """Return the one that looks at everybody's pages at this width."""
    return Inspector(browser, width)


class Inspector:
    """Shows what somebody sees once more, in a browser page of its own, and lets axe look at it there."""

    def __init__(self, browser: Browser, width: int) -> None:
        self.width = width
        self.page = browser.new_context(viewport={"width": width, "height": HEIGHT}).new_page()
        self.page.add_init_script(f"{Axe().axe_script};\n{CONTRAST}\n{REPORTER}")
        self.site = ""

    def faults_of(self, seen: Seen, site: str, path: str) -> list[str]:
        """Return what axe finds on what is seen at this path of the site, and whether it is too wide, in words."""
        self._goes_to(site)
        there: tuple[list[tuple[str, str, list[str]]], int] = self.page.evaluate(INSPECT, [*seen, path, OPTIONS])
        found, needed = there
        said = [f"{rule}: {help_}: {where[:3]}" for rule, help_, where in found]
        return [*said, *([f"it is {needed} px wide"] if needed > self.width else [])]

    def _goes_to(self, site: str) -> None:
        """Be at the site, where links and style sheets lead to what they lead to for everybody."""
        if self.site != site:
            self.page.route(f"{site}/", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
            self.page.goto(site)
            self.page.unroute_all()
            self.site = site
