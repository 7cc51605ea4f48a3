"""Tables to which rows are added and never changed: the database itself refuses, for migrations to call."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

_REFUSE = (
    "create or replace function refuse_change() returns trigger as $$ "
    "begin raise exception '% is append-only', tg_table_name; end $$ language plpgsql"
)
_REFUSES = "execute function refuse_change()"
_EACH_ROW_WHEN = "for each row when"
_EACH_ROW = f"for each row {_REFUSES}"


def guard(table: str, *, can_be_forgotten: bool = False) -> None:
    """Make the database refuse every update and delete of the table's rows.

    What we may not keep for ever can be forgotten: then rows may be deleted, and still never changed.
    """
    refused = ("update",) if can_be_forgotten else ("update", "delete")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_REFUSE)
        op.execute(
            f"create trigger {table}_is_append_only before {' or '.join(refused)} on {table} "
            "for each row execute function refuse_change()"
        )
        return
    for change in refused:
        op.execute(
            f"create trigger {table}_refuses_{change} before {change} on {table} "
            f"begin select raise(abort, '{table} is append-only'); end"
        )


def let_words_be_emptied(table: str, words: str, *, can_be_forgotten: bool = False) -> None:
    """Let the column `words` of a guarded table be emptied, and nothing else: what was written about a person goes.

    Every other change is refused as before; deleting too, unless the table's rows can be forgotten.
    """
    drop_guard(table)
    database = op.get_bind()
    if database.dialect.name == "postgresql":
        if not can_be_forgotten:
            op.execute(f"create trigger {table}_is_append_only before delete on {table} {_EACH_ROW}")
        op.execute(
            f"create trigger {table}_empties_only before update on {table} {_EACH_ROW_WHEN} "
            f"(new.{words} <> '' or to_jsonb(new) - '{words}' is distinct from to_jsonb(old) - '{words}') {_REFUSES}"
        )
        return
    refuse = f"begin select raise(abort, '{table} is append-only'); end"
    others = ", ".join(column["name"] for column in sa.inspect(database).get_columns(table) if column["name"] != words)
    if not can_be_forgotten:
        op.execute(f"create trigger {table}_refuses_delete before delete on {table} {refuse}")
    op.execute(f"create trigger {table}_refuses_update before update of {others} on {table} {refuse}")
    op.execute(
        f"create trigger {table}_empties_only before update of {words} on {table} when new.{words} <> '' {refuse}"
    )


def let_words_stay(table: str, *, can_be_forgotten: bool = False) -> None:
    """Guard the table as before `let_words_be_emptied`."""
    database = op.get_bind()
    if database.dialect.name == "postgresql":
        op.execute(f"drop trigger {table}_empties_only on {table}")
        op.execute(f"drop trigger if exists {table}_is_append_only on {table}")
    else:
        op.execute(f"drop trigger {table}_empties_only")
        drop_guard(table)
    guard(table, can_be_forgotten=can_be_forgotten)


def drop_guard(table: str) -> None:
    """Take the guard off again, before the table goes."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"drop trigger {table}_is_append_only on {table}")
        return
    for change in ("update", "delete"):
        op.execute(f"drop trigger if exists {table}_refuses_{change}")
