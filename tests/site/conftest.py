"""Messages in the outbox, for the to-do list and for health; and one kind of task on that list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from coproduction.core.database import db
from coproduction.notifications.models import Channel, Message
from coproduction.site.queries.to_do.tasks import TaskList
from tests.factories import StaffFactory


@pytest.fixture
def message(noon: datetime) -> Callable[..., Message]:
    """Write a message that is due: a call to Dennis Whitlock, unless told otherwise."""

    def _message(**given: Any) -> Message:
        number = db.session.query(Message).count()
        usual = {
            "key": f"key {number}",
            "template": "schedule/place_offered",
            "channel": Channel.PHONE,
            "to_name": "Dennis Whitlock",
            "to_address": "0115 496 0101",
            "subject": "Can you come to a meeting?",
            "text": "Can you come?",
            "html": "",
            "message_id": f"<{number}@example.org>",
            "created_at": noon,
            "send_after": noon,
        }
        written = Message(**{**usual, **given})
        db.session.add(written)
        db.session.flush()
        return written

    return _message


@pytest.fixture
def tasks_of(noon: datetime) -> Callable[..., list[tuple[str, str, str]]]:
    """Look at one kind of task as (what, why, when)."""

    def _tasks_of(tasks: Callable[..., TaskList]) -> list[tuple[str, str, str]]:
        return [(task.what, task.why, task.when) for task in tasks(viewer=StaffFactory(), now=noon).tasks]

    return _tasks_of
