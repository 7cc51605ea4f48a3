"""Every page that a link leads to, inspected with axe at both widths: for strangers, members and coordinators."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from coproduction.demo.commands import PASSWORD
from tests.journeys.people import Person
from tests.journeys.platform import Platform, platform_running

MEMBER = "amara.okafor@example.org"
COORDINATOR = "priya.nair@example.org"
# What each kind of person must come across on the way, so that a broken menu cannot shorten it unseen.
SEEN_BY_STRANGERS = {"/", "/join", "/contact", "/sign-in"}
SEEN_BY_MEMBERS = {"/my-page", "/schedule", "/my-details"}
SEEN_BY_COORDINATORS = {"/to-do", "/members", "/applications", "/manage/events"}


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The whole platform, with the demonstration group."""
    with platform_running(tmp_path_factory.mktemp("demonstration")) as running:
        running.flask("demo", "load")
        yield running


@pytest.mark.parametrize(
    ("email", "must_see"),
    [(None, SEEN_BY_STRANGERS), (MEMBER, SEEN_BY_MEMBERS), (COORDINATOR, SEEN_BY_COORDINATORS)],
    ids=["a stranger", "a member", "a coordinator"],
)
def test_every_page_that_a_link_leads_to_is_fit_for_everybody(
    chromium: Browser, demonstration: Platform, email: str | None, must_see: set[str]
) -> None:
    somebody = Person(chromium, demonstration)
    if email:
        somebody.opens("/sign-in/password").types(Email_address=email, Password=PASSWORD).presses("Sign in")

    assert must_see <= somebody.visits_all_from("/")
    somebody.context.close()
