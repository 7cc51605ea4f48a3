"""Whether everything runs: the database, its tables, the worker and the messages. It names nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from config import ROOT
from coproduction.core.database import db
from coproduction.notifications.queries import last_heartbeat, messages_waiting_and_failed

LONGEST_SILENCE = timedelta(minutes=3)


class Health(NamedTuple):
    """What monitors are told; ages in seconds. `problems` are whole sentences, and none when all is well."""

    database_reachable: bool
    migrations_at_head: bool | None
    worker_heartbeat_age: int | None
    messages_waiting: int | None
    messages_failed: int | None
    problems: list[str]


@cache
def newest_migration() -> str | None:
    """Return the migration that the code needs, read from its files once."""
    return ScriptDirectory(str(ROOT / "migrations")).get_current_head()


def health(*, now: datetime) -> Health:
    """Look at the database, the worker and the messages, and say in words what is wrong."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Health(False, None, None, None, None, ["The database cannot be reached."])
    try:
        return _found(now)
    except SQLAlchemyError:
        return Health(True, False, None, None, None, ["The database has no tables yet. Run the migrations."])


def _found(now: datetime) -> Health:
    at_head = db.session.scalars(text("SELECT version_num FROM alembic_version")).all() == [newest_migration()]
    beaten_at = last_heartbeat()
    silence = now - beaten_at if beaten_at else None
    messages = messages_waiting_and_failed()
    return Health(
        database_reachable=True,
        migrations_at_head=at_head,
        worker_heartbeat_age=int(silence.total_seconds()) if silence is not None else None,
        messages_waiting=messages.waiting,
        messages_failed=messages.failed,
        problems=_problems(silence, at_head=at_head, failed=messages.failed),
    )


def _problems(silence: timedelta | None, *, at_head: bool, failed: int) -> list[str]:
    problems = []
    if not at_head:
        problems.append("The tables are not up to date. Run the migrations.")
    if silence is None:
        problems.append("The worker has never run, so no messages are sent.")
    elif silence > LONGEST_SILENCE:
        problems.append("The worker has been silent for more than 3 minutes, so no messages are sent.")
    if failed:
        problems.append(f"Emails that could not be sent: {failed}.")
    return problems
