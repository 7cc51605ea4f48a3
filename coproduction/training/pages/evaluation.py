"""What delegates said about a session: figures and words where enough answered, and otherwise only how many."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from coproduction.training.models import Delegate, Round
from coproduction.training.queries import evaluation as queries
from coproduction.training.queries.dates import dates_with, last_end
from coproduction.training.rules.evaluation import (
    FEWEST,
    Averages,
    averages_of,
    can_be_shown,
    round_open,
    windows,
)
from coproduction.training.rules.sessions import is_over
from coproduction.training.words.dates import days_in_words

HEADINGS: Mapping[Round, str] = {Round.END: "At the end", Round.LATER: "Some months later: what people do differently"}
OPEN = "People can still answer. What they say is shown here afterwards."
TOO_FEW = f"Fewer than {FEWEST} people answered, so we show no more than that. It keeps everybody’s answer private."
ANSWERED = "We have your answer. It is kept apart from your name."
NOT_YET = "The training is not over yet. Come back to this page afterwards."
NOT_NOW = "You cannot answer at the moment. We email you when we ask you something."
TIME_OVER = "The time to answer is over. Thank you all the same."
NOT_WRITTEN_DOWN = "We have not written down yet that you were at the training. Come back to this page tomorrow."
NOBODY = "Nobody has been asked yet."


class RoundView(NamedTuple):
    """One round as it is read: how many answered, why there is no more, and what they said."""

    heading: str
    number: str
    why_no_more: str
    figures: list[tuple[str, str]]
    words: list[str]


class EvaluationPage(NamedTuple):
    """What a delegate is asked about their session, or why they are not asked: `state` is empty while they are."""

    title: str
    day: str
    about: Round
    state: str

    @property
    def can_answer(self) -> bool:
        """Say whether they can answer now."""
        return not self.state

    @property
    def heading(self) -> str:
        """Return what the page is called."""
        if self.state == ANSWERED:
            return "Thank you for your answer"
        return "What have you done differently?" if self.about is Round.LATER else "How was the training?"


def rounds_shown(event_id: int) -> list[RoundView]:
    """Return what was said in each round of a session. For whoever may read it: its trainers, and coordinators."""
    counts, approved = queries.round_counts(event_id), queries.approved_words(event_id)
    averages = averages_of([queries.scores_of(event_id)])
    said = {Round.END: figures_of(averages) if averages else [], Round.LATER: []}
    return [_round_view(about, counts.get(about), said[about], words=approved.get(about, [])) for about in HEADINGS]


def _round_view(
    about: Round, count: queries.RoundCount | None, figures: list[tuple[str, str]], *, words: list[str]
) -> RoundView:
    if count is None:
        return RoundView(HEADINGS[about], NOBODY, "", [], [])
    number = f"{count.answers} {'person' if count.answers == 1 else 'people'} answered."
    if not can_be_shown(count.answers, is_closed=count.is_closed):
        return RoundView(HEADINGS[about], number, TOO_FEW if count.is_closed else OPEN, [], [])
    return RoundView(HEADINGS[about], number, "", figures, words)


def figures_of(averages: Averages) -> list[tuple[str, str]]:
    """Return the averages in words, each from 1 to 5."""
    return [
        ("How useful it was", f"{averages.usefulness} out of 5"),
        ("Confident before", f"{averages.before} out of 5"),
        ("Confident now", f"{averages.after} out of 5"),
    ]


def evaluation_page(delegate: Delegate, *, now: datetime) -> EvaluationPage:
    """Return what a delegate sees who follows their link: what they are asked now, or why they cannot answer."""
    event, ends_at = delegate.bookings.session.event, last_end(delegate.event_id)
    about = round_open(windows(ends_at), now=now) if ends_at else None
    if about is None:
        state = _why_not_now(delegate, ends_at, now=now)
    elif not delegate.came:
        state = NOT_WRITTEN_DOWN
    elif about is Round.END:
        state = ANSWERED if delegate.answered_at_end else ""
    else:
        state = ANSWERED if delegate.answered_later else ""
    if not state and about and (count := queries.round_counts(event.id).get(about)) and count.is_closed:
        state = TIME_OVER
    return EvaluationPage(event.title, days_in_words(dates_with(event)), about or Round.END, state)


def _why_not_now(delegate: Delegate, ends_at: datetime | None, *, now: datetime) -> str:
    """Return why nobody is asked anything now: it is not over yet, or we ask later whoever came, or nobody any more."""
    if ends_at and not is_over(ends_at, now=now):
        return NOT_YET
    is_asked_later = delegate.came and ends_at and now < windows(ends_at)[Round.LATER].opens_at
    return NOT_NOW if is_asked_later else TIME_OVER
