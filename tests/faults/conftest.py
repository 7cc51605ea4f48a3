"""Real databases for the fault tests: no transaction around the test, commits that last, threads that compete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from flask import Flask

from coproduction import create_app
from coproduction.core.database import db
from tests.databases import migrated_file, migrated_on_postgresql, settings_for_tests


@pytest.fixture(params=["sqlite", "postgresql"])
def a_real_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own, with the engine that production has; once on each database.

    Other processes reach the same database with `environment_of(app)` in their environment.
    """
    on_file = request.param == "sqlite"
    with (
        nullcontext(migrated_file(tmp_path)) if on_file else migrated_on_postgresql() as url,
        _app(tmp_path, url) as app,
    ):
        yield app


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


@contextmanager
def _app(instance: Path, url: str) -> Iterator[Flask]:
    app = create_app(settings_for_tests(instance, DATABASE_URL=url))
    app.config["TESTING"] = True
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
