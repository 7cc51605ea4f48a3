"""What waits for a member besides their places: questions, dates to choose, and what they said they would do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import literal, select, union_all

from coproduction.core.database import AnyRow, AnySelect, read_rows
from coproduction.core.dates import uk_wall
from coproduction.meetings.queries.minutes import OPEN_ACTIONS
from coproduction.meetings.queries.polls import POLLS_TO_ANSWER
from coproduction.members.queries.members import Reader
from coproduction.rosters.queries.availability import DATES_TO_ANSWER
from coproduction.schedule.queries.needs_met import QUESTIONS_TO_ANSWER

_QUESTION, _POLL, _ACTION, _DATES = "question", "poll", "action", "dates"


def _each(kind: str, statement: AnySelect) -> AnySelect:
    found = statement.subquery()
    return select(literal(kind).label("kind"), found.c.id, found.c.words, found.c.due_on)


_ALL = union_all(
    _each(_QUESTION, QUESTIONS_TO_ANSWER),
    _each(_POLL, POLLS_TO_ANSWER),
    _each(_ACTION, OPEN_ACTIONS),
    _each(_DATES, DATES_TO_ANSWER),
).subquery()
_WAITING = select(_ALL.c.kind, _ALL.c.id, _ALL.c.words, _ALL.c.due_on).order_by(_ALL.c.due_on, _ALL.c.id)


class Waiting(NamedTuple):
    """What waits for one member: rows with `id` and `words`, those of actions with the day they are `due_on`.

    `dates` are questions when they could take part, with the day we hope for an answer; with words once they have said.
    """

    questions: Sequence[AnyRow]
    polls: Sequence[AnyRow]
    actions: Sequence[AnyRow]
    dates: Sequence[AnyRow]


def waiting_for(*, viewer: Reader, now: datetime) -> Waiting:
    """Return what waits for the viewer, in one statement for all rooms: each visit to their own page asks."""
    rows = read_rows(_WAITING, {"viewer_id": viewer.id, "now": now, "today": uk_wall(now).date()})
    return Waiting(*([row for row in rows if row.kind == kind] for kind in (_QUESTION, _POLL, _ACTION, _DATES)))
