"""The public site in a real browser: every page inspected at two widths, found by keyboard, and put on paper."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from coproduction.core.database import db
from coproduction.training.booking_keys import key_for
from tests.factories import LONG_AGO, DelegateFactory
from tests.journeys.people import Person
from tests.journeys.platform import Platform, platform_running
from tests.journeys.year import database_of
from tests.site.test_public_pages import SECTIONS

KINDS = (
    "/",
    "/personal-health-budgets",
    "/personal-health-budgets/types-of-budget",
    "/contact",
    "/contact/not-safe",
    "/contact/another-format",
    "/search",
    "/search?q=budget",
    "/search?q=zebra",
)


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """One platform for these journeys, which change nothing on it."""
    with platform_running(tmp_path_factory.mktemp("platform")) as running:
        yield running


@pytest.fixture
def reader(chromium: Browser, platform: Platform) -> Iterator[Person]:
    """A stranger with JavaScript."""
    somebody = Person(chromium, platform)
    yield somebody
    somebody.context.close()


def test_every_kind_of_page_and_everything_that_is_written_is_fit_for_everybody(reader: Person) -> None:
    """Each section on paper holds all that its pages say, so each page need not be opened for itself."""
    for path in (*KINDS, *(f"/{section}/print" for section in SECTIONS)):
        reader.opens(path)


def test_a_question_is_found_with_the_keyboard_alone(person: Callable[[], Person]) -> None:
    stranger = person().opens("/")
    keys = stranger.page.keyboard
    keys.press("Tab")
    assert stranger.page.evaluate("document.activeElement.textContent") == "Skip to main content"
    stranger.page.get_by_label("Search this site").focus()
    keys.type("direct payments")
    keys.press("Enter")
    stranger.page.wait_for_url("**/search?q=direct+payments")
    link = stranger.page.get_by_role("link", name="How is a budget managed?")
    link.focus()
    keys.press("Enter")
    stranger.page.wait_for_url("**/three-ways-to-manage-it")
    assert stranger.heading == "How is a budget managed?"


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"", id="nothing, as browsers do to be quicker with the next page"),
        pytest.param(b"GET / HTTP/1.1\r\nHost:", id="half of what they ask for"),
        pytest.param(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nname", id="half a form"),
    ],
)
def test_whoever_connects_and_falls_silent_keeps_no_reader_waiting(platform: Platform, said: bytes) -> None:
    site = urlsplit(platform.url)
    with socket.create_connection((site.hostname, site.port)) as slow:
        slow.sendall(said)
        urllib.request.urlopen(f"{platform.url}/robots.txt", timeout=3).close()


def test_a_section_is_put_on_paper_without_what_only_a_screen_needs(reader: Person) -> None:
    reader.opens("/get-involved/print")

    reader.page.emulate_media(media="print")

    shown = reader.page.locator("body").inner_text()
    assert "How much time it takes" in shown
    assert "0115 496 0000" in shown  # whom to ask belongs on paper
    assert [words for words in ("Sign in", "About us", "To print, use", "Back to") if words in shown] == []
    assert reader.page.eval_on_selector(".app-chapter p", "tag => getComputedStyle(tag).fontSize") == "24px"  # 18 point


def test_a_certificate_of_attendance_prints_on_one_sheet_of_paper(reader: Person, platform: Platform) -> None:
    with database_of(platform):
        delegate = DelegateFactory(
            name="Wilhelmina " * 9,
            came=True,
            certificate="K7M2PQ9X4TRW8NHAC3VD",
            certified_course="Better care planning conversations " * 3,
        )
        event = delegate.bookings.session.event
        event.starts_at, event.ends_at = LONG_AGO, LONG_AGO + timedelta(hours=2)
        path = f"/training/bookings/{key_for(delegate)}/certificate"
        db.session.commit()

    reader.opens(path)

    assert reader.page.get_by_text("Better care planning conversations " * 2).count() > 0
    assert reader.page.pdf(format="A4").count(b"/Type /Page\n") == 1
