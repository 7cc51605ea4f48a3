"""How long trainers keep what they prepared a session with."""

from __future__ import annotations

from datetime import datetime, timedelta

from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.training.kinds import SESSION_DAYS


def kept_after(now: datetime) -> timedelta:
    """Return how long after a session its trainers read what they prepared it with, as it is set at that moment."""
    return timedelta(days=value_of(SESSION_DAYS, on=uk_wall(now).date()))
