"""What is done by the clock: each room names what it throws away each day, and what it looks after more often."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from coproduction.core.database import count_roughly, db
from coproduction.notifications.actions import take_turn

NAME = "housekeeping"
EACH_DAY = timedelta(days=1)
ROUNDS = "rounds"
OFTEN = timedelta(minutes=10)

log = logging.getLogger("coproduction.notifications")


class Purge(Protocol):
    """Deletes what has been kept long enough, and returns how many. A second time finds nothing left to delete."""

    def __call__(self, *, now: datetime) -> int: ...


class Purged(NamedTuple):
    """What one purge did: what it looked for, in words, and how many it deleted; None if it failed."""

    what: str
    number: int | None


_PURGES: dict[str, Purge] = {}
_ROUNDS: dict[str, Purge] = {}


def each_day(what: str, purge: Purge) -> None:
    """Have the worker call `purge` each day. `what` says in words, for the log, what it deletes; it names nobody."""
    _PURGES[what] = purge


def often(what: str, act: Purge) -> None:
    """Have the worker call `act` several times an hour. `what` says in words, for the log, what it counts."""
    _ROUNDS[what] = act


def go_round_when_due(*, clock: Callable[[], datetime]) -> None:
    """Do what is done several times an hour, unless a worker has just done so. What fails stops nothing else."""
    due = take_turn(ROUNDS, every=OFTEN, now=clock())
    db.session.commit()
    if due:
        for what, act in _ROUNDS.items():
            _run(what, act, now=clock())


def keep_house_when_due(*, clock: Callable[[], datetime]) -> None:
    """Go round, unless a worker has done so within a day."""
    due = take_turn(NAME, every=EACH_DAY, now=clock())
    db.session.commit()
    if due:
        keep_house(clock=clock)


def keep_house(*, clock: Callable[[], datetime]) -> list[Purged]:
    """Run every purge, each in a transaction of its own, and return what they did. One that fails stops no other.

    Afterwards the database looks how large its tables have become.
    """
    done = [Purged(what, _run(what, purge, now=clock())) for what, purge in _PURGES.items()]
    count_roughly()
    db.session.commit()
    return done


def _run(what: str, purge: Purge, *, now: datetime) -> int | None:
    try:
        number = purge(now=now)
        db.session.commit()
    except Exception:
        db.session.rollback()
        log.exception("housekeeping failed", extra={"what": what})
        return None
    log.info("housekeeping", extra={"what": what, "number": number})
    return number
