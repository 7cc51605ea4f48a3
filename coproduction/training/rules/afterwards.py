"""What is due for the trainers of a session that is over: a debrief on the same day, and a call later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement

from coproduction.core.dated_settings import number
from coproduction.training.models import AfterStep, Feeling, TrainerFeedback

CHECK_IN_HOURS = number(
    "trainers-check-in-hours",
    "When a coordinator rings the trainers after training",
    unit="hours after it",
    seed=48,
    highest=168,
)
FEEDBACK_MONTHS = number(
    "trainer-feedback-months",
    "How long we keep what trainers said of training",
    unit="months",
    seed=12,
    highest=36,
)
ASKED_FOR = timedelta(days=14)  # after that nobody is asked any more how it was


def steps_due(ends_at: datetime, *, check_in_hours: int) -> Mapping[AfterStep, datetime]:
    """Return when each step after a session is due (practice, section 4)."""
    return {AfterStep.DEBRIEF: ends_at, AfterStep.CHECK_IN: ends_at + timedelta(hours=check_in_hours)}


def step_named(word: str) -> AfterStep | None:
    """Return the step that an address names, or None."""
    return AfterStep(word) if word in set(AfterStep) else None


def to_be_rung() -> ColumnElement[bool]:
    """Return the condition that a trainer asked for a call, or said that the session was hard."""
    return TrainerFeedback.wants_call.is_(True) | (TrainerFeedback.feeling == Feeling.HARD)


def asks_since(said: Iterable[TrainerFeedback], moment: datetime) -> bool:
    """Say whether a trainer asked for a call after the moment, or said then that the session was hard."""
    return any(
        each.said_at is not None and each.said_at > moment and (each.wants_call or each.feeling is Feeling.HARD)
        for each in said
    )
