"""CHECK constraints that hold a column to some words, for migrations to change."""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy import literal


def change_words(batch: BatchOperations, table: str, *, column: str, check: str, words: Iterable[str]) -> None:
    """Let a column hold these words from now on, and no others; `check` is the enum's name in lower case."""
    name = op.f(f"ck_{table}_{check}")
    batch.drop_constraint(name, type_="check")
    batch.create_check_constraint(name, f"{column} IN ({', '.join(_quoted(word) for word in words)})")


def drop_words(batch: BatchOperations, table: str, column: str, *, check: str) -> None:
    """Drop a column that is held to some words, and what holds it."""
    batch.drop_constraint(op.f(f"ck_{table}_{check}"), type_="check")
    batch.drop_column(column)


def _quoted(word: str) -> str:
    return str(literal(word).compile(compile_kwargs={"literal_binds": True}))
