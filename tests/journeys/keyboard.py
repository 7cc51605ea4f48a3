"""Somebody who uses the keyboard alone, on a small screen, without JavaScript."""

from __future__ import annotations

from playwright.sync_api import Browser, ViewportSize

from tests.journeys.people import NARROW, Person
from tests.journeys.platform import Platform

SMALL: ViewportSize = {"width": 320, "height": 640}
MOST_TABS = 200
# Where the focus is: the words that name the element, as they are read out, and whether it is in sight.
FOCUSED = """() => {
  const here = document.activeElement;
  const label = here.labels && here.labels.length ? here.labels[0] : here;
  const kind = here.tagName === "INPUT" ? here.type : here.getAttribute("role") || here.tagName.toLowerCase();
  const {top, bottom} = here.getBoundingClientRect();
  return [kind, label.innerText || "", here.name || "", bottom > 0 && top < innerHeight];
}"""


class KeyboardPerson(Person):
    """Gets everywhere with Tab, Space, Enter and the arrow keys."""

    def __init__(self, browser: Browser, platform: Platform, *, widths: tuple[int, ...] = (NARROW,)) -> None:
        super().__init__(browser, platform, scripts=False, widths=widths)
        self.page.set_viewport_size(SMALL)

    def follows(self, link: str) -> KeyboardPerson:
        """Go to a link and press Enter."""
        return self._enters("a", link)

    def presses(self, button: str) -> KeyboardPerson:
        """Go to a button, or a link that looks like one, and press Enter."""
        return self._enters("button", button)

    def goes_on(self) -> KeyboardPerson:
        """Press Continue."""
        return self.presses("Continue")

    def writes(self, words: str, *, into: str) -> KeyboardPerson:
        """Go to a box and type."""
        self._tabs_to("text", into)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)
        return self

    def selects(self, label: str) -> KeyboardPerson:
        """Go to a group of radios and choose one with the arrow keys."""
        name = self._tabs_to_radios()
        self.page.keyboard.press("Space")
        _, first, _, _ = self._focused()
        said = first
        while said != label:
            self.page.keyboard.press("ArrowDown")
            kind, said, its_name, _ = self._focused()
            assert (kind, its_name) == ("radio", name)
            assert said != first, f"no {label!r} among the choices on {self.path}"
        return self

    def _tabs_to_radios(self) -> str:
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            kind, _, name, _ = self._focused()
            if kind == "radio":
                return name
        raise AssertionError(f"the keyboard reaches no choices on {self.path}")

    def ticks(self, label: str) -> KeyboardPerson:
        """Go to a box and tick it."""
        self._tabs_to("checkbox", label)
        self.page.keyboard.press("Space")
        return self

    def _enters(self, kind: str, words: str) -> KeyboardPerson:
        self._tabs_to(kind, words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._looks()
        return self

    def _tabs_to(self, kind: str, words: str) -> None:
        met = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            here, said, _, is_in_sight = self._focused()
            if said == words and _is_alike(here, kind):
                assert is_in_sight, f"{words!r} has the focus out of sight on {self.path}"
                return
            met.append(said)
        raise AssertionError(f"the keyboard does not reach {words!r} on {self.path}; it reaches {met[:60]}")

    def _focused(self) -> tuple[str, str, str, bool]:
        kind, words, name, is_in_sight = self.page.evaluate(FOCUSED)
        return kind, " ".join(words.split()), name, is_in_sight


def _is_alike(here: str, kind: str) -> bool:
    if kind == "text":
        return here in {"text", "email", "tel", "textarea"}
    return here == kind
