"""After training sessions: a debrief, calls to the trainers, and what delegates wrote for somebody to read."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, is_one_of
from coproduction.core.dated_settings import value_beside, value_of
from coproduction.core.dates import uk_datetime, uk_short_date, uk_wall
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.schedule.models import GOES_AHEAD, Event
from coproduction.schedule.rules import visible_to
from coproduction.site.kinds import LOOKED_BACK
from coproduction.site.queries.to_do.tasks import Task, TaskList, task_list
from coproduction.training.models import (
    AfterStep,
    EvaluationRound,
    EvaluationWords,
    StepDone,
    TrainerFeedback,
    TrainingSession,
    WordsState,
)
from coproduction.training.queries.dates import last_end_of
from coproduction.training.queries.evaluation import is_in_closed_round
from coproduction.training.rules.afterwards import CHECK_IN_HOURS, steps_due, to_be_rung

PAGE, ARGUMENT = "training.show_afterwards", "event_id"
WHY = {
    AfterStep.DEBRIEF: "Talk with the trainers on the same day.",
    AfterStep.CHECK_IN: "Ask the trainers how they are now. Pay stays as agreed.",
}


def debriefs_to_hold(*, viewer: Account, now: datetime) -> TaskList:
    """Return the sessions that ended lately without a debrief, the longest ago first."""
    return _steps(AfterStep.DEBRIEF, "Debriefs after training", "Debrief after", viewer=viewer, now=now)


def trainers_to_ring(*, viewer: Account, now: datetime) -> TaskList:
    """Return the sessions that ended lately whose trainers were not rung since, the longest ago first."""
    return _steps(
        AfterStep.CHECK_IN, "Calls to trainers after training", "Ring the trainers of", viewer=viewer, now=now
    )


def trainers_who_ask(*, viewer: Account, now: datetime) -> TaskList:  # noqa: ARG001 - as every list
    """Return the trainers who asked for a call or said that it was hard, until somebody rang them, the first first."""
    rung = exists().where(
        StepDone.event_id == TrainerFeedback.event_id,
        StepDone.step == AfterStep.CHECK_IN,
        StepDone.done_at >= TrainerFeedback.said_at,
    )
    return task_list(
        "trainers-who-ask",
        "Trainers who would like a call",
        page=PAGE,
        argument=ARGUMENT,
        rows=select(Event.id, Event.title, Member.known_as, TrainerFeedback.said_at, TrainerFeedback.wants_call)
        .join(TrainerFeedback, TrainerFeedback.event_id == Event.id)
        .join(Member, Member.id == TrainerFeedback.member_id)
        .where(visible_to(viewer), TrainerFeedback.said_at.is_not(None), to_be_rung(), ~rung)
        .order_by(TrainerFeedback.said_at, TrainerFeedback.id),
        words=lambda row: Task(
            row.id,
            f"Ring {row.known_as} about {row.title}",
            "They asked for a call." if row.wants_call else "They said that it was hard.",
            f"Said on {uk_datetime(row.said_at)}",
            uk_wall(row.said_at).date(),
            anchor="said",
        ),
    )


def words_to_read(*, viewer: Account, now: datetime) -> TaskList:  # noqa: ARG001 - as every list
    """Return the sessions of which delegates wrote what nobody has read, once no more can answer in that round.

    There is no time at which they wrote it.
    """
    require_staff(viewer)
    number = func.count(EvaluationWords.id)
    return task_list(
        "delegates-words",
        "What delegates wrote",
        page=PAGE,
        argument=ARGUMENT,
        rows=select(Event.id, Event.title, number.label("number"))
        .join(EvaluationWords, EvaluationWords.event_id == Event.id)
        .join(EvaluationRound, is_in_closed_round())
        .where(EvaluationWords.state == WordsState.NEW)
        .group_by(Event.id, Event.title)
        .order_by(Event.id),
        words=lambda row: Task(
            row.id,
            f"Read what delegates wrote about {row.title}",
            f"{row.number} {'person' if row.number == 1 else 'people'} wrote something. You read it first.",
            "Before the trainers can read it",
            None,
            anchor="words",
        ),
    )


def _steps(step: AfterStep, heading: str, what: str, *, viewer: Account, now: datetime) -> TaskList:
    return task_list(
        f"training-{step}",
        heading,
        page=PAGE,
        argument=ARGUMENT,
        rows=_without(step, now=now).where(visible_to(viewer)),
        words=lambda row: _to_take(row, step, what=what),
    )


def _without(step: AfterStep, *, now: datetime) -> AnySelect:
    """Select the sessions that ended lately without this step, the longest ago first."""
    ended, today = last_end_of(TrainingSession.event_id), uk_wall(now).date()
    since = now - timedelta(days=value_of(LOOKED_BACK, on=today))
    return (
        select(Event.id, Event.title, ended.label("ended"), value_beside(CHECK_IN_HOURS, on=today).label("hours"))
        .join(TrainingSession, TrainingSession.event_id == Event.id)
        .where(is_one_of(Event.state, GOES_AHEAD), ended <= now, ended > since)
        .where(~exists().where(StepDone.event_id == Event.id, StepDone.step == step))
        .order_by(ended, Event.id)
    )


def _to_take(row: AnyRow, step: AfterStep, *, what: str) -> Task:
    due = steps_due(row.ended, check_in_hours=row.hours)[step]
    when = f"Due by {uk_datetime(due)}" if due > row.ended else f"It ended on {uk_short_date(row.ended)}"
    return Task(row.id, f"{what} {row.title}", WHY[step], when, uk_wall(due).date(), anchor="steps")
