"""When a score sheet is its member's to write in."""

from __future__ import annotations

from datetime import datetime

from coproduction.panels.models import Pack, ScoreSheet
from coproduction.schedule.models import Event


def locks_at(pack: Pack, event: Event) -> datetime:
    """Return when score sheets lock by themselves: at the time that was set, or at the end of the interviews."""
    return pack.locks_at or event.ends_at


def is_locked(sheet: ScoreSheet | None, pack: Pack, *, event: Event, now: datetime) -> bool:
    """Say whether a score sheet can no longer be changed: its member locked it, or its time has come."""
    return (sheet is not None and sheet.locked_at is not None) or now >= locks_at(pack, event)
