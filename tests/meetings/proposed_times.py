"""Three Thursdays in February, of which polls ask."""

from __future__ import annotations

from datetime import UTC, datetime

FOURTH, ELEVENTH, EIGHTEENTH = (datetime(2027, 2, day, 10, 30, tzinfo=UTC) for day in (4, 11, 18))
