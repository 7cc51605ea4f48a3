"""People who ask to join, and the coordinator who answers them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coproduction.members.models import ApplicationState
from coproduction.members.rules import digest_of
from tests.factories import ApplicationFactory, StaffFactory
from tests.pages import Browser, Page

KEY = "the key in the browser"
ANSWERS: dict[str, dict[str, Any]] = {
    "name": {"name": "Piotr Zielinski"},
    "known-as": {"known_as": "Piotr"},
    "contact": {"channel": "email"},
    "email": {"email": "piotr@example.org"},
    "phone": {"phone": "07700 900123"},
    "area": {"area": "Newark"},
    "connection": {"connection": "both"},
    "interests": {"interests": ["meetings", "panels"]},
    "support": {"support": "Home by 5pm"},
    "about": {"about": "Buses matter to me"},
}


@pytest.fixture
def priya():
    """A coordinator."""
    return StaffFactory(name="Priya Nair")


@pytest.fixture
def answer_all() -> Callable[..., Page]:
    """Answers every question from the start page; name a question with its fields to answer it otherwise."""

    def answer_all(browser: Browser, **otherwise: dict[str, object]) -> Page:
        page = browser.get("/join").follow("Start now")
        while page.heading != "Check your answers":
            slug = page.address.rsplit("/", 1)[-1]
            page = page.press("Continue", **otherwise.get(slug, ANSWERS.get(slug, {})))
            assert page.errors == []
        return page

    return answer_all


@pytest.fixture
def draft(stranger: Browser) -> Any:
    """The draft that the stranger's browser opens, with every question answered."""
    answers = {name: value for fields in ANSWERS.values() for name, value in fields.items()}
    draft = ApplicationFactory(
        state=ApplicationState.DRAFT, digest=digest_of(KEY), submitted_at=None, agreed_at=None, **answers
    )
    with stranger.client.session_transaction() as session:
        session["application"] = KEY
    return draft
