"""A forum of which members are reminded, for the tests of reminders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coproduction.schedule.models import PlaceState
from tests.factories import PlaceFactory

START = datetime(2027, 1, 14, 10, 30, tzinfo=UTC)
WEEK, TWO_DAYS = START - timedelta(days=7), START - timedelta(days=2)
MINUTE = timedelta(minutes=1)


def forum(state=PlaceState.HELD, **place):
    """Return a place at the forum."""
    return PlaceFactory(role__event__title="Forum", state=state, **place)
