"""Runs the migrations, inside the application and its own database connection."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from coproduction.core.database import Base, db


def run(connection: Connection) -> None:
    """Bring the database to the revision that was asked for.

    SQLite rebuilds a table to alter it, and with foreign keys on that would empty the tables that point to it: so they
    are off meanwhile, and checked afterwards.
    """
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()
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
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")


if connection := current_app.extensions["migrate"].configure_args.get("connection"):
    run(connection)
else:
    with db.engine.connect() as own:
        run(own)
        own.commit()
