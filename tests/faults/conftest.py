"""Real databases for the fault tests: no transaction around the test, commits that last, threads that compete."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from coproduction import create_app
from coproduction.core.database import db
from tests.databases import emptied_on_postgresql, migrated_file, settings_for_tests


@dataclass(frozen=True, slots=True)
class RealApplication:
    """The application with the engine that production has, and how to lay a new database at its address."""

    app: Flask
    new_database: Callable[[], str]


@pytest.fixture(scope="session")
def emptied() -> Iterator[Callable[[], str]]:
    """What returns the address of this process's PostgreSQL database, as the migrations leave it."""
    with emptied_on_postgresql() as address:
        yield address


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def real_application(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RealApplication:
    """The application, on an address that stays the same for all tests of this process; once on each database."""
    instance = tmp_path_factory.mktemp("real")
    new_database: Callable[[], str] = partial(migrated_file, instance)
    if request.param == "postgresql":
        new_database = request.getfixturevalue("emptied")
    app = create_app(settings_for_tests(instance, DATABASE_URL=new_database()))
    app.config["TESTING"] = True
    return RealApplication(app, new_database)


@pytest.fixture
def a_real_database(real_application: RealApplication) -> Iterator[Flask]:
    """The application on a database as the migrations leave it.

    Other processes reach the same database with `environment_of(app)` in their environment.
    """
    real_application.new_database()
    with real_application.app.app_context():
        yield real_application.app
        db.session.remove()
        db.engine.dispose()


def environment_of(app: Flask) -> dict[str, str]:
    """Return the environment in which another process works on the same database."""
    settings = app.config["SETTINGS"]
    return {
        "DATABASE_URL": settings.database_url,
        "INSTANCE_FOLDER": str(settings.instance),
        "SECRET_KEY": settings.secret_key,
        "SITE_URL": settings.site_url,
        "LOG_LEVEL": settings.log_level,
    }


@pytest.fixture
def a_patient_database(a_real_database: Flask) -> Iterator[Flask]:
    """The same, on which nobody gives up waiting because the machine is busy. Other tests wait as production does."""
    before = db.engine.pool._timeout  # type: ignore[attr-defined]
    if db.engine.dialect.name == "sqlite":
        event.listen(db.engine, "connect", _wait_longer)
        db.engine.dispose()
    db.engine.pool._timeout = 240  # type: ignore[attr-defined]
    yield a_real_database
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        event.remove(db.engine, "connect", _wait_longer)
    db.engine.pool._timeout = before  # type: ignore[attr-defined]
    db.engine.dispose()


def _wait_longer(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA busy_timeout=120000")
