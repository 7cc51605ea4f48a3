"""A panel from request to outcome, as coordinators read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from coproduction.accounts.models import Account
from coproduction.core.asking.words import NextStep
from coproduction.panels.models import PanelCase, PanelRequest, PanelStage
from coproduction.panels.pages.alone import alone_lines, alone_part
from coproduction.panels.queries import requests as queries
from coproduction.panels.queries.cases import agreements, dates_of, places_wanted, role_missing_people
from coproduction.panels.queries.outcomes import is_held_by_the_clock
from coproduction.panels.queries.packs import is_brought
from coproduction.panels.queries.panels import facts
from coproduction.panels.rules.requests import (
    AGREED,
    NOT_AGREED_YET,
    fewest_members,
    first_proposed,
    is_agreed,
    is_missed,
    is_past,
)
from coproduction.panels.words.requests import asked_for, proposed_in_words
from coproduction.panels.words.stages import STAGES
from coproduction.schedule.rules import can_cancel

ACCEPT = NextStep("Accept the request", "panels.accept_request")
ASK = NextStep("Ask the manager a question", "panels.ask_manager")
DECLINE = NextStep("Decline the request", "panels.decline_request")
POSTPONE = NextStep("Put it off until there are new dates", "panels.postpone_panel")
CANCEL = NextStep("Cancel it", "panels.cancel_case")
CLOSE = NextStep("Close it", "panels.close_case")
NOT_HELD = NextStep("Say that it did not take place", "panels.say_not_held")
DATES = NextStep("Write down other dates", "panels.write_down_dates")
_S = PanelStage
STEPS: Mapping[PanelStage, tuple[NextStep, ...]] = {
    _S.REQUESTED: (ACCEPT, ASK, DATES, DECLINE, POSTPONE, CANCEL),
    _S.NEEDS_INFORMATION: (ACCEPT, DATES, DECLINE, POSTPONE, CANCEL),
    _S.ACCEPTED: (POSTPONE, CANCEL),
    _S.RECRUITING: (POSTPONE,),
    _S.ROSTERED: (POSTPONE,),
    _S.BRIEFED: (POSTPONE,),
    _S.HELD: (CLOSE, NOT_HELD),
    _S.OUTCOME_SHARED: (CLOSE,),
    _S.POSTPONED: (DATES, CANCEL),
}
NAMES = NextStep("Enter the candidates’ names, and see who has answered", "panels.show_candidates")
PACK = NextStep("Prepare and open the pack", "panels.prepare_pack")
OUTCOME = NextStep("Write down the outcome, and see what members said", "panels.show_outcome")
INSIDE: Mapping[PanelStage, tuple[NextStep, ...]] = {  # pages of the event
    _S.RECRUITING: (NAMES, PACK),
    _S.ROSTERED: (NAMES, PACK),
    _S.BRIEFED: (NAMES, PACK),
    _S.HELD: (OUTCOME,),
    _S.OUTCOME_SHARED: (OUTCOME,),
}
FOR_REQUESTS = (ACCEPT, ASK, DATES, DECLINE, POSTPONE)

MISSED = "Its first day is over, and members never saw it. Find another day for it, or cancel it."
PAST = "The first day that they asked for is over. Ask them for other dates and write them down, or decline it."
BROUGHT = "The questions of the day that was put off came along. Look through the pack before you open it."
NO_REQUEST = "Nobody sent us a request for it. To put it off, open the event and change its day, or cancel it there."


def case_page(case: PanelCase, request: PanelRequest | None, *, viewer: Account, now: datetime) -> dict[str, Any]:
    """Return all that coordinators read about one panel."""
    stage, event = STAGES[case.stage], case.panel.event if case.panel else None
    asked = list(asked_for(request, agreed=dates_of(case))) if request else facts(case.event_id or 0)
    return {
        "case": case,
        "title": title_of(case, request),
        "stage": stage.to_staff,
        "role_to_ring_for": role_missing_people(case),
        "turn": stage.turn,
        "owner": case.owner.name if case.owner else "Nobody yet",
        "is_own": case.owner_id == viewer.id,
        "asked": request,
        "event": event,
        "asked_for": asked,
        **_proposed(case, request, now=now),
        "steps": list(_steps(case, request, now=now)),
        "in_words": _standing(case, request, now=now),
        "inside": list(_inside(case)),
        "fewest": fewest_members(now=now),
        "needs_reason": event is not None and has_too_few(case, now=now),
        "agreed": agreements(event.id) if event and event.is_for_one else [],
        "alone": alone_part(event, viewer=viewer, now=now) if event else None,
        "said_alone": alone_lines(case, viewer=viewer),
        "history": queries.moves_of(case, viewer=viewer),
        "stages": STAGES,
    }


def _proposed(case: PanelCase, request: PanelRequest | None, *, now: datetime) -> dict[str, Any]:
    """Return which other dates the manager asks for, and whether they can still be agreed to."""
    first = first_proposed(request) if request else None
    return {
        "proposed": proposed_in_words(request) if request and is_agreed(case) else "",
        "can_agree": first is not None and first.starts_at > now,
    }


def _steps(case: PanelCase, request: PanelRequest | None, *, now: datetime) -> Iterator[NextStep]:
    """Yield what a coordinator can do now: nothing that would be refused."""
    event = case.panel.event if case.panel else None
    too_late = {
        ACCEPT: request is not None and is_past(request, now=now),
        POSTPONE: event is not None and not can_cancel(event, now=now),
        NOT_HELD: not is_held_by_the_clock(case),
    }
    for step in STEPS.get(case.stage, ()):
        if not too_late.get(step) and (request or step not in FOR_REQUESTS):
            yield step


def _standing(case: PanelCase, request: PanelRequest | None, *, now: datetime) -> str:
    """Return what is to be done about the panel, where its steps do not say it; empty if they do."""
    if is_missed(case, now=now):
        return MISSED
    if case.event_id and is_agreed(case) and is_brought(case.event_id):
        return BROUGHT
    if request:
        return PAST if case.stage in NOT_AGREED_YET and is_past(request, now=now) else ""
    return NO_REQUEST if is_agreed(case) else ""


def _inside(case: PanelCase) -> Iterator[NextStep]:
    """Yield the pages of the event, if there is one: also of a pack that came along, before members see the panel."""
    if case.event_id is None:
        return
    if case.stage is _S.ACCEPTED and is_brought(case.event_id):
        yield PACK
    yield from INSIDE.get(case.stage, ())


def has_too_few(case: PanelCase, *, now: datetime) -> bool:
    """Say whether a coordinator has yet to say why the panel is for fewer members than the norm."""
    wanted = places_wanted(case.event_id) if case.event_id else None
    return bool(wanted and wanted < fewest_members(now=now)) and not case.few_because and case.stage in AGREED


def title_of(case: PanelCase, request: PanelRequest | None) -> str:
    """Return what the panel is called: after its post, or as its event is."""
    if case.panel:
        return case.panel.event.title
    return f"{request.post}, {request.band}" if request else ""
