"""A running platform and a real browser for the journeys."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.exceptions import HTTPException

from tests.journeys.people import INSPECTED, NARROW, WIDE, Person
from tests.journeys.platform import Platform, platform_running
from tests.journeys.promises import Names, broken_by

BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(autouse=True)
def database() -> None:
    """Journeys have a platform with a database of its own, not the one that rolls back."""


@pytest.fixture
def view_of(app: Flask) -> Names:
    """Tells the view that shows a path; None for what is none of ours, or leads on to the path with a stroke."""
    paths = app.url_map.bind("")

    def view_of(path: str) -> str | None:
        try:
            endpoint, _ = paths.match(path.partition("?")[0], method="GET")
        except HTTPException:
            return None
        return str(endpoint)

    return view_of


@pytest.fixture(autouse=True)
def promises(request: pytest.FixtureRequest, view_of: Names) -> Iterator[None]:
    """Fails a journey that has not inspected all that no other journey inspects."""
    INSPECTED.clear()
    yield
    assert broken_by(request.node.originalname, INSPECTED, view_of=view_of) == set()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser: the one that CHROMIUM names, or any on PATH."""
    path = next(filter(None, (os.environ.get("CHROMIUM"), *map(shutil.which, BROWSERS))), None)
    assert path, "No Chromium was found. `make test` gets one."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The whole platform, on an empty database."""
    with platform_running(tmp_path_factory.mktemp("platform")) as running:
        yield running


Arrives = Callable[[], Person]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def person(request: pytest.FixtureRequest, chromium: Browser, platform: Platform) -> Iterator[Arrives]:
    """Makes people whose pages are inspected at both widths; the journey is made with JavaScript on and off."""
    with _people(chromium, platform, scripts=request.param, widths=(NARROW, WIDE)) as arrives:
        yield arrives


@pytest.fixture
def person_without_scripts(chromium: Browser, platform: Platform) -> Iterator[Arrives]:
    """Makes people whose browsers run no JavaScript, inspected on a small screen."""
    with _people(chromium, platform, scripts=False, widths=(NARROW,)) as arrives:
        yield arrives


@pytest.fixture
def walker(chromium: Browser, platform: Platform) -> Iterator[Arrives]:
    """Makes people without JavaScript on a small screen, whose pages other journeys inspect."""
    with _people(chromium, platform, scripts=False, widths=()) as arrives:
        yield arrives


@contextmanager
def _people(browser: Browser, platform: Platform, *, scripts: bool, widths: tuple[int, ...]) -> Iterator[Arrives]:
    """Make people, each with a browser of their own."""
    with ExitStack() as browsers:

        def arrives() -> Person:
            somebody = Person(browser, platform, scripts=scripts, widths=widths)
            browsers.callback(somebody.context.close)
            return somebody

        yield arrives
