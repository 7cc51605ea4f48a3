"""Which events the lists about places look at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_

from coproduction.accounts.models import Account
from coproduction.schedule.models import Event
from coproduction.schedule.rules import is_published, visible_to


def is_coming(*, viewer: Account, now: datetime) -> ColumnElement[bool]:
    """Return the condition for published events to come."""
    return and_(visible_to(viewer), is_published(), Event.starts_at > now)
