"""How the database finds what each page shows: `python -m bench.plans` ends with 1 if it reads the past through."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import click
from flask import Flask
from sqlalchemy import event

from bench.costs import answer_of
from bench.databases import database_of
from bench.visits import Visit, pages_beside, visits_to
from config import Settings
from coproduction import create_app
from coproduction.core.database import db

GROWING = frozenset(  # with every year; nobody may wait for the past
    {
        "audit_entry",
        "event",
        "event_change",
        "event_role",
        "meeting",
        "message",
        "panel",
        "place",
        "place_move",
        "training_session",
    }
)
READ_THROUGH = re.compile(r"SCAN (\w+?)(?:_\d+)?(?: |$)")


class Plan(NamedTuple):
    """One statement of a page, and the steps in which SQLite answers it."""

    page: str
    statement: str
    steps: Sequence[str]

    @property
    def read_through(self) -> list[str]:
        """Return the steps that go through the whole of a growing table, be it by an index."""
        return [step for step in self.steps if (found := READ_THROUGH.match(step)) and found[1] in GROWING]


def plans_of(visits: Sequence[Visit], app: Flask) -> Iterator[Plan]:
    """Yield the plan of every SELECT that the visits make."""
    with app.app_context():
        engine = db.engine
    seen: set[str] = set()
    for visit in visits:
        asked: list[tuple[str, Any]] = []
        event.listen(engine, "before_cursor_execute", note := _noting(asked))
        answer_of(visit, app)
        event.remove(engine, "before_cursor_execute", note)
        for statement, parameters in asked:
            if statement.startswith("SELECT") and statement not in seen:
                seen.add(statement)
                with engine.connect() as connection:
                    steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                    yield Plan(visit.name, " ".join(statement.split()), [str(step.detail) for step in steps])


def _noting(asked: list[tuple[str, Any]]) -> Any:
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        asked.append((statement, parameters))

    return note


@click.command()
@click.option(
    "--members", type=click.IntRange(100, 100_000), default=10_000, show_default=True, help="How many members."
)
@click.option("--years", type=click.IntRange(1, 20), default=5, show_default=True, help="Years of events.")
@click.option("--all", "show_all", is_flag=True, help="Show every plan, not only those that read a table through.")
def main(*, members: int, years: int, show_all: bool) -> None:
    """Show how SQLite answers the statements of the main pages over a large group."""
    failures, now = 0, datetime.now(UTC)
    with database_of(members, years) as settings:
        app = create_app(Settings.from_environment({**settings, "LOG_LEVEL": "ERROR"}))
        for plan in plans_of([*visits_to(app, now=now), *pages_beside(app, now=now)], app):
            through = plan.read_through
            failures += bool(through)
            if show_all or through:
                click.echo(f"\n{plan.page}: {plan.statement}")
                for step in plan.steps:
                    click.echo(f"{'!' if step in through else ' ':>4} {step}")
    click.echo(f"\nStatements that read a table through that grows with every year: {failures}.")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main(prog_name="python -m bench.plans")
