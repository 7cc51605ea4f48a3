"""What every test can ask for: an application, a database of its own, people with browsers, and the post."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings

from coproduction.core import clock
from coproduction.core.database import db
from coproduction.extensions import limiter
from tests.conftest import NOON
from tests.databases import fresh_database, migrated_app
from tests.factories import MemberFactory, StaffFactory
from tests.pages import Browser
from tests.post import Inbox
from tests.statements import CountStatements

settings.register_profile("patient", deadline=None)  # a busy machine is no fault
settings.load_profile("patient")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application, on a copy of a database that is migrated once a run."""
    instance: Path = tmp_path_factory.mktemp("instance")
    with migrated_app(instance) as made:
        yield made


@pytest.fixture(autouse=True)
def database(app: Flask, request: pytest.FixtureRequest) -> Iterator[None]:
    """A database as the migrations left it, whatever the test before did."""
    with app.app_context(), fresh_database():
        yield


@pytest.fixture
def noon() -> datetime:
    """The moment at which tests happen: a Monday noon in January 2027, UK time being UTC."""
    return NOON


@pytest.fixture(autouse=True)
def frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Views and commands see the test's own noon."""
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture(autouse=True)
def few_words() -> None:
    """Nothing but errors is logged, whatever the test before had logged: libraries say much of each line they read."""
    if (log := logging.getLogger()).level != logging.ERROR:
        log.setLevel(logging.ERROR)


@pytest.fixture(autouse=True)
def fresh_limits(app: Flask) -> None:
    """Nobody has tried anything too often, whatever the test before did."""
    with app.app_context():
        limiter.reset()


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """A browser in which nobody has signed in."""
    return Browser(app)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser in which a member has signed in: `browser.member`."""
    opened = Browser(app)
    opened.member = MemberFactory()
    opened.sign_in(opened.member.account)
    return opened


@pytest.fixture
def coordinator(app: Flask) -> Browser:
    """A browser in which a coordinator has signed in: `coordinator.account`."""
    opened = Browser(app)
    opened.sign_in(StaffFactory())
    return opened


@pytest.fixture
def administrator(app: Flask) -> Browser:
    """A browser in which an administrator has signed in."""
    opened = Browser(app)
    opened.sign_in(StaffFactory(is_administrator=True))
    return opened


@pytest.fixture
def inbox() -> Inbox:
    """The messages that wait in the outbox."""
    return Inbox()


@pytest.fixture
def count_statements() -> CountStatements:
    """Counts the SQL statements that run inside a `with count_statements() as statements:`."""
    return CountStatements(db)
