"""What a recruiting manager is shown: what we need, and how their own request stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from coproduction.core.asking.words import answer_in_words, standing_in_words
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.working_days import working_days_after
from coproduction.panels.kinds import PACK_DAYS
from coproduction.panels.models import PanelCase, PanelRequest, PanelStage
from coproduction.panels.queries import requests as queries
from coproduction.panels.queries.asides import aside_of, papers_wanted
from coproduction.panels.queries.cases import dates_of
from coproduction.panels.rules import requests as rules
from coproduction.panels.rules.notice import lead_days, notice_of
from coproduction.panels.rules.stages import is_ended
from coproduction.panels.words.asides import ASIDES, Aside
from coproduction.panels.words.requests import asked_for, proposed_in_words
from coproduction.panels.words.seats import name_in_words
from coproduction.panels.words.stages import NAMES, PROGRESS, STAGES, TURNS


def what_we_need(*, now: datetime, first_day: date | None = None) -> dict[str, Any]:
    """Return the notice that we ask for, the first day that gives it, and whether `first_day` gives less."""
    days = lead_days(now=now)
    return {
        "days": days,
        "pack_days": value_of(PACK_DAYS, on=uk_wall(now).date()),
        "earliest": working_days_after(uk_wall(now).date(), days),
        "fewest": rules.fewest_members(now=now),
        "minutes": rules.pre_meet_time(now=now).seconds // 60,
        "is_short": first_day is not None and notice_of(first_day, chosen_at=now).is_short,
    }


def progress_of(request: PanelRequest, *, now: datetime) -> dict[str, Any]:
    """Return how the request stands, for its manager: nothing of who was asked, and only the names agreed."""
    case = request.case
    names = queries.names_on(case.event_id) if case.event_id and case.stage in NAMES else ()
    aside = Aside.MISSED if rules.is_missed(case, now=now) else aside_of(case)
    return {
        "post": f"{request.post}, {request.band}",
        "stage": ASIDES[aside].stage if aside else STAGES[case.stage].to_manager,
        "words": ASIDES[aside].words if aside else PROGRESS[case.stage],
        "standing": list(_standing(case, now=now)),
        "papers": papers_wanted(case, now=now),
        "names_heading": NAMES.get(case.stage, ""),
        "names": [name_in_words(*line) for line in names],
        "question": queries.last_words(case) if rules.is_asked(case) else "",
        "why": queries.last_words(case) if case.stage in rules.TOLD_WHY else "",
        "asked_for": list(asked_for(request, agreed=dates_of(case))),
        "proposed": proposed_in_words(request),
        "can_change": rules.can_change(request, now=now),
    }


def _standing(case: PanelCase, *, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield since when the panel stands so, whose turn it is, who sees to it, and what comes by when."""
    yield from standing_in_words(
        case.moved_at, TURNS[STAGES[case.stage].turn], is_over=is_ended(case), owner=case.owner
    )
    if case.stage is PanelStage.REQUESTED:
        yield answer_in_words(rules.answer_by(case.moved_at), now=now)


def what_cancelling_means(request: PanelRequest) -> dict[str, Any]:
    """Return how many people a cancellation touches, in words, for the manager to read before they press the button."""
    event_id = request.case.event_id
    members = queries.number_with_places(event_id) if event_id else 0
    has_begun = rules.is_agreed(request.case) and request.case.stage is not PanelStage.ACCEPTED
    return {
        "post": f"{request.post}, {request.band}",
        "members": "1 member has" if members == 1 else f"{members} members have",
        "has_asked": has_begun,
    }
