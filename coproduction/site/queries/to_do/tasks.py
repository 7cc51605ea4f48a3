"""What every kind of task has in common: its shape, its first few rows in words, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Row

from coproduction.core.database import AnySelect, db
from coproduction.core.dates import uk_wall

SHOWN = 10
COUNTED = 100  # at most, so that a list costs the same however many wait


class Task(NamedTuple):
    """One thing to do: the id (or name) of its page, what it is, why now, and since when or by when, in words.

    `due` is the day by which it should be done, None when there is none. `anchor` is the part of the page that it is
    about, when the page is about more. `page` is an endpoint of its own, where it is not that of the list.
    """

    id: int | str
    what: str
    why: str
    when: str
    due: date | None
    anchor: str | None = None
    page: str = ""


class TaskList(NamedTuple):
    """The most urgent tasks of one kind, and how many there are in all, counted until there are too many.

    `name` is its own in the page's addresses, `page` the endpoint of a task's own page and `argument` the name of the
    id in its address.
    """

    name: str
    heading: str
    page: str
    argument: str
    tasks: Sequence[Task]
    total: int

    @property
    def number(self) -> str:
        """Return how many there are in all, in words for the page."""
        return f"more than {COUNTED}" if self.total > COUNTED else str(self.total)

    def due(self, today: date) -> date:
        """Return the day by which the first of the tasks should be done: today for what is late, never for no day."""
        return max(today, min((task.due for task in self.tasks if task.due), default=date.max))


def by_urgency(lists: Iterable[TaskList], *, now: datetime) -> list[TaskList]:
    """Order the lists: what is late or for today first, then what comes soonest, then what has no day.

    Those of one day, and all that are late, keep the order in which they came: that of their weight.
    """
    today = uk_wall(now).date()
    return sorted(lists, key=lambda tasks: tasks.due(today))


def task_list(
    name: str, heading: str, *, page: str, argument: str, rows: AnySelect, words: Callable[[Row[Any]], Task]
) -> TaskList:
    """Return the first few rows in words, and the number of all rows.

    The statement brings its own order, best that of an index: then the database reads a hundred rows, not all.
    """
    found = db.session.execute(rows.limit(COUNTED + 1)).all()
    return TaskList(name, heading, page, argument, [words(row) for row in found[:SHOWN]], len(found))
