"""Messages in the outbox, for the to-do list and for health."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from coproduction.core.database import db
from coproduction.notifications.models import Channel, Message


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
