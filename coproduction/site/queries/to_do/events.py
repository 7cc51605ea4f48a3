"""Which events the lists about places look at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_

from coproduction.accounts.models import Account
from coproduction.schedule.models import Event, EventState
from coproduction.schedule.rules import visible_to


def is_coming(*, viewer: Account, now: datetime) -> ColumnElement[bool]:
    """Return the condition for published events to come."""
    return and_(visible_to(viewer), Event.state == EventState.PUBLISHED, Event.starts_at > now)
