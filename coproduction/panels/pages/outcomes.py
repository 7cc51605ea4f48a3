"""What came of a panel, as coordinators see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_date, uk_datetime
from coproduction.panels.models import Outcome
from coproduction.panels.pages.score_sheets import totals_in_words
from coproduction.panels.queries import outcomes as queries
from coproduction.panels.rules.outcomes import is_over
from coproduction.schedule.models import Event


class FeedbackLine(NamedTuple):
    """What a member said, and what may be done with it. `name` is empty once we have forgotten whose it was."""

    id: int
    name: str
    words: str
    passed_on: str
    can_be_passed_on: bool


@dataclass(frozen=True, slots=True)
class OutcomePage:
    """What came of a panel, by when its members hear of it, and what they said."""

    outcome: Outcome | None
    told: str
    due: str
    is_over: bool
    totals: list[str]
    feedback: list[FeedbackLine]


def outcome_page(event: Event, *, viewer: Account, now: datetime) -> OutcomePage:
    """Return what came of a panel, for coordinators."""
    outcome = queries.outcome_of(event.id)
    return OutcomePage(
        outcome=outcome,
        told=uk_datetime(outcome.told_at) if outcome else "",
        due=uk_date(queries.due_of(event, now=now)),
        is_over=is_over(event, now=now),
        totals=totals_in_words(event.id),
        feedback=[
            FeedbackLine(
                said.id,
                name or "",
                said.words,
                uk_date(said.passed_on_at) if said.passed_on_at else "",
                said.may_be_passed_on and said.passed_on_at is None,
            )
            for said, name in queries.feedback_of(event.id, viewer=viewer)
        ],
    )
