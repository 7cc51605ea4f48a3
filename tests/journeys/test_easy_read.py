"""Easy Read in a real browser: chosen, kept, left; large, beside its pictures, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser

from tests.journeys.people import Person
from tests.journeys.platform import Platform, platform_running

PAGES = ("who-we-are", "co-production", "get-involved", "join", "personal-health-budget", "your-information")
SIXTEEN_POINTS = 16 * 96 / 72  # in pixels
MOST_PAPER = 20  # pages of A4: what is longer is put aside
MEASURES = """() => [...document.querySelectorAll('.app-idea')].map(idea => {
    const picture = idea.querySelector('svg'), words = idea.querySelector('.app-idea__words');
    const at = picture.getBoundingClientRect(), beside = words.getBoundingClientRect();
    return {drawn: at.width >= 80 && at.height >= 80, left: at.right <= beside.left,
            size: Math.min(...[...words.querySelectorAll('p')].map(p => parseFloat(getComputedStyle(p).fontSize)))};
})"""


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """One platform for these journeys, which change nothing on it."""
    with platform_running(tmp_path_factory.mktemp("platform")) as running:
        yield running


def test_easy_read_is_chosen_kept_and_left(person_without_scripts: Callable[[], Person]) -> None:
    stranger = person_without_scripts()
    stranger.opens("/about/who-we-are").follows("Easy Read")
    assert (stranger.path, stranger.heading) == ("/easy-read/who-we-are", "Who we are")
    stranger.follows("Ask to join")
    assert stranger.path == "/easy-read/join"
    assert "You are reading Easy Read" in stranger.text
    stranger.follows("Start to answer the questions")
    assert stranger.heading == "Ask to join"
    stranger.opens("/legal/privacy").follows("Standard version")
    assert stranger.path == "/legal/privacy"
    stranger.opens("/join")
    assert stranger.path == "/join"


def test_every_idea_is_large_beside_its_picture_at_any_width(platform: Platform, chromium: Browser) -> None:
    visitor = Person(chromium, platform)
    for name in PAGES:
        visitor.opens(f"/easy-read/{name}")
        for width in (1280, 390, 320):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            for idea in visitor.page.evaluate(MEASURES):
                assert idea["drawn"], (name, width)
                assert idea["left"], (name, width)
                assert idea["size"] >= SIXTEEN_POINTS - 0.01, (name, width, idea)
    visitor.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_easy_read_fits_on_paper_and_no_idea_is_torn(platform: Platform, chromium: Browser, name: str) -> None:
    visitor = Person(chromium, platform)
    visitor.opens(f"/easy-read/{name}")
    visitor.page.emulate_media(media="print")
    assert not visitor.page.locator(".app-versions").is_visible()
    breaks = "ideas => ideas.map(idea => getComputedStyle(idea).breakInside)"
    assert set(visitor.page.eval_on_selector_all(".app-idea", breaks)) == {"avoid"}
    printed = visitor.page.pdf(format="A4")
    visitor.context.close()

    assert BytesIO(printed).read().count(b"/Type /Page\n") <= MOST_PAPER
