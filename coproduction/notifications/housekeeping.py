"""What the worker does beside sending: each room names what it throws away each day, what it looks after more often,
and what it does as soon as somebody asked.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from coproduction.core.database import count_roughly, db
from coproduction.notifications.actions import take_turn

NAME = "housekeeping"
EACH_DAY = timedelta(days=1)
ROUNDS = "rounds"
OFTEN = timedelta(minutes=10)

log = logging.getLogger("coproduction.notifications")


class Purge(Protocol):
    """Does what is due, such as deleting what was kept long enough, and returns how much. A second time finds less."""

    def __call__(self, *, now: datetime) -> int: ...


class Purged(NamedTuple):
    """What one purge did: what it looked for, in words, and how many it deleted; None if it failed."""

    what: str
    number: int | None


class Thought(NamedTuple):
    """Long work that keeps nobody from writing meanwhile: it is done between two transactions.

    `ask` returns what it is about, or None if there is nothing to do; `think` makes something of it without the
    database; `keep` writes that down and returns how much was done. A worker that dies leaves it to the next. Two
    workers may think of the same: the later `keep` finds it done.
    """

    ask: Callable[..., Any]
    think: Callable[[Any], Any]
    keep: Callable[..., int]


_PURGES: dict[str, Purge] = {}
_ROUNDS: dict[str, Purge] = {}
_ERRANDS: dict[str, Purge] = {}
_THOUGHTS: dict[str, Thought] = {}


def each_day(what: str, purge: Purge) -> None:
    """Have the worker call `purge` each day. `what` says in words, for the log, what it deletes; it names nobody."""
    _PURGES[what] = purge


def often(what: str, act: Purge) -> None:
    """Have the worker call `act` several times an hour. `what` says in words, for the log, what it counts."""
    _ROUNDS[what] = act


def promptly(what: str, purge: Purge) -> None:
    """Have the worker call `purge` each day and several times an hour: for what is kept for hours, and not for days."""
    each_day(what, purge)
    often(what, purge)


def at_once(what: str, act: Purge) -> None:
    """Have the worker call `act` whenever it wakes, until there is nothing left to do. `what` is as above."""
    _ERRANDS[what] = act


def between(what: str, thought: Thought) -> None:
    """Have the worker do long work whenever it wakes, until there is nothing left to do. `what` is as above."""
    _THOUGHTS[what] = thought


def run_errands(*, clock: Callable[[], datetime]) -> None:
    """Do what waits to be done, one after the other, each in a transaction of its own, or between two."""
    for what, act in _ERRANDS.items():
        while _run(what, act, now=clock(), is_routine=False):
            pass
    for what, thought in _THOUGHTS.items():
        while _run(what, lambda *, now, each=thought: _think(each, now=now), now=clock(), is_routine=False):
            pass


def _think(thought: Thought, *, now: datetime) -> int:
    about = thought.ask(now=now)
    db.session.rollback()  # nothing was written: on SQLite nobody else could write while we think
    return 0 if about is None else thought.keep(about, thought.think(about), now=now)


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


def _run(what: str, purge: Purge, *, now: datetime, is_routine: bool = True) -> int | None:
    try:
        number = purge(now=now)
        db.session.commit()
    except Exception:
        db.session.rollback()
        log.exception("housekeeping failed", extra={"what": what})
        return None
    if number or is_routine:
        log.info("housekeeping", extra={"what": what, "number": number})
    return number
