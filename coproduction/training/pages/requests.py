"""What a team is shown of its request, and what coordinators read about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from coproduction.accounts.models import Account
from coproduction.core.asking.words import NextStep, answer_in_words, standing_in_words
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.rules import is_cancelled
from coproduction.training.booking_keys import address_of_team
from coproduction.training.kinds import SUGGESTED_NUMBERS
from coproduction.training.models import Course, RequestStage, TrainingRequest
from coproduction.training.pages.bookings import booked_so_far, not_on
from coproduction.training.queries import requests as queries
from coproduction.training.queries.bookings import bookings_of, delegates_of
from coproduction.training.rules import requests as rules
from coproduction.training.rules.bookings import can_book
from coproduction.training.rules.request_stages import NOT_AGREED_YET, TOLD_WHY, WAITS_FOR_US, is_ended
from coproduction.training.words.requests import (
    STAGES,
    TURNS,
    agreed_in_words,
    asked_for,
    days_in_words,
    name_of,
    suggestion_in_words,
)

ACCEPT = NextStep("Accept the request, and make the session", "training.accept_request")
SUGGEST = NextStep("Suggest another date or course", "training.suggest_session")
ASK = NextStep("Ask the team a question", "training.ask_team")
WAIT = NextStep("Put it on the waiting list", "training.put_on_list")
DAYS = NextStep("Enter other days for a team that rings", "training.change_days_for")
DECLINE = NextStep("Decline the request", "training.decline_request")
_S = RequestStage
STEPS: Mapping[RequestStage, tuple[NextStep, ...]] = {
    _S.REQUESTED: (ACCEPT, SUGGEST, ASK, WAIT, DECLINE),
    _S.NEEDS_INFORMATION: (ACCEPT, SUGGEST, WAIT, DECLINE),
    _S.SUGGESTED: (ACCEPT, SUGGEST, ASK, WAIT, DECLINE),
    _S.AGREED: (ACCEPT, SUGGEST, ASK, WAIT, DECLINE),
    _S.WAITING: (ACCEPT, SUGGEST, ASK, DECLINE),
    _S.POSTPONED: (ACCEPT, SUGGEST, ASK, DECLINE),
}


def what_we_need(*, now: datetime) -> dict[str, Any]:
    """Return the notice that we ask for, the first day that gives it, and how many people we suggest."""
    fewest, most = SUGGESTED_NUMBERS
    return {
        "days": rules.lead_days(now=now),
        "earliest": rules.earliest_day(now=now),
        "fewest": fewest,
        "most": most,
    }


def check_of(days: list[date], numbers: int, course: Course | None, *, now: datetime) -> dict[str, Any]:
    """Return what a team should know before it sends its request: of its days, and of its numbers."""
    return {
        **what_we_need(now=now),
        "is_short": rules.is_short_notice(days, now=now),
        "about_numbers": rules.words_about_numbers(numbers, course),
    }


def progress_of(request: TrainingRequest, *, now: datetime) -> dict[str, Any]:
    """Return how the request stands, for its team: nothing of who was asked, and no member's name."""
    stage = STAGES[request.stage]
    return {
        "what": name_of(request),
        "team": request.team,
        "stage": stage.to_team,
        "words": stage.progress,
        "standing": list(_standing(request, now=now)),
        "question": queries.last_words(request) if rules.is_asked(request) else "",
        "suggestion": suggestion_in_words(request) if rules.has_suggestion(request) else "",
        "why": queries.last_words(request) if request.stage in (*TOLD_WHY, _S.SUGGESTED) else "",
        "asked_for": list(asked_for(request)),
        **_places_of(request, now=now),
        "proposed": days_in_words(rules.proposed_days(request)),
        "chooses_days": request.stage is _S.POSTPONED,
        "can_change_days": rules.can_change_days(request, now=now),
        "can_withdraw": rules.can_withdraw(request, now=now),
    }


def _places_of(request: TrainingRequest, *, now: datetime) -> dict[str, Any]:
    """Return how many of the team's session have booked, and where the team does; nothing before it takes bookings."""
    bookings = bookings_of(request.event_id) if request.event_id else None
    if bookings is None or not_on(bookings):
        return {"booked": [], "team_address": ""}
    booked = booked_so_far(bookings, delegates_of(bookings.event_id))
    return {"booked": booked, "team_address": address_of_team(bookings) if can_book(bookings, now=now) else ""}


def _standing(request: TrainingRequest, *, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield when and where the session is, since when it stands so, whose turn it is, and who sees to it by when."""
    event = request.session.event if request.session else None
    if event and not is_cancelled(event):
        yield "Your session", agreed_in_words(request)
        yield "Where", place_in_words(event)
    if request.stage is _S.AGREED:
        yield "What we agreed", suggestion_in_words(request)
    yield from standing_in_words(
        request.moved_at, TURNS[STAGES[request.stage].turn], is_over=is_ended(request), owner=request.owner
    )
    if request.stage in WAITS_FOR_US:
        yield answer_in_words(rules.answer_by(request.moved_at), now=now)


def request_page(request: TrainingRequest, *, viewer: Account, now: datetime) -> dict[str, Any]:
    """Return all that coordinators read about one request."""
    stage = STAGES[request.stage]
    is_open = request.stage in NOT_AGREED_YET
    return {
        "asked": request,
        "title": title_of(request),
        "stage": stage.to_staff,
        "turn": stage.turn,
        "owner": request.owner.name if request.owner else "Nobody yet",
        "is_own": request.owner_id == viewer.id,
        "is_short": request.is_short_notice and is_open,
        "days": rules.lead_days(now=now),
        "about_numbers": rules.words_about_numbers(request.numbers, request.course) if is_open else "",
        "suggestion": suggestion_in_words(request),
        "agreed": agreed_in_words(request),
        "proposed": days_in_words(rules.proposed_days(request)),
        "asked_for": list(asked_for(request)),
        "steps": [*STEPS.get(request.stage, ()), *([DAYS] if rules.can_change_days(request, now=now) else [])],
        "history": queries.moves_of(request, viewer=viewer),
        "stages": STAGES,
    }


def title_of(request: TrainingRequest) -> str:
    """Return what coordinators call the request: 'Accessible meetings, for Mansfield community nurses'."""
    return f"{request.course.name if request.course else 'Training'}, for {request.team}"
