"""Applications that are filled in, for the tests of what happens to them."""

from __future__ import annotations

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.members.models import (
    ApplicationState,
)
from coproduction.notifications.models import Channel
from tests.conftest import NOON
from tests.factories import ApplicationFactory


def everybody(model):
    """Return every row of a table."""
    return list(db.session.scalars(select(model).order_by(model.id)))


def a_draft(**answers):
    """Return a draft that could be sent."""
    known = {
        "name": "Piotr Zielinski",
        "channel": Channel.EMAIL,
        "email": "piotr@example.org",
        "connection": "both",
        "changed_at": NOON,
    }
    return ApplicationFactory(state=ApplicationState.DRAFT, submitted_at=None, agreed_at=None, **{**known, **answers})
