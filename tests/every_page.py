"""Every public page there is, by the addresses that the application knows: opened as a stranger who asks to join."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import update
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from coproduction.core.audiences import Audience, audience_of
from coproduction.core.database import db
from coproduction.members.forms.questions import BY_SLUG
from coproduction.members.models import Application
from coproduction.panels.forms.steps import STEPS as PANEL_STEPS
from coproduction.panels.models import PanelStage, RequestDraft
from coproduction.training.forms.request_steps import STEPS as TRAINING_STEPS
from coproduction.training.models import RequestStage, TrainingDraft
from tests.conftest import NOON
from tests.factories import LONG_AGO, OutcomeFactory, PanelFactory
from tests.pages import Browser
from tests.panels.asking import PAGES as PANEL_REQUEST
from tests.test_routes import rules_of
from tests.training.asking import PAGES as TRAINING_REQUEST
from tests.world import World

SEEN = (200, 301, 308)  # shown, or moved for good to where it is shown
NO_PAGES = {
    "site.health": "for monitors, in JSON",
    "inbox.list_emails": "for whoever looks after the machine; not there in production",
    "inbox.show_email": "as above",
    "inbox.show_html": "as above",
    "inbox.download_attachment": "as above",
    "site.choose_easy_read": "leads to a page in Easy Read",
    "site.leave_easy_read": "leads to a standard page",
}


def every_public_page(app: Flask, stranger: Browser, **request: Any) -> Iterator[tuple[str, TestResponse]]:
    """Yield every address of a public page, and its answer. Fails when there are pages that never opened.

    It goes through them twice: with answers that were not sent yet, and when they are.
    """
    world, opened = World(), set()
    rules = public_rules(app)
    for prepare in (asks_to_join, sends):
        prepare(stranger)
        asks_for_panel(stranger, world, is_sent=prepare is sends)
        asks_for_training(stranger, world, is_sent=prepare is sends)
        for rule in rules:
            for address in addresses(app, world, rule):
                response = stranger.fetch(address, **request)
                if response.status_code in SEEN:
                    opened.add(rule.endpoint)
                    yield address, response
    assert {rule.endpoint for rule in rules} - opened == set(), "these pages did not open, so nobody looked at them"


def public_rules(app: Flask) -> list[Rule]:
    """Return the rules of all pages that strangers may open."""
    return [
        rule
        for rule in rules_of(app, "GET")
        if audience_of(app, rule.endpoint) is Audience.PUBLIC and rule.endpoint not in NO_PAGES
    ]


def addresses(app: Flask, world: World, rule: Rule) -> Iterator[str]:
    """Return every address of a rule that shows words of its own."""
    if rule.endpoint == "site.show_page":
        yield from (f"/{name}" for name in app.extensions["content"].pages)
    elif rule.endpoint == "site.show_section":
        yield from (f"/{name}" for name in app.extensions["content"].sections)
    elif rule.endpoint == "site.show_easy_page":
        yield from (f"/easy-read/{name}" for name in app.extensions["easy_pages"])
    elif rule.arguments == {"step"}:
        steps = PANEL_STEPS if rule.endpoint.startswith("panels_public.") else TRAINING_STEPS
        yield from (str(rule).replace("<step>", step.slug) for step in steps)
    elif rule.arguments == {"question"}:
        yield from (str(rule).replace("<question>", slug) for slug in BY_SLUG)
    else:
        yield world.path(app, rule)


def asks_to_join(stranger: Browser) -> None:
    """Answer what must be answered, so that every question and the check of answers open."""
    stranger.post("/join/who", filled_in_by="myself")
    stranger.post("/join/name", name="Amara Okafor")
    stranger.post("/join/contact", channel="phone")
    stranger.post("/join/phone", phone="0115 496 0012")
    stranger.post("/join/connection", connection="both")
    stranger.post("/join/formats", kinds="large print")


def asks_for_panel(stranger: Browser, world: World, *, is_sent: bool) -> None:
    """Answer every step of a request for a panel, so that all its pages open; or send it, and be asked and told."""
    if is_sent:
        db.session.execute(update(RequestDraft).values(begun_at=LONG_AGO))
        stranger.post("/panels/request/check-answers")
        world.request.case.stage = PanelStage.NEEDS_INFORMATION
        world.request.case.panel = PanelFactory()
        OutcomeFactory(event_id=world.request.case.panel.event_id, told_at=NOON)
        return
    for step, answers in PANEL_REQUEST.items():
        stranger.post(f"/panels/request/{step}", answers)


def asks_for_training(stranger: Browser, world: World, *, is_sent: bool) -> None:
    """Answer every step of a request for training, and have something suggested; or send it, and be asked."""
    request = world.asked_training
    request.suggested_course_id, request.suggested_starts_at, request.suggested_ends_at = None, None, None
    request.stage = RequestStage.NEEDS_INFORMATION
    if is_sent:
        db.session.execute(update(TrainingDraft).values(begun_at=LONG_AGO))
        stranger.post("/training/request/check-answers")
        return
    request.stage, request.suggested_course_id = RequestStage.SUGGESTED, request.course_id
    request.suggested_starts_at, request.suggested_ends_at = NOON + timedelta(days=60), NOON + timedelta(days=61)
    for step, answers in TRAINING_REQUEST.items():
        stranger.post(f"/training/request/{step}", answers)


def sends(stranger: Browser) -> None:
    """Send the answers, as if they had been begun long ago, so that the pages after them open."""
    db.session.execute(update(Application).values(started_at=LONG_AGO))
    stranger.post("/join/check-answers", agreed="y")
