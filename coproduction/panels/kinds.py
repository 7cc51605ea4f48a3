"""The pay bands of posts in the NHS (Agenda for Change) for which members sit on panels."""

from __future__ import annotations

BANDS = tuple(f"Band {band}" for band in ("2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9"))
