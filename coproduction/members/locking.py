"""What rooms above lock before a member is locked, handed down to this one: whoever answers locks in that order."""

from __future__ import annotations

from collections.abc import Callable, Collection

Locking = Callable[[Collection[int]], object]

_BEFORE: list[Locking] = []


def before_members(locking: Locking) -> None:
    """Name what a room locks, for members known by their ids, before what they have there may change with them."""
    _BEFORE.append(locking)


def lock_above(member_ids: Collection[int]) -> None:
    """Have every room lock what members have there. For whoever locks them next, and has locked none before."""
    for locking in _BEFORE:
        locking(member_ids)
