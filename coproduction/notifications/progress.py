"""How far long work has come: the worker counts, and a page says so.

What is done all at once or not at all is seen by nobody before it is done, and on SQLite nobody else can write
meanwhile. So the count is kept beside the alarms. Losing it costs the count, never the work.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import NamedTuple

from coproduction.notifications.alarm import the_alarm

OFTEN_ENOUGH = 0.2  # seconds between counts that are kept

log = logging.getLogger("coproduction.notifications")


class Progress(NamedTuple):
    """What is being done, in words, and how much of it there is behind us."""

    what: str
    done: int
    of: int


def counter(key: str, what: str, *, of: int) -> Callable[[int], None]:
    """Return what is called with how many more are done. It keeps the count under the key, now and then."""
    done, next_time = 0, 0.0

    def count(more: int = 1) -> None:
        nonlocal done, next_time
        done += more
        if time.monotonic() >= next_time or done >= of:
            next_time = time.monotonic() + OFTEN_ENOUGH
            keep_progress(key, Progress(what, done, of))

    count(0)
    return count


def progress_of(key: str) -> Progress | None:
    """Return how far the work of that key has come; None before it begins, after it ends, or when nobody can say."""
    try:
        kept = the_alarm().huey.get(key, peek=True)
    except Exception:
        log.warning("no count could be read", exc_info=True)
        return None
    return Progress(*kept) if kept else None


def forget_progress(key: str) -> None:
    """Forget how far the work of that key had come."""
    try:
        the_alarm().huey.get(key)
    except Exception:
        log.warning("no count could be forgotten", exc_info=True)


def keep_progress(key: str, progress: Progress) -> None:
    """Keep how far the work of that key has come."""
    try:
        the_alarm().huey.put(key, tuple(progress))
    except Exception:
        log.warning("no count could be kept", exc_info=True)
