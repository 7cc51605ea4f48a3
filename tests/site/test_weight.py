"""Every public page is light enough for a slow phone: with its CSS and script, as it goes over the wire."""

import gzip

import brotli  # type: ignore[import-untyped]
import pytest

from coproduction.core.nhs.static_files import VENDORED
from tests.core.test_nhs import STATIC
from tests.site.test_public_pages import AROUND_JOINING, EVERYTHING

MOST = 60_000  # bytes
BROWSER = {"Accept-Encoding": "gzip, deflate, br"}
PACKED = (f"{VENDORED}/nhsuk-frontend.min.css", f"{VENDORED}/nhsuk-frontend.min.js", "app.css")


def files_of(page):
    """Return the addresses of what a browser asks for to show the page: CSS, script, what it imports, pictures."""
    linked = [tag["href"] for tag in page.soup.select("link[rel=stylesheet], link[rel=icon], link[rel=modulepreload]")]
    loaded = [tag["src"] for tag in page.soup.select("script[src], img[src]")]
    return {*linked, *loaded, f"/static/{VENDORED}/nhsuk-frontend.min.js"}


def weight(browser, path):
    """Return the bytes of the answer as they travel, and those of its files."""
    page = browser.fetch(path, headers=BROWSER, buffered=True)
    files = [browser.fetch(address, headers=BROWSER, buffered=True) for address in files_of(browser.get(path))]
    assert {file.status_code for file in files} == {200}
    return sum(len(answer.data) for answer in (page, *files))


@pytest.mark.parametrize("path", [*EVERYTHING, *AROUND_JOINING, "/join/who", "/sign-in"])
def test_a_public_page_is_light(stranger, path):
    assert weight(stranger, path) < MOST


@pytest.mark.parametrize("path", [*EVERYTHING, "/join/form"])
def test_a_public_page_is_light_for_somebody_who_has_begun_to_ask_to_join(stranger, path):
    stranger.get("/join/chat")

    assert weight(stranger, path) < MOST


@pytest.mark.parametrize("name", PACKED)
def test_the_packed_copies_hold_what_the_files_hold(name):
    """For a copy of ours that does not: run `make format`."""
    whole = (STATIC / name).read_bytes()

    assert brotli.decompress((STATIC / f"{name}.br").read_bytes()) == whole
    assert gzip.decompress((STATIC / f"{name}.gz").read_bytes()) == whole
