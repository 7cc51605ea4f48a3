"""A running platform and a real browser for the journeys."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.people import Person
from tests.journeys.platform import Platform, platform_running

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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser: the one that CHROMIUM names, or any on PATH."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
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


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def person(request: pytest.FixtureRequest, chromium: Browser, platform: Platform) -> Iterator[Callable[[], Person]]:
    """Makes people, each with a browser of their own; the journey is made with JavaScript on and off."""
    people: list[Person] = []

    def arrives() -> Person:
        people.append(Person(chromium, platform, scripts=request.param))
        return people[-1]

    yield arrives
    for somebody in people:
        somebody.context.close()
