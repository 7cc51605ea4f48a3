"""How the to-do list finds its few rows among many: by an index, never by reading a table from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, insert, select

from coproduction import create_app
from coproduction.accounts.models import Account
from coproduction.core.database import count_roughly, db
from coproduction.notifications.models import Channel, Message, MessageState
from coproduction.schedule.models import CallRequest, Place
from coproduction.site.queries.to_do import LISTS
from tests.conftest import NOON
from tests.databases import migrated_file, settings_for_tests
from tests.demonstration import load

LARGE = {"event", "event_role", "place", "place_move", "member", "message", "other", "other_place"}


@pytest.fixture(autouse=True)
def database() -> None:
    """These tests share a database of their own."""


@pytest.fixture(scope="module", autouse=True)
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """SQLite with a crowd, a year of events and the emails and calls of many years, which the database has counted."""
    folder = tmp_path_factory.mktemp("crowd")
    app = create_app(settings_for_tests(folder, DATABASE_URL=migrated_file(folder)))
    with app.app_context():
        load(date(2027, 1, 4), members=120)
        db.session.execute(insert(Message), [sent_email(number) for number in range(2_000)])
        called = db.session.scalars(select(Place.id).order_by(Place.id).limit(500))
        db.session.execute(insert(CallRequest), [call_made(place_id) for place_id in called])
        count_roughly()
        db.session.commit()
        yield
        db.session.remove()
        db.engine.dispose()


def call_made(place_id: int) -> dict[str, Any]:
    return {"place_id": place_id, "asked_at": NOON, "done_at": NOON}


def sent_email(number: int) -> dict[str, Any]:
    return {
        "key": f"sent-{number}",
        "template": "schedule/place_held",
        "channel": Channel.EMAIL,
        "state": MessageState.SENT,
        "to_name": "Amara",
        "to_address": "amara@example.org",
        "subject": "You have a place",
        "text": "",
        "html": "",
        "created_at": NOON,
        "send_after": NOON,
        "message_id": str(number),
    }


def plan_of(tasks) -> list[str]:
    """Return the steps in which the database finds a list of tasks."""
    viewer = db.session.scalars(select(Account).where(Account.is_coordinator).order_by(Account.id)).first()
    steps: list[str] = []

    @event.listens_for(db.engine, "before_cursor_execute")
    def explain(_connection, cursor, statement, parameters, _context, _many) -> None:
        if statement.startswith("SELECT"):
            steps.extend(row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall())

    tasks(viewer=viewer, now=NOON)
    event.remove(db.engine, "before_cursor_execute", explain)
    return steps


@pytest.mark.parametrize("tasks", LISTS, ids=lambda tasks: tasks.__name__)
def test_no_list_reads_a_large_table_from_end_to_end(tasks):
    whole = [step for step in plan_of(tasks) if (found := re.fullmatch(r"SCAN (\w+)", step)) and found[1] in LARGE]

    assert whole == []


@pytest.mark.parametrize(
    ("name", "first_step"),
    [
        ("unanswered_offers", "SCAN place USING INDEX ix_place_offered"),
        ("unchosen_members", "SCAN place USING INDEX ix_place_interested"),
        ("members_held_twice", "SEARCH event USING INDEX ix_event_moved (starts_at>?)"),
        ("short_roles", "SEARCH event USING INDEX ix_event_starts_at_id (starts_at>? AND starts_at<?)"),
        ("unrecorded_attendance", "SEARCH event USING INDEX ix_event_published (ends_at<?)"),
        ("unpublished_events", "SEARCH event USING INDEX ix_event_drafts (starts_at>?)"),
    ],
)
def test_a_list_begins_with_the_index_in_its_own_order(name, first_step):
    (tasks,) = (tasks for tasks in LISTS if tasks.__name__ == name)

    assert first_step in plan_of(tasks)[:3]
