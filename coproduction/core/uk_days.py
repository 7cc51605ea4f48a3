"""The UK day of a moment, as the database finds it: the same day on every database, whatever its time zone."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from coproduction.core.dates import uk_wall


class UKDay(FunctionElement[date]):
    """The day that UK calendars show at a moment, such as a column's. On SQLite, `uk_day_of_text` finds it."""

    name = "uk_day"
    type = Date()
    inherit_cache = True


@compiles(UKDay)
def _uk_day(element: UKDay, compiler: SQLCompiler, **given: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **given)} AT TIME ZONE 'Europe/London' AS DATE)"


@compiles(UKDay, "sqlite")
def _uk_day_on_sqlite(element: UKDay, compiler: SQLCompiler, **given: Any) -> str:
    return f"uk_day({compiler.process(element.clauses, **given)})"


@lru_cache(maxsize=8192)  # the same events are compared with everybody's days
def uk_day_of_text(moment: str | None) -> str | None:
    """Return the UK day of a moment that SQLite keeps as text in UTC, as SQLite keeps days."""
    return None if moment is None else uk_wall(datetime.fromisoformat(f"{moment}+00:00")).date().isoformat()
