"""What a page costs that does not hang on the machine: bytes, and SQL statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import brotli  # type: ignore[import-untyped]
from flask import Flask
from sqlalchemy import event

from bench.visits import Visit
from coproduction.core.database import db

QUALITY = 5  # what a web server in front can afford for each answer
BOOKKEEPING = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


@dataclass(frozen=True, slots=True)
class Cost:
    """The size of an answer, plain and with brotli, and the number of statements that it took."""

    plain: int
    brotli: int
    statements: int


def cost_of(visit: Visit, app: Flask) -> Cost:
    """Make the visit's first call inside this process, twice, and count the second: the first warms caches up."""
    answer_of(visit, app)
    statements: list[str] = []
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note := _noting(statements))
    answer = answer_of(visit, app, turn=1)
    event.remove(engine, "before_cursor_execute", note)
    return Cost(len(answer), len(brotli.compress(answer, quality=QUALITY)), len(statements))


def answer_of(visit: Visit, app: Flask, *, turn: int = 0) -> bytes:
    """Return the answer to the visit's first call, made inside this process. One that was not expected is an error."""
    call = visit.calls[0]
    response = app.test_client(use_cookies=False).open(
        call.path,
        method=call.method,
        headers={name: value for name, value in (("Cookie", call.cookie), ("If-None-Match", call.unless)) if value},
        data=call.bodies[(turn + call.turn) % len(call.bodies)] or None,
        content_type="application/x-www-form-urlencoded" if call.method == "POST" else None,
    )
    if response.status_code != visit.status:
        raise RuntimeError(f"{visit.name}: {call.path} answered {response.status_code}, not {visit.status}.")
    return response.get_data()


def _noting(statements: list[str]) -> Any:
    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(BOOKKEEPING):
            statements.append(statement)

    return note
