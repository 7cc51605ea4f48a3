"""Counting SQL statements, so that a page's cost is a number in a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event

BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA")


class CountStatements:
    """Collects the statements that run in a block, without those that only open and close transactions."""

    def __init__(self, database: SQLAlchemy) -> None:
        self.database = database

    @contextmanager
    def __call__(self) -> Iterator[list[str]]:
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(BOOKKEEPING):
                statements.append(statement)

        connection = self.database.engines[None]
        event.listen(connection, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(connection, "before_cursor_execute", note)
