"""Databases for tests: migrated once a run, copied, and as good as new for each test in a fraction of a millisecond."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from sqlite3 import connect

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection, create_engine, exists, select, union_all

from config import Settings
from coproduction import create_app
from coproduction.core.database import Base, db
from tests.once_a_run import made_once
from tests.postgres import TEMPLATE, make_database, postgresql

THROW_OUT = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
GUARDED = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
COUNT_FROM_ONE = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
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


def migrated_file(folder: Path) -> str:
    """Make an SQLite database in the folder as the migrations leave it, whatever was there; return its address."""
    file = folder / "coproduction.db"
    for left in folder.glob(f"{file.name}-*"):  # by programs that were killed
        left.unlink()
    shutil.copy(made_once("migrated-file", _migrate_file) / "migrated.db", file)
    return f"sqlite:///{file}"


@contextmanager
def migrated_on_postgresql() -> Iterator[str]:
    """Yield the address of a PostgreSQL database as the migrations leave it; it is gone afterwards."""
    template = made_once(TEMPLATE, _migrate_on_postgresql) / "url"
    with postgresql(copy_of=template.read_text()) as url:
        yield url


@contextmanager
def emptied_on_postgresql() -> Iterator[Callable[[], str]]:
    """Yield what returns the address of one PostgreSQL database, each time as the migrations leave it.

    To take out the rows of the test before takes a hundredth of what another copy takes.
    """
    with migrated_on_postgresql() as url:
        engine = create_engine(url)
        with engine.begin() as connection:
            clearing = _clearing(connection)

        def emptied() -> str:
            with engine.begin() as connection:
                connection.exec_driver_sql(clearing)
            return url

        yield emptied
        engine.dispose()


@contextmanager
def migrated_app(instance: Path) -> Iterator[Flask]:
    """Make the application on a migrated database: SQLite, or PostgreSQL when TEST_DATABASE=postgresql."""
    with ExitStack() as stack:
        url = stack.enter_context(migrated_on_postgresql()) if ON_POSTGRESQL else migrated_file(instance)
        app = create_app(settings_for_tests(instance, DATABASE_URL=url))
        app.config["TESTING"] = True
        with app.app_context():
            db.session.configure(join_transaction_mode="create_savepoint")
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


def _clearing(connection: Connection) -> str:
    """Return what throws out whoever is connected still, and all rows, those as well that only ever grow in number.

    It refuses a database whose migrations write rows of their own, for they would be lost.
    """
    tables = Base.metadata.sorted_tables
    any_row = union_all(*(select(exists().select_from(table)) for table in tables))
    assert not any(connection.scalars(any_row)), "what the migrations write must be put back after each test"
    guarded = connection.exec_driver_sql(GUARDED).scalars().all()
    return ";".join(
        [
            THROW_OUT,
            *(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in guarded),
            *(f"DELETE FROM {table.name}" for table in reversed(tables)),
            *(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in guarded),
            COUNT_FROM_ONE,
        ]
    )


def _migrate_file(folder: Path) -> None:
    _migrate(folder, f"sqlite:///{folder / 'migrated.db'}")
    with closing(connect(folder / "migrated.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _migrate_on_postgresql(folder: Path) -> None:
    url = make_database()
    _migrate(folder, url)
    (folder / "url").write_text(url)


def _migrate(instance: Path, url: str) -> None:
    with create_app(settings_for_tests(instance, DATABASE_URL=url)).app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()
