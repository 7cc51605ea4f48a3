"""On SQLite, a request that may write waits for its turn before it reads, and one that only reads never waits."""

from __future__ import annotations

from contextvars import Context
from time import sleep

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.event import listen

from coproduction.core.database import db, read_rows
from coproduction.schedule.models import Event
from tests.factories import EventFactory
from tests.faults.at_once import all_at_once

pytestmark = pytest.mark.parametrize("real_application", ["sqlite"], indirect=True)
SEQUENCES = select(Event.sequence)
TIMES = 20


@pytest.fixture
def event_id(a_real_database: Flask) -> int:
    """The id of an event that has never been changed."""
    made: int = EventFactory.create().id
    db.session.commit()
    return made


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_is_lost_of_what_many_read_and_then_write_at_once(a_real_database, event_id, method):
    def count_one_more() -> None:
        with a_real_database.test_request_context(method=method):
            event = db.session.get_one(Event, event_id)
            seen = event.sequence
            sleep(0.002)
            event.sequence = seen + 1
            db.session.commit()

    said = all_at_once(a_real_database, [count_one_more] * TIMES)

    assert said == {"done": TIMES}
    assert db.session.get_one(Event, event_id).sequence == TIMES


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_whoever_only_looks_does_not_wait_for_a_writer(a_real_database, event_id, method):
    with db.engine.connect() as writer, a_real_database.test_request_context(method=method):
        writer.execute(update(Event).values(sequence=7))

        assert db.session.get_one(Event, event_id).sequence == 0


def test_a_page_that_only_reads_takes_one_connection_and_gives_it_back(a_real_database, event_id):
    taken: list[object] = []
    listen(db.engine, "checkout", lambda connection, *_: taken.append(connection))

    def look() -> tuple[int, int, int]:
        with a_real_database.test_request_context():
            [(before,)] = read_rows(SEQUENCES, {})
            with db.engine.begin() as writer:
                writer.execute(update(Event).values(sequence=Event.sequence + 1))
            [(again,)] = read_rows(SEQUENCES, {})
            return before, again, db.session.get_one(Event, event_id).sequence

    pages = [Context().run(look) for _ in range(2)]

    assert pages == [(0, 0, 0), (1, 1, 1)]  # each is of one moment
    assert len(taken) == 4  # each page's, and each writer's
    assert db.engine.pool.checkedin() == 2  # type: ignore[attr-defined]
