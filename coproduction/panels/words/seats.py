"""What people are on a panel, in words."""

from __future__ import annotations

WATCHING = "Watching"  # the part of whoever is there to learn, for managers


def part_at(role: str, label: str) -> str:
    """Return somebody's part: 'Panel member'; 'Panel member (Debrief)' of who is only at a date of that label."""
    return f"{role} ({label})" if label else role


def name_in_words(part: str, name: str, label: str) -> str:
    """Return who is on a panel: 'Amara, panel member'."""
    return f"{name}, {part_at(part, label).lower()}"
