"""What is to be said to a recruiting manager that the stage of their panel alone does not say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coproduction.core.dates import uk_wall
from coproduction.panels.models import PanelCase, PanelStage
from coproduction.panels.queries.cases import case_of, has_enough, was_given_up, was_rostered, was_taken_for_held
from coproduction.panels.queries.outcomes import outcome_of
from coproduction.panels.queries.packs import questions_of
from coproduction.panels.queries.requests import last_words
from coproduction.panels.queries.seats import places_of_who_came
from coproduction.panels.rules.requests import papers_due
from coproduction.panels.rules.stages import UNDER_WAY, is_ended
from coproduction.panels.words.asides import Aside
from coproduction.panels.words.papers import papers_asked
from coproduction.schedule.models import Place

OVER = (PanelStage.HELD, PanelStage.CLOSED)


def aside_of(case: PanelCase) -> Aside | None:
    """Return what is to be said of the panel instead of its stage; None where the stage says it all."""
    if case.event_id is None:
        return None
    if case.stage in UNDER_WAY:
        return None if has_enough(case.event_id) else _of_short(case)
    if case.stage is PanelStage.CANCELLED:
        return Aside.NOT_HELD if was_taken_for_held(case) else None
    if case.stage not in OVER or outcome_of(case.event_id):
        return None
    if not places_of_who_came(case.event_id):
        return Aside.NOBODY
    return Aside.NO_OUTCOME if case.stage is PanelStage.CLOSED else None


def papers_wanted(case: PanelCase, *, now: datetime) -> str:
    """Return how we ask its manager for what members read before a panel to come; empty once they can read it."""
    if case.panel is None or case.stage not in (PanelStage.RECRUITING, PanelStage.ROSTERED):
        return ""
    first_day, today = uk_wall(case.panel.event.starts_at).date(), uk_wall(now).date()
    has_questions = bool(questions_of(case.panel.event_id))
    return papers_asked(papers_due(first_day, now=now), today=today, has_questions=has_questions)


def waiting_for_outcome(case: PanelCase) -> Sequence[Place]:
    """Return the places of those who wait to hear what came, or comes, of a panel; of nobody once it is closed."""
    if case.event_id is None or is_ended(case) or outcome_of(case.event_id):
        return ()
    return places_of_who_came(case.event_id)


def why_no_outcome(event_id: int) -> str | None:
    """Return what members hear instead of an outcome of a panel that is closed; None where they wait, or heard one."""
    case = case_of(event_id)
    return last_words(case) if case and aside_of(case) is Aside.NO_OUTCOME else None


def _of_short(case: PanelCase) -> Aside | None:
    if was_given_up(case):
        return Aside.UNAVAILABLE
    if case.stage is PanelStage.BRIEFED:
        return Aside.STILL_LOOKING
    return Aside.ONE_MORE if was_rostered(case) else None
