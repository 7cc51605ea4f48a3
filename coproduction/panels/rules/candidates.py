"""When members are asked about candidates, and when the names may still change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func

from coproduction.core.refusals import Refusal
from coproduction.panels.models import Candidate, CandidateAnswer
from coproduction.schedule.models import Event, Place
from coproduction.schedule.rules import can_change, is_open_for_answers

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


def has_names_to_answer() -> ColumnElement[bool]:
    """Return the condition on Place, beside its Event, for a member who has not answered about every candidate."""
    has_answered = exists().where(
        CandidateAnswer.candidate_id == Candidate.id, CandidateAnswer.member_id == Place.member_id
    )
    waits = exists().where(Candidate.event_id == PANEL_ID, ~has_answered.correlate(Candidate, Place))
    return waits.correlate(Event, Place)


def refuse_if_begun(event: Event, *, now: datetime) -> None:
    """Refuse to change names for a panel that is over, cancelled or has begun: members could not be asked any more."""
    if not can_change(event) or event.starts_at <= now:
        raise Refusal(
            f"{event.title} has started, is over or is cancelled, so its candidates can no longer be changed."
        )


def can_be_asked(event: Event, *, now: datetime) -> bool:
    """Say whether members can say now whether they know a candidate."""
    return is_open_for_answers(event, now=now)
