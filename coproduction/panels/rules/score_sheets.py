"""When a score sheet is its member's to write in."""

from __future__ import annotations

from datetime import datetime

from coproduction.panels.models import ScoreSheet


def is_locked(sheet: ScoreSheet | None, locks_at: datetime, *, now: datetime) -> bool:
    """Say whether a score sheet can no longer be changed: its member locked it, or its time has come."""
    return (sheet is not None and sheet.locked_at is not None) or now >= locks_at
