"""What came of a panel, as coordinators see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.core.dates import uk_date, uk_datetime, uk_wall
from coproduction.panels.models import Outcome, PanelCase
from coproduction.panels.pages.score_sheets import totals_in_words
from coproduction.panels.queries import outcomes as queries
from coproduction.panels.queries.asides import waiting_for_outcome
from coproduction.panels.queries.dates import ends_at
from coproduction.panels.rules.outcomes import is_over
from coproduction.schedule.models import Event


class Earlier(NamedTuple):
    """What was said before a correction, and until when, and who corrected it."""

    until: str
    by: str
    words: str
    to_members: str


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
    earlier: list[Earlier]
    told: str
    due: str
    is_over: bool
    totals: list[str]
    feedback: list[FeedbackLine]


@dataclass(frozen=True, slots=True)
class ManagersOutcome:
    """What came of a panel, for who asked for it: no names of members or candidates, and only totals that are shared.

    `is_told` says whether its members have heard, and `is_waited_for` whether they wait to, until the panel is closed.
    It `can_be_told` and `can_be_corrected` here as long as we can look for names in it.
    """

    words: str
    to_members: str
    due: str
    is_late: bool
    is_told: bool
    is_waited_for: bool
    can_be_told: bool
    can_be_corrected: bool
    totals: list[str]
    said: list[str]


def outcome_for_manager(case: PanelCase, *, now: datetime) -> ManagersOutcome | None:
    """Return what came of a panel, for the page of who asked for it; None before the panel is over."""
    if (event_id := case.event_id) is None:
        return None
    event, outcome = queries.panel_numbered(event_id).event, queries.outcome_of(event_id)
    if not is_over(event, ends_at(event), now=now):
        return None
    is_waited_for = bool(waiting_for_outcome(case))
    due, keeps_names = queries.due_of(event), queries.keeps_names(event, now=now)
    return ManagersOutcome(
        words=outcome.words if outcome else "",
        to_members=outcome.to_members if outcome else "",
        due=uk_date(due),
        is_late=outcome is None and due < uk_wall(now).date(),
        is_told=outcome is not None,
        is_waited_for=is_waited_for,
        can_be_told=is_waited_for and keeps_names,
        can_be_corrected=outcome is not None and keeps_names,
        totals=totals_in_words(event_id),
        said=list(queries.feedback_passed_on(event_id)),
    )


def _earlier(event_id: int, *, viewer: Account) -> list[Earlier]:
    return [
        Earlier(uk_datetime(before.corrected_at), who or "the team", before.words, before.to_members)
        for before, who in queries.corrected_by(event_id, viewer=viewer)
    ]


def outcome_page(event: Event, *, viewer: Account, now: datetime) -> OutcomePage:
    """Return what came of a panel, for coordinators."""
    outcome = queries.outcome_of(event.id)
    return OutcomePage(
        outcome=outcome,
        earlier=_earlier(event.id, viewer=viewer),
        told=uk_datetime(outcome.told_at) if outcome else "",
        due=uk_date(queries.due_of(event)),
        is_over=is_over(event, ends_at(event), now=now),
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
