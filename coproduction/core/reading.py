"""Reading rows with the database's own driver, for what runs on each visit: SQLAlchemy costs more than the rows do."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Dialect, Select

Key = TypeVar("Key")
Change = Callable[[Any], Any]


class Reading:
    """A SELECT of columns, compiled once for one kind of database. Its parameters are single values, never lists.

    It runs in the transaction of the connection that it is given. Listeners hear of it as of any other statement, but
    a fault is the driver's own, not SQLAlchemy's.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]], dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        if compiled.post_compile_params:
            raise TypeError(
                "read_rows takes no lists: write fixed words with is_one_of, and give each other value a name."
            )
        kinds = {name: parameter.type.dialect_impl(dialect) for parameter, name in compiled.bind_names.items()}
        columns = statement.selected_columns
        self.sql, self.order = compiled.string, compiled.positiontup
        self.known = {name: parameter.value for parameter, name in compiled.bind_names.items()}
        self.to_write = _needed((name, kind.bind_processor(dialect)) for name, kind in kinds.items())
        self.to_read = _needed(
            (place, column.type.dialect_impl(dialect).result_processor(dialect, None))
            for place, column in enumerate(columns)
        )
        row: Any = namedtuple("Row", columns.keys(), rename=True)  # type: ignore[misc]  # the names are known by now
        self.row_of: Change = row._make

    def rows(self, connection: Connection, asked: Mapping[str, Any]) -> Sequence[Any]:
        """Return the rows for these parameters, each with its columns by name."""
        values = {**self.known, **asked}
        for name, write in self.to_write:
            values[name] = write(values[name])
        sent: Any = values if self.order is None else tuple([values[name] for name in self.order])
        cursor = connection.connection.cursor()
        try:
            connection.dispatch.before_cursor_execute(connection, cursor, self.sql, sent, None, False)
            cursor.execute(self.sql, sent)
            return [self._row(raw) for raw in cursor.fetchall()]
        finally:
            cursor.close()

    def _row(self, raw: Sequence[Any]) -> Any:
        if not self.to_read:
            return self.row_of(raw)
        values = list(raw)
        for place, read in self.to_read:
            values[place] = read(values[place])
        return self.row_of(values)


@lru_cache(maxsize=128)
def reading_of(statement: Select[*tuple[Any, ...]], dialect: Dialect) -> Reading:
    """Return the statement, ready to be run on that kind of database. It is made ready once."""
    return Reading(statement, dialect)


def _needed(changes: Iterable[tuple[Key, Change | None]]) -> list[tuple[Key, Change]]:
    return [(key, change) for key, change in changes if change]
