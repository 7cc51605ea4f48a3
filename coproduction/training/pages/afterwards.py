"""The page of what is done after a session: for its trainers, and with what delegates wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_datetime, uk_short_date, uk_wall
from coproduction.training.kinds import FEELINGS
from coproduction.training.models import AfterStep, EvaluationWords, TrainerFeedback, TrainingSession, WordsState
from coproduction.training.pages.evaluation import rounds_shown
from coproduction.training.queries import afterwards as queries
from coproduction.training.queries.dates import last_end
from coproduction.training.queries.evaluation import words_of
from coproduction.training.rules.afterwards import CHECK_IN_HOURS, asks_since, steps_due

STEPS = {
    AfterStep.DEBRIEF: ("Debrief", "Talk with the trainers on the same day: how was it, and do they need anything?"),
    AfterStep.CHECK_IN: ("Check-in call", "Ring each trainer. How are they now? Tell them that pay stays as agreed."),
}
STATES = {
    WordsState.NEW: "Nobody has read this yet",
    WordsState.APPROVED: "Trainers can read this",
    WordsState.HIDDEN: "Hidden",
}


class StepView(NamedTuple):
    """One thing to do after a session: when, and who did it and when, if anybody did; and whether it is due again."""

    step: AfterStep
    name: str
    words: str
    due: str
    done: str
    is_due_again: bool


class WordsView(NamedTuple):
    """What somebody wrote, and whether others can read it."""

    id: str
    words: str
    state: str
    is_new: bool


class SaidView(NamedTuple):
    """What a trainer said, and who wrote it down when, in words, if they said it on the phone."""

    name: str
    feeling: str
    words: str
    wants_call: bool
    told: str


def afterwards_page(session: TrainingSession, *, viewer: Account, now: datetime) -> dict[str, Any]:
    """Return what coordinators see and do after a session. A fixed number of statements."""
    ends_at = last_end(session.event_id)
    found = words_of(session.event_id, viewer=viewer)
    said = queries.feedback_about(session.event_id, viewer=viewer)
    trainers = queries.trainers_named(session.event_id, viewer=viewer)
    return {
        "event": session.event,
        "is_over": ends_at is not None and ends_at <= now,
        "steps": _steps(session.event_id, ends_at, said=said, viewer=viewer) if ends_at else [],
        "trainers": trainers,
        "who_ring": [member for member in trainers if member.account_id is None],
        "said": [_said(each) for each in said],
        "rounds": rounds_shown(session.event_id),
        "words": sorted((_words(each) for each in found), key=lambda each: not each.is_new),
    }


def _steps(event_id: int, ends_at: datetime, *, said: Sequence[TrainerFeedback], viewer: Account) -> list[StepView]:
    done = queries.steps_done(event_id, viewer=viewer)
    hours = value_of(CHECK_IN_HOURS, on=uk_wall(ends_at).date())
    return [
        StepView(
            step,
            *STEPS[step],
            uk_datetime(due),
            f"{done[step].done_by.name}, {uk_datetime(done[step].done_at)}" if step in done else "",
            step is AfterStep.CHECK_IN and step in done and asks_since(said, done[step].done_at),
        )
        for step, due in steps_due(ends_at, check_in_hours=hours).items()
    ]


def _words(each: EvaluationWords) -> WordsView:
    state = f"{STATES[each.state]}: {each.reason}" if each.reason else STATES[each.state]
    return WordsView(each.id, each.words, state, each.state is WordsState.NEW)


def _said(each: TrainerFeedback) -> SaidView:
    feeling = FEELINGS[each.feeling] if each.feeling else ""
    told = (
        f"{each.told_to.name} wrote this down on {uk_short_date(each.said_at)}."
        if each.told_to and each.said_at
        else ""
    )
    return SaidView(each.member.known_as, feeling, each.words, each.wants_call, told)
