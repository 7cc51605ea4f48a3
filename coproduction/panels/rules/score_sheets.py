"""When a score sheet is its member's to write in."""

from __future__ import annotations

from datetime import datetime

from coproduction.core.dates import uk_datetime
from coproduction.core.refusals import Refusal
from coproduction.panels.models import ScoreSheet


def is_locked(sheet: ScoreSheet | None, locks_at: datetime, *, now: datetime) -> bool:
    """Say whether a score sheet can no longer be changed: its member locked it, or its time has come."""
    return (sheet is not None and sheet.locked_at is not None) or now >= locks_at


def is_time_to_lock(at: datetime, first: datetime, last: datetime) -> bool:
    """Say whether sheets can lock then: after `first`, so that members can score, and no later than `last`."""
    return first < at <= last


def refuse_time_to_lock(at: datetime, first: datetime, last: datetime) -> None:
    """Refuse a time at which members could not score the last interviews, or would be in the discussion already."""
    if not is_time_to_lock(at, first, last):
        raise Refusal(
            f"Choose a time after {uk_datetime(first)}, when the last interviews start, "
            f"and no later than {uk_datetime(last)}, when the discussion can start",
            field="locks_on",
        )
