"""People who ask to join, and the coordinator who answers them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.extensions import limiter
from coproduction.members.forms.questions import QUESTIONS
from coproduction.members.models import Application, ApplicationState, NeedKind
from coproduction.notifications.models import Channel
from tests.conftest import NOON
from tests.factories import ApplicationFactory, StaffFactory
from tests.pages import Browser, Page

KEY = "BCDFGHJKMPQR"
ANSWERS: dict[str, dict[str, Any]] = {
    "who": {"filled_in_by": "myself"},
    "supporter": {"name": "Marek Zielinski", "relation": "brother", "phone": "07700 900124"},
    "name": {"name": "Piotr Zielinski"},
    "known-as": {"known_as": "Piotr"},
    "pronouns": {"pronouns": "he/him"},
    "area": {"area": "Newark"},
    "connection": {"connection": "both"},
    "contact": {"channel": "email"},
    "email": {"email": "piotr@example.org"},
    "phone": {"phone": "07700 900123"},
    "times": {"contact_times": "Mornings"},
    "about": {"about": "Buses matter to me"},
    "interests": {"interests": ["meetings", "panels"]},
    "availability": {"availability": "Tuesdays"},
    "travel": {"travel": "By bus"},
    "formats": {"kinds": ["large print"], "detail_large_print": "20 point"},
    "venues": {"kinds": ["step-free", "breaks"], "detail_breaks": "Every hour"},
    "who-may-know": {"seen_by_step_free": "event organisers", "seen_by_breaks": "trainers"},
    "emergency-contact": {"emergency_contact": "Ewa, 07700 900125, my sister"},
    "heard": {"heard_from": "A poster"},
}
ANSWERED: dict[str, Any] = {
    "name": "Piotr Zielinski",
    "known_as": "Piotr",
    "pronouns": "he/him",
    "area": "Newark",
    "connection": "both",
    "channel": Channel.EMAIL,
    "email": "piotr@example.org",
    "phone": "07700 900123",
    "contact_times": "Mornings",
    "about": "Buses matter to me",
    "interests": ["meetings", "panels"],
    "availability": "Tuesdays",
    "travel": "By bus",
    "emergency_contact": "Ewa, 07700 900125",
    "heard_from": "A poster",
}


def applications() -> list[Application]:
    """Return every application there is."""
    return list(db.session.scalars(select(Application).order_by(Application.id)))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, noon: datetime) -> Callable[..., None]:
    """Let time pass between the first answer and the last, as it does."""

    def later(minutes: int = 20) -> None:
        monkeypatch.setattr(clock, "now", lambda: noon + timedelta(minutes=minutes))

    return later


@pytest.fixture(autouse=True)
def no_tries_counted(app: Flask) -> None:
    """Nobody has sent anything yet that is counted."""
    limiter.reset()


@pytest.fixture
def priya():
    """A coordinator."""
    return StaffFactory(name="Priya Nair")


@pytest.fixture
def answer_all() -> Callable[..., Page]:
    """Answers every question from the task list; name a question with its fields to answer it otherwise."""

    def answer_all(browser: Browser, **otherwise: dict[str, object]) -> Page:
        page = browser.get("/join/tasks")
        for question in QUESTIONS:
            if page.address != f"/join/{question.slug}":  # where the answer before did not lead to it
                page = browser.get(f"/join/{question.slug}")
            if page.address == f"/join/{question.slug}":
                page = page.press("Continue", **otherwise.get(question.slug, ANSWERS.get(question.slug, {})))
                assert page.errors == []
        return browser.get("/join/check-answers")

    return answer_all


@pytest.fixture
def draft(stranger: Browser) -> Any:
    """The draft that the stranger's browser opens, with every question answered. It was begun yesterday."""
    began = NOON - timedelta(days=1)
    draft = ApplicationFactory(
        state=ApplicationState.DRAFT,
        started_at=began,
        changed_at=began,
        submitted_at=None,
        agreed_at=None,
        passed=[question.slug for question in QUESTIONS],
        opened_by=KEY,
        needing={NeedKind.LARGE_PRINT: "20 point"},
        **ANSWERED,
    )
    with stranger.client.session_transaction() as session:
        session["application"] = KEY
    return draft
