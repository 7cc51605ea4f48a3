"""Real databases for the fault tests: no transaction around the test, commits that last, threads that compete."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import URL, create_engine, make_url, text

from coproduction import create_app
from coproduction.core.database import db
from tests.databases import settings_for_tests
from tests.postgres import postgresql


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file as the migrations leave it, to copy."""
    instance = tmp_path_factory.mktemp("migrated")
    with _app(instance, f"sqlite:///{instance / 'migrated.db'}"):
        upgrade()
    with closing(connect(instance / "migrated.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return instance / "migrated.db"


@pytest.fixture(scope="session")
def migrated_postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    """A PostgreSQL database as the migrations leave it, to copy."""
    with postgresql() as url:
        with _app(tmp_path_factory.mktemp("migrated"), url):
            upgrade()
        yield make_url(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def a_real_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database of its own, with the engine that production has; once on each database.

    Other processes reach the same database with `environment_of(app)` in their environment.
    """
    copied = request.getfixturevalue(f"migrated_{request.param}")
    with _COPIES[request.param](copied, tmp_path) as url, _app(tmp_path, url) as app:
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


@contextmanager
def _copied_file(migrated: Path, folder: Path) -> Iterator[str]:
    shutil.copy(migrated, folder / "copy.db")
    yield f"sqlite:///{folder / 'copy.db'}"


@contextmanager
def _copied_on_the_server(migrated: URL, folder: Path) -> Iterator[str]:
    name = f"{migrated.database}_copy"
    server = create_engine(migrated.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {migrated.database}"))
    try:
        yield migrated.set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


Copy = Callable[[Any, Path], AbstractContextManager[str]]
_COPIES: Mapping[str, Copy] = {"sqlite": _copied_file, "postgresql": _copied_on_the_server}
