"""Emails of the tests' own, and a real mail server to send them to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader

from coproduction.notifications.models import Recipient
from coproduction.notifications.rendering import EMAILS, Words, environment, render
from tests.notifications.mail_server import Postbox, mail_server

GREETING = "Subject: Hello {{ name }}\n\nHello {{ name }}.\n"
AMARA = Recipient.by_email("Amara Okafor", "amara@example.org")


@pytest.fixture(autouse=True)
def templates(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Templates by name, to add to; `tests/greeting` is there."""
    added = {"tests/greeting.md": GREETING}
    monkeypatch.setattr(environment(), "loader", ChoiceLoader([DictLoader(added), FileSystemLoader(EMAILS)]))
    monkeypatch.setattr(environment(), "cache", {})
    return added


@pytest.fixture
def rendered(templates: dict[str, str]) -> Any:
    """Renders a template that is given as text."""

    def rendered(source: str, **values: Any) -> Words:
        templates["tests/given.md"] = source
        environment().cache = {}
        return render("tests/given", values)

    return rendered


@pytest.fixture
def postbox(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:
    """What a real mail server gets, to which the application sends."""
    with mail_server() as (postbox, port), sending_to(app, port, monkeypatch):
        yield postbox


@contextmanager
def sending_to(app: Flask, port: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Point the application at the mail server on that port, and be impatient with it."""
    with monkeypatch.context() as patch:
        patch.setattr(app.extensions["mail"], "port", port)
        patch.setitem(app.config, "MAIL_TIMEOUT", 0.3)
        yield
