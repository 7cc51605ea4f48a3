"""What members said of when they could take part, and who is asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists
from sqlalchemy.orm import aliased

from coproduction.core.database import is_one_of
from coproduction.members.models import Member
from coproduction.rosters.models import Availability, AvailabilityRound, CanCome
from coproduction.schedule.models import Event, EventRole
from coproduction.schedule.rules import can_change, is_mirror

MOST_DATES = 20  # in one question, so that it can be read through


def is_asked_about(role: EventRole) -> bool:
    """Say whether members are asked if they could take the role: people are chosen for it, and for itself."""
    return not role.is_open and not is_mirror(role)


def can_say(event: Event, *, now: datetime) -> bool:
    """Say whether a member can still say if they could come: it is to come, and is not cancelled."""
    return can_change(event) and event.starts_at > now


def said(word: CanCome) -> ColumnElement[bool]:
    """Return the condition for what was said of an event at the time that it has now."""
    return and_(is_one_of(Availability.said, (word,)), Availability.for_start == Event.starts_at)


def has_said() -> ColumnElement[bool]:
    """Return the condition for answers to an event at the time that it has now, whatever they are."""
    return and_(Availability.said.is_not(None), Availability.for_start == Event.starts_at)


def said_before_it_moved() -> ColumnElement[bool]:
    """Return the condition for answers to an event at a time that it has no more."""
    return and_(Availability.said.is_not(None), Availability.for_start != Event.starts_at)


def has_said_so(event: Event, *words: CanCome) -> ColumnElement[bool]:
    """Return the condition for members who said one of these of the event, at the time that it has now."""
    answer = aliased(Availability)
    return exists().where(
        answer.event_id == event.id,
        answer.member_id == Member.id,
        is_one_of(answer.said, words),
        answer.for_start == event.starts_at,
    )


def answer_of(row: Availability) -> CanCome | None:
    """Return what was said of the event at the time that it has now, or None."""
    return row.said if row.for_start == row.event.starts_at else None


def is_open_question(question: AvailabilityRound) -> bool:
    """Say whether answers are still taken: nobody has closed the question."""
    return question.closed_at is None
