"""The base of every table, the session, and the recipe that keeps SQLite from losing updates."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, ClassVar

from flask import Flask, g, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Label,
    MetaData,
    Row,
    Select,
    String,
    event,
    literal_column,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, registry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator
from werkzeug.routing import IntegerConverter, Map

from coproduction.core.reading import reading_of
from coproduction.core.uk_days import uk_day_of_text

LARGEST_ID = 2**31 - 1
# Some columns of some tables, read by name. SQLAlchemy would have each caller repeat their types.
AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC. A naive datetime is refused: it would be an hour out half the year."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """Read SQLite's text in one step, for lists have many moments."""
        return _utc_from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


@lru_cache(maxsize=8192)  # the same moments stand in everybody's lists; one object for each makes it a quick key, too
def _utc_from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")  # ten times faster than to replace tzinfo


def words_of(kind: type[enum.Enum]) -> list[str]:
    """Store an enum as the words it stands for, so that the database reads plainly."""
    return [str(member.value) for member in kind]


_AS_WORDS: Mapping[str, Any] = {
    "native_enum": False,
    "create_constraint": True,
    "length": 30,
    "values_callable": words_of,
}


def enum_named(kind: type[enum.StrEnum], name: str) -> Enum:
    """Return the type of a column that holds such an enum beside another of the same table, with a CHECK of this name.

    PostgreSQL does not take two CHECK constraints of one name, and an enum's is that of its class.
    """
    return Enum(kind, name=name, **_AS_WORDS)


class Base(DeclarativeBase):
    """What every table shares: named constraints, UTC moments and enums kept as words."""

    registry: ClassVar[registry] = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UTCDateTime(),
            enum.StrEnum: Enum(enum.StrEnum, **_AS_WORDS),
            dict[str, Any]: JSON(),
            list[str]: JSON(),
        },
    )


class PageSession(Session):
    """A session that reads where the page has begun to read, if it has: all that a page says is of one moment."""

    def get_bind(self, *asked: Any, **named: Any) -> Engine | Connection:
        """Return the connection of the page, or what else there is to read from and write to."""
        return g.get("page_connection") or super().get_bind(*asked, **named)


db = SQLAlchemy(model_class=Base, session_options={"class_": PageSession, "join_transaction_mode": "control_fully"})


def read_rows(statement: AnySelect, asked: Mapping[str, Any]) -> Sequence[AnyRow]:
    """Return the rows of a statement that is built once and selects columns. Its parameters are single values.

    They are read in the transaction of the session or the page, at a third of what the session takes to say the same.
    """
    connection = _connection()
    return reading_of(statement, connection.dialect).rows(connection, asked)


def _connection() -> Connection:
    """Return where to read: for a page that needs no session, a connection alone, which costs a third of one."""
    if "page_connection" in g:
        return g.page_connection  # type: ignore[no-any-return]
    if not _is_page() or db.session.registry.has() or not isinstance(db.engine, Engine):
        return db.session.connection()
    g.page_connection = db.engine.connect()
    g.page_connection.begin()
    return g.page_connection  # type: ignore[no-any-return]


def read_only_from_now_on() -> None:
    """Let nobody who writes wait for the rest of this request: it only reads, and what it wrote is committed."""
    g.only_reads = True


def _is_page() -> bool:
    return has_request_context() and (request.method in SAFE_METHODS or g.get("only_reads", False))


def as_word(column: InstrumentedAttribute[Any]) -> Label[str]:
    """Select an enum as the word that it is stored as: it finds what its member finds, and need not be made one."""
    return type_coerce(column, String()).label(column.key)


def is_one_of(column: InstrumentedAttribute[Any], kinds: Iterable[enum.StrEnum]) -> ColumnElement[bool]:
    """Return the condition with its words written into the statement, where SQLite sees that a partial index fits."""
    return column.in_([literal_column(f"'{kind}'") for kind in kinds])


class Together(FunctionElement[str]):
    """The texts of all rows as one, in one order while they stay. SQLAlchemy's own needs what `read_rows` has not."""

    type = String()
    inherit_cache = True


@compiles(Together)
def _together(element: Together, compiler: SQLCompiler, **given: Any) -> str:
    words = compiler.process(element.clauses, **given)
    return f"string_agg({words}, '' ORDER BY {words})"


@compiles(Together, "sqlite")
def _together_on_sqlite(element: Together, compiler: SQLCompiler, **given: Any) -> str:
    return f"group_concat({compiler.process(element.clauses, **given)}, '')"


def count_roughly() -> None:
    """Let the database look how many rows its tables and indexes have, so that it finds the short way to a few.

    It takes a few milliseconds, because a thousand rows of each are enough. PostgreSQL does so by itself, but later.
    """
    db.session.flush()
    db.session.connection().exec_driver_sql("ANALYZE")


class RowNumber(IntegerConverter):
    """An id in an address. A number too large for any id is not found, as any other that nothing has."""

    def __init__(self, addresses: Map, **options: Any) -> None:
        super().__init__(addresses, **{"max": LARGEST_ID, **options})


def init_app(app: Flask) -> None:
    """Connect the application to its database."""
    app.url_map.converters["int"] = RowNumber

    @app.teardown_appcontext
    def leave(_fault: BaseException | None) -> None:
        """Give the page's connection back, after the session has: what is named first is done last."""
        if "page_connection" in g:
            g.pop("page_connection").close()

    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            tune_sqlite(db.engine)


def tune_sqlite(engine: Engine) -> None:
    """Make SQLite keep every update: readers share, writers take turns from their first statement."""

    @event.listens_for(engine, "connect")
    def _open(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.create_function("lower", 1, _lower, deterministic=True)  # its own knows A to Z alone, and not Ł
        connection.create_function("uk_day", 1, uk_day_of_text, deterministic=True)
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "busy_timeout=10000",
            "foreign_keys=ON",
            "mmap_size=268435456",
            "cache_size=-16000",
            "analysis_limit=1000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        begun = connection.connection.cursor()  # the driver's own: SQLAlchemy's takes ten times as long
        begun.execute("BEGIN DEFERRED" if _is_page() else "BEGIN IMMEDIATE")
        begun.close()


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value
