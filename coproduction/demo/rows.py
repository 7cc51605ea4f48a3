"""Many rows at once: numbered here, kept until there are enough, and written in the order of their tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import FromClause, Integer, Table, func, insert, select, text

from coproduction.core.database import Base, db

ENOUGH = 20_000


class Rows:
    """Rows for an empty database. `counts` says how many each table was given."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._waiting: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._number_waiting = 0

    def add(self, model: type[Base], **values: Any) -> int:
        """Keep a row for the model's table and return its number. All rows of a table name the same columns."""
        name = model.__tablename__
        self.counts[name] += 1
        self._number_waiting += 1
        number = self.counts[name]
        if _is_numbered(model.__table__):
            values["id"] = number
        self._waiting[name].append(values)
        return number

    def write_if_many(self) -> None:
        """Write what is kept if there is enough of it to be worth a journey."""
        if self._number_waiting >= ENOUGH:
            self.write()

    def write(self) -> None:
        """Write what is kept, every table after those that it refers to."""
        for table in Base.metadata.sorted_tables:
            if rows := self._waiting.pop(table.name, []):
                db.session.execute(insert(table), rows)
        self._number_waiting = 0

    def finish(self) -> None:
        """Write the rest, and tell PostgreSQL which numbers are taken: it counts for itself."""
        self.write()
        if db.session.get_bind().dialect.name == "postgresql":
            for table in Base.metadata.sorted_tables:
                if self.counts[table.name] and _is_numbered(table):
                    _count_on(table)


def _is_numbered(table: FromClause) -> bool:
    """Say whether the rows of the table are numbered, and have no ids of another kind."""
    return "id" in table.columns and isinstance(table.columns["id"].type, Integer)


def _count_on(table: Table) -> None:
    sequence = func.pg_get_serial_sequence(table.name, text("'id'"))
    db.session.execute(select(func.setval(sequence, select(func.max(table.c.id)).scalar_subquery())))
