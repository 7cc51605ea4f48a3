"""What a team is told about the training it asked for. They are no members: all goes by email."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import current_app

from config import Group
from coproduction.core.dates import uk_date
from coproduction.core.links import absolute_url
from coproduction.notifications.actions import send
from coproduction.notifications.models import Message, Recipient
from coproduction.schedule.models import Event
from coproduction.training.booking_keys import address_of_team
from coproduction.training.models import RequestStage, SessionBookings, TrainingRequest
from coproduction.training.queries.dates import dates_with
from coproduction.training.queries.requests import number_of_moves
from coproduction.training.request_keys import address_of
from coproduction.training.rules.requests import answer_by
from coproduction.training.words.dates import places_in_words, times_in_words
from coproduction.training.words.requests import TOLD, agreed_in_words, name_of, suggestion_in_words


def about(request: TrainingRequest) -> str:
    """Return how the keys of messages about a request begin."""
    return f"training-request-{request.id}-"


def stage_reached(
    request: TrainingRequest, before: RequestStage | None, *, reason: str, key: str, now: datetime
) -> Message | None:
    """Tell the team where its request stands now; None where there is nothing to tell, or nobody any more."""
    if not request.contact_email:
        return None
    if before is None:
        due = uk_date(answer_by(request.sent_at))
        return _send("request_received", request, key=key, now=now, answer_by=due, is_short=request.is_short_notice)
    told = TOLD.get(request.stage)
    if told is None:
        return None
    return _send(
        "request_moved",
        request,
        key=key,
        now=now,
        subject=told.subject,
        words=told.words,
        lines=_lines(request).splitlines(),
        reason=reason if told.gives_reason else "",
        button=told.button,
    )


def _lines(request: TrainingRequest) -> str:
    """Return what stands in the message in figures: what we suggest, or when it is."""
    if request.stage is RequestStage.SUGGESTED:
        return suggestion_in_words(request)
    return agreed_in_words(request) if request.stage in (RequestStage.ACCEPTED, RequestStage.READY) else ""


def session_moved(request: TrainingRequest, event: Event, *, now: datetime) -> None:
    """Tell the team that its session has another time or place, and how it is now. Once for a change."""
    if request.contact_email:
        dates = dates_with(event)
        when, where = times_in_words(dates), places_in_words(dates)
        key = f"{about(request)}moved-{now.isoformat()}"
        _send("request_session_moved", request, key=key, now=now, when=when, where=where)


def can_book(request: TrainingRequest, bookings: SessionBookings, *, now: datetime) -> None:
    """Tell the team where it books its places, once for each session."""
    key = f"{about(request)}can-book-{bookings.event_id}"
    team, when = address_of_team(bookings), agreed_in_words(request)
    _send("request_can_book", request, key=key, now=now, when=when, team=team)


def days_kept(request: TrainingRequest, words: str, *, now: datetime) -> None:
    """Tell the team that the other days it asked for cannot be had, and why."""
    key = f"{about(request)}days-{number_of_moves(request)}-{now.isoformat()}"
    _send("request_days_kept", request, key=key, now=now, words=words, when=agreed_in_words(request))


def link_again(requests: Sequence[TrainingRequest], *, key: str, now: datetime) -> None:
    """Send a team the links to all its requests again. The first says where to."""
    send(
        "training/request_link_again",
        Recipient.by_email(requests[0].contact_name, requests[0].contact_email),
        key=key,
        now=now,
        name=requests[0].contact_name,
        pages=[(f"{name_of(request)}, for {request.team}", address_of(request)) for request in requests],
    )


def withdrawn_by_team(request: TrainingRequest, reason: str, *, now: datetime) -> None:
    """Tell whoever sees to the request that its team has withdrawn it, and why if they said so."""
    owner = request.owner
    if owner is None:
        return
    group: Group = current_app.config["SETTINGS"].group
    send(
        "training/request_withdrawn",
        Recipient.by_email(owner.name, owner.email if owner.is_active else group.email),
        key=f"{about(request)}withdrawn-by-team",
        now=now,
        name=owner.name,
        what=name_of(request),
        team=request.team,
        reason=reason,
        page=absolute_url("training.show_request", request_id=request.id),
    )


def _send(template: str, request: TrainingRequest, *, key: str, now: datetime, **values: Any) -> Message | None:
    return send(
        f"training/{template}",
        Recipient.by_email(request.contact_name, request.contact_email),
        key=key,
        now=now,
        name=request.contact_name,
        what=name_of(request),
        page=address_of(request),
        **values,
    )
