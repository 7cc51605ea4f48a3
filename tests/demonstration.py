"""Loading the demonstration in a test, and reading its places."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from coproduction.core.database import Base, count_roughly, db
from coproduction.demo import loading
from coproduction.documents.current import current_store
from coproduction.documents.models import DocumentVersion
from coproduction.schedule.models import EventRole, Place
from coproduction.schedule.rules import is_mirrored
from tests.databases import ON_POSTGRESQL
from tests.once_a_run import made_once

LATE_2026 = date(2026, 11, 21)
# What the demonstration shows is there whatever the day on which it is loaded.
DAYS = (LATE_2026, date(2027, 3, 15), date(2027, 7, 9), date(2027, 12, 9), date(2030, 2, 28))
AllRows = dict[str, list[tuple[Any, ...]]]


def load_anew(today: date = LATE_2026, *, members: int = 0, of_years: int = 1, seed: int = 1) -> Mapping[str, int]:
    """Load it, and return how many rows each table was given."""
    return loading.load(
        today=today, password_hash="kept", members=members, of_years=of_years, seed=seed, step=lambda: None
    )


def load(today: date = LATE_2026, *, members: int = 0, of_years: int = 1) -> None:
    """Fill the database of this test with what loading leaves: loaded once a run, and copied for every test.

    PostgreSQL has its own counts of numbers beside the rows, so there it is loaded each time.
    """
    if ON_POSTGRESQL:
        load_anew(today, members=members, of_years=of_years)
        return

    def make(folder: Path) -> None:
        with db.session.begin_nested() as loaded:
            load_anew(today, members=members, of_years=of_years)
            _keep(folder)
            loaded.rollback()

    _copy(made_once(f"demonstration-{today}-{members}-{of_years}", make))


def _keep(folder: Path) -> None:
    connection = db.session.connection()
    found: AllRows = {
        table.name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table.name}")]
        for table in Base.metadata.sorted_tables
    }
    (folder / "rows").write_bytes(pickle.dumps(found))
    files = folder / "files"
    files.mkdir()
    for key in db.session.scalars(select(DocumentVersion.file_key).where(DocumentVersion.file_key.is_not(None))):
        with current_store().open(str(key)) as file:
            (files / str(key)).write_bytes(file.read())


def _copy(folder: Path) -> None:
    rows: AllRows = pickle.loads((folder / "rows").read_bytes())
    connection = db.session.connection()
    for name, its_rows in rows.items():
        if its_rows:
            connection.exec_driver_sql(f"INSERT INTO {name} VALUES ({', '.join('?' * len(its_rows[0]))})", its_rows)
    count_roughly()
    shutil.copytree(folder / "files", Path(current_app.instance_path) / "documents", dirs_exist_ok=True)


def places() -> list[Place]:
    """Every place with all that the checks look at, but for those that are moved with another."""
    return list(
        db.session.scalars(
            select(Place)
            .where(~is_mirrored())
            .options(
                joinedload(Place.role).joinedload(EventRole.event),
                joinedload(Place.role).joinedload(EventRole.qualification),
                joinedload(Place.member),
                selectinload(Place.moves),
            )
        )
    )
