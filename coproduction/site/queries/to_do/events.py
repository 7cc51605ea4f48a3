"""Which events the lists about places look at."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, select

from coproduction.accounts.models import Account
from coproduction.schedule.models import Event, EventState
from coproduction.schedule.rules import visible_to


def coming(*, viewer: Account, now: datetime) -> Select[int]:
    """Select the ids of published events to come: few, so the places of all the years before are not read."""
    return select(Event.id).where(visible_to(viewer), Event.state == EventState.PUBLISHED, Event.starts_at > now)
