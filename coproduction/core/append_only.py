"""Tables to which rows are added and never changed: the database itself refuses, for migrations to call."""

from __future__ import annotations

from alembic import op

_REFUSE = (
    "create or replace function refuse_change() returns trigger as $$ "
    "begin raise exception '% is append-only', tg_table_name; end $$ language plpgsql"
)


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


def drop_guard(table: str) -> None:
    """Take the guard off again, before the table goes."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"drop trigger {table}_is_append_only on {table}")
        return
    for change in ("update", "delete"):
        op.execute(f"drop trigger if exists {table}_refuses_{change}")
