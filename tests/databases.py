"""Databases for tests: migrated once a run, and as good as new for each test in a fraction of a millisecond."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from config import Settings
from coproduction import create_app
from coproduction.core.database import db
from tests.postgres import postgresql

ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"


def settings_for_tests(instance: Path, **environment: str) -> Settings:
    """Return the settings that tests run with; nothing of the developer's own environment gets in."""
    return Settings.from_environment(
        {
            "INSTANCE_FOLDER": str(instance),
            "SECRET_KEY": "only for tests, and long enough to be a key",
            "SITE_URL": "http://localhost",
            "LOG_LEVEL": "ERROR",
            **environment,
        }
    )


@contextmanager
def migrated_app(instance: Path) -> Iterator[Flask]:
    """Make the application on a migrated database: SQLite, or PostgreSQL when TEST_DATABASE=postgresql."""
    with ExitStack() as stack:
        environment = {"DATABASE_URL": stack.enter_context(postgresql())} if ON_POSTGRESQL else {}
        app = create_app(settings_for_tests(instance, **environment))
        app.config["TESTING"] = True
        with app.app_context():
            db.session.configure(join_transaction_mode="create_savepoint")
            upgrade()
        yield app
        with app.app_context():
            db.engine.dispose()


@contextmanager
def fresh_database() -> Iterator[None]:
    """Run everything inside one transaction that is rolled back: commits become savepoints."""
    engine = db.engines[None]
    with engine.connect() as connection:
        outer = connection.begin()
        db.engines[None] = connection  # type: ignore[index]
        try:
            yield
        finally:
            db.session.remove()
            db.engines[None] = engine  # type: ignore[index]
            outer.rollback()
