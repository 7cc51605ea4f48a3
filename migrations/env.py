"""Runs the migrations, inside the application and its own database connection."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from coproduction.core.database import Base, db


def run(connection: Connection) -> None:
    """Bring the database to the revision that was asked for.

    SQLite rebuilds a table to alter it, and with foreign keys on that would empty the tables that point to it, or
    fail: so they are off meanwhile, and checked afterwards.
    """
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        mind_foreign_keys(connection, wanted=False)
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if sqlite:
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise RuntimeError(f"The migration left rows that point nowhere: {broken[:5]}")
        connection.rollback()
        mind_foreign_keys(connection, wanted=True)


def mind_foreign_keys(connection: Connection, *, wanted: bool) -> None:
    """Turn SQLite's foreign keys on or off. The driver must: SQLAlchemy would begin a transaction, which keeps them."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys={'ON' if wanted else 'OFF'}")
    cursor.execute("PRAGMA foreign_keys")
    if cursor.fetchone() != (int(wanted),):
        raise RuntimeError("The foreign keys stay as they are: a transaction is open.")


if connection := current_app.extensions["migrate"].configure_args.get("connection"):
    run(connection)
else:
    with db.engine.connect() as own:
        run(own)
        own.commit()
