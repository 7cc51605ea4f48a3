"""Every page that a link leads to, inspected with axe: for strangers, members and coordinators.

What everybody may open is walked through by the stranger alone: to others it looks the same, but for the header.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.routing import RequestRedirect

from coproduction.core.audiences import Audience, audience_of
from coproduction.demo.commands import PASSWORD
from tests.journeys.people import Person
from tests.journeys.platform import Platform, platform_running

MEMBER = "amara.okafor@example.org"
COORDINATOR = "priya.nair@example.org"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The whole platform, with the demonstration group."""
    with platform_running(tmp_path_factory.mktemp("demonstration")) as running:
        running.flask("demo", "load")
        yield running


@pytest.fixture
def view_of(app: Flask) -> Callable[[str], str | None]:
    """Tells the view behind a path, or None for what everybody may open."""
    paths = app.url_map.bind("")

    def view_of(path: str) -> str | None:
        try:
            endpoint, _ = paths.match(path.partition("?")[0])
        except RequestRedirect:
            return path
        return None if audience_of(app, endpoint) is Audience.PUBLIC else endpoint

    return view_of


def test_every_public_page_is_fit_for_everybody(chromium: Browser, demonstration: Platform) -> None:
    stranger = Person(chromium, demonstration)

    assert stranger.visits_all_from("/", kind_of=without_keys) >= {"/", "/join", "/contact", "/sign-in"}
    stranger.context.close()


@pytest.mark.parametrize(
    ("email", "start", "must_see"),
    [
        (MEMBER, "/my-page", {"/schedule", "/my-details"}),
        (COORDINATOR, "/to-do", {"/members", "/applications", "/manage/events"}),
    ],
    ids=["a member", "a coordinator"],
)
def test_a_page_of_every_view_behind_the_sign_in_is_fit_for_everybody(
    chromium: Browser,
    demonstration: Platform,
    view_of: Callable[[str], str | None],
    email: str,
    start: str,
    must_see: set[str],
) -> None:
    somebody = Person(chromium, demonstration)
    somebody.opens("/sign-in/password").types(Email_address=email, Password=PASSWORD).presses("Sign in")

    assert somebody.visits_all_from(start, kind_of=view_of) >= must_see
    somebody.context.close()


def without_keys(path: str) -> str:
    """Return the path without the numbers, keys and answers that tell one page of a kind from another."""
    return re.sub(r"\d+|[\w-]{40,}|(?<==)[^&]+", "…", path)
