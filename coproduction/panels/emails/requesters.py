"""What a recruiting manager is told about the panel they asked for. They are no members: all goes by email."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from coproduction.core.dates import uk_date, uk_period, uk_wall
from coproduction.notifications.actions import send
from coproduction.notifications.models import Message, Recipient
from coproduction.panels.models import PanelCase, PanelRequest, PanelStage
from coproduction.panels.queries import requests as queries
from coproduction.panels.queries.asides import aside_of, papers_wanted
from coproduction.panels.queries.cases import case_of
from coproduction.panels.queries.outcomes import due_of
from coproduction.panels.request_keys import address_of, address_of_outcome
from coproduction.panels.rules.requests import answer_by
from coproduction.panels.words.asides import ASIDES
from coproduction.panels.words.requests import first_day_in_words
from coproduction.panels.words.seats import name_in_words, part_at
from coproduction.panels.words.stages import TOLD
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.models import Event, Part, Place
from coproduction.schedule.rules import set_id_of


def about(case_id: int) -> str:
    """Return how the keys of messages about a panel begin."""
    return f"panel-{case_id}-"


def key_of_dates(request: PanelRequest, *, now: datetime) -> str:
    """Return the key of what a manager is told of new dates: they hear once of all that changes together."""
    return f"{about(request.case_id)}dates-{now.isoformat()}"


def request_received(request: PanelRequest, *, key: str, now: datetime) -> Message | None:
    """Say that the request has come, what happens next, and where to follow it."""
    return _send(
        "request_received",
        request,
        key=key,
        now=now,
        answer_by=uk_date(answer_by(request.sent_at)),
        is_short=request.case.is_short_notice,
        days=request.case.lead_days,
    )


def stage_reached(
    case: PanelCase, before: PanelStage | None, *, reason: str, key: str, now: datetime
) -> Message | None:
    """Tell the manager where their panel stands now; None if nobody asked for it, or they need not hear of it.

    That somebody stepped back they read on their own page: they hear who is on the panel when it is agreed.
    """
    request = queries.request_of(case.id)
    if request is None or not request.contact_email:
        return None
    if before is None:
        return request_received(request, key=key, now=now)
    aside = aside_of(case)
    told = ASIDES[aside].told if aside else TOLD.get(case.stage)
    if told is None or (before, case.stage) == (PanelStage.ROSTERED, PanelStage.RECRUITING):
        return None
    return _send(
        "stage_reached",
        request,
        key=key,
        now=now,
        subject=told.subject,
        words=told.words.format(due=_outcome_due(case)),
        names=_names_on(case) if told.gives_names else [],
        papers=papers_wanted(case, now=now) if told.asks_papers else "",
        reason=reason if told.gives_reason else "",
        button=told.button,
    )


def name_agreed(place: Place, *, now: datetime) -> None:
    """Tell the manager who steps in, once it is agreed: their first name, and nothing of who they step in for."""
    case = case_of(set_id_of(place.role.event))
    request = queries.request_of(case.id) if case else None
    if request and request.contact_email and place.role.part is not Part.STANDBY:
        key = f"{about(request.case_id)}agreed-{place.id}-{place.moves_made}"
        part = part_at(place.role.name, place.role.event.label).lower()
        _send(
            "name_agreed",
            request,
            key=key,
            now=now,
            member=place.member.known_as,
            part=part,
        )


def feedback_passed_on(event_id: int, *, now: datetime) -> None:
    """Tell the manager that members say something about their panel, once a day at most. It stands on their page."""
    case = case_of(event_id)
    request = queries.request_of(case.id) if case else None
    if request and request.contact_email:
        key = f"{about(request.case_id)}feedback-{uk_wall(now).date().isoformat()}"
        _send("feedback_passed_on", request, key=key, now=now, page=address_of_outcome(request))


def dates_kept(request: PanelRequest, words: str, *, key: str, now: datetime) -> None:
    """Tell the manager that the other dates they asked for cannot be had, and why."""
    _send("dates_kept", request, key=key, now=now, words=words)


def dates_agreed(request: PanelRequest, *, key: str, now: datetime) -> None:
    """Tell the manager that the dates they asked for are the panel's now."""
    _send("dates_agreed", request, key=key, now=now, first_day=first_day_in_words(request))


def dates_changed(
    request: PanelRequest, event: Event, *, dates: Sequence[tuple[str, datetime, datetime]], now: datetime
) -> None:
    """Tell the manager that a coordinator has moved a date or the place, and of all as it is now. Once for a change."""
    if request.contact_email:
        key = key_of_dates(request, now=now)
        when = uk_period(event.starts_at, event.ends_at)
        every = (
            []
            if len(dates) == 1
            else [f"{what}: {uk_period(starts_at, ends_at)}" for what, starts_at, ends_at in dates]
        )
        _send("dates_changed", request, key=key, now=now, when=when, where=place_in_words(event), dates=every)


def link_again(requests: Sequence[PanelRequest], *, key: str, now: datetime) -> None:
    """Send a manager the links to all their requests again. The first says where to."""
    send(
        "panels/link_again",
        Recipient.by_email(requests[0].contact_name, requests[0].contact_email),
        key=key,
        now=now,
        name=requests[0].contact_name,
        pages=[(f"{request.post}, {request.band}", address_of(request)) for request in requests],
    )


def _names_on(case: PanelCase) -> list[str]:
    return [name_in_words(*line) for line in queries.names_on(case.event_id)] if case.event_id else []


def _outcome_due(case: PanelCase) -> str:
    return uk_date(due_of(case.panel.event)) if case.panel else ""


def _send(template: str, request: PanelRequest, *, key: str, now: datetime, **values: Any) -> Message | None:
    return send(
        f"panels/{template}",
        Recipient.by_email(request.contact_name, request.contact_email),
        key=key,
        now=now,
        name=request.contact_name,
        post=f"{request.post}, {request.band}",
        **{"page": address_of(request), **values},
    )
