"""When members are asked about candidates, and when the names may still change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, func, or_
from sqlalchemy.orm import aliased

from coproduction.core.database import is_one_of
from coproduction.core.refusals import Refusal
from coproduction.panels.kinds import DEBRIEF
from coproduction.panels.models import Candidate, CandidateAnswer
from coproduction.schedule.models import GOES_AHEAD, Event, EventState

PANEL_ID = func.coalesce(Event.follows_id, Event.id)  # of the panel to which a date belongs
MOST = 100
LONGEST_NAME = 100


def names_in(typed: str) -> list[str]:
    """Return the names that stand in the lines, each once, in their order."""
    lines = (" ".join(line.split()) for line in typed.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def refuse_names(names: Iterable[str]) -> None:
    """Refuse a name that is too long to be one, and more names than a panel can have."""
    names = list(names)
    if any(len(name) > LONGEST_NAME for name in names):
        raise Refusal(f"A name must be {LONGEST_NAME} characters or less. Put each name on its own line", field="names")
    if len(names) > MOST:
        raise Refusal(f"A panel can have up to {MOST} candidates", field="names")


def has_names_to_answer(
    event_id: SQLColumnExpression[int], member_id: SQLColumnExpression[int], *such: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Return the condition for a member who has not answered about every candidate of a panel.

    With `such`, conditions on CandidateAnswer, no other answer counts.
    """
    answer = (CandidateAnswer.candidate_id == Candidate.id, CandidateAnswer.member_id == member_id, *such)
    has_answered = exists().where(*answer).correlate_except(CandidateAnswer)
    return exists().where(Candidate.event_id == event_id, ~has_answered).correlate_except(Candidate)


def takes_answers(*, now: datetime) -> ColumnElement[bool]:
    """Return the condition on Event, a date of a panel, for one at which members can say whether they know somebody.

    That is until it ends, and at the interviews that lead, until the last interviews end: whoever answers late reads
    the papers after all, or leaves the days that are left.
    """
    day = aliased(Event)
    goes_on = exists().where(
        day.follows_id == Event.id, day.state != EventState.CANCELLED, day.label != DEBRIEF, day.ends_at > now
    )
    return and_(
        is_one_of(Event.state, GOES_AHEAD),
        or_(Event.ends_at > now, goes_on.correlate(Event)),
    )
