"""The one way in which a request for training moves from one stage to the next, and the moves it makes by itself."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.models import Event
from coproduction.schedule.queries.locks import lock_events
from coproduction.training.actions.teams_told import tell_can_book
from coproduction.training.emails import requests as emails
from coproduction.training.models import RequestMove, RequestStage, TrainingRequest
from coproduction.training.queries import requests as queries
from coproduction.training.rules import request_stages as rules


def begin_request(request: TrainingRequest, *, by: Account | None, now: datetime) -> None:
    """Keep a request that has come, and tell its team what happens next. `by` entered it for a team that rang."""
    db.session.add(request)
    db.session.flush()
    _write(request, None, by=by, now=now, by_team=True)


def lock(request: TrainingRequest) -> TrainingRequest:
    """Return the request as it is now, with its event, and make every other change to the two wait.

    Refused when it has got another event since it was read: events are locked first, and then requests.
    """
    event_id = request.event_id
    if event_id is not None:
        lock_events([event_id])
    request = queries.lock_request(request)
    if request.event_id != event_id:
        raise Refusal("Somebody else has just changed this request. Look at it again first.")
    return request


def move_locked(
    request: TrainingRequest,
    to: RequestStage,
    *,
    by: Account | None,
    now: datetime,
    reason: str = "",
    by_team: bool = False,
    is_told: bool = True,
    put_off_id: int | None = None,
) -> None:
    """Move a request that the caller has locked, write the move down, and tell its team if `is_told`.

    `by` is None for the team (`by_team`) and for what happens by itself. `put_off_id` is the event that is called off.
    A move that is not legal is refused and changes nothing; the same with the same words again does nothing,
    but for a suggestion, which says more.
    """
    if request.stage is to and to is not RequestStage.SUGGESTED and queries.last_words(request) == reason:
        return
    rules.refuse_move(request.stage, to)
    before, request.stage, request.moved_at = request.stage, to, now
    if to not in (RequestStage.SUGGESTED, RequestStage.AGREED):
        request.suggested_course_id = request.suggested_starts_at = request.suggested_ends_at = None
    _write(request, before, by=by, now=now, reason=reason, by_team=by_team, is_told=is_told, put_off_id=put_off_id)


def follow_session(event: Event, *, by: Account | None, now: datetime) -> None:
    """Move the request that the session came from, as its event and who delivers it say. The event is locked.

    Its team chooses other days for a session that is put off: there will be another, and this step keeps the one that
    was. That its trainers are found the team hears once, whoever is replaced later. Twice changes nothing more.
    """
    found = queries.request_of(event.id)
    if found is None or found.session is None or found.stage not in rules.FOLLOWS_ITS_SESSION:
        return
    request, session = queries.lock_request(found), found.session
    has_enough = queries.has_enough_trainers(event.id)
    to = rules.stage_by_itself(request.stage, event.state, has_enough=has_enough, is_put_off=session.is_put_off)
    if to is request.stage:
        return
    put_off_id = None
    if to is RequestStage.POSTPONED:
        put_off_id, request.session = event.id, None
    is_told = to is not RequestStage.READY or not queries.was_ready(request)
    reason = event.cancelled_because
    is_published = request.stage is RequestStage.ACCEPTED and to in rules.UNDER_WAY
    move_locked(request, to, by=by, now=now, reason=reason, is_told=is_told, put_off_id=put_off_id)
    if is_published:
        tell_can_book(event.id, now=now)


def hold_sessions(*, now: datetime) -> int:
    """Write down that requests came to their session, whose time is over, and return how many. For the worker."""
    over = queries.requests_that_are_over(now=now)
    lock_events([found.event_id for found in over if found.event_id is not None])
    for found in over:
        request = queries.lock_request(found)
        if request.stage in rules.UNDER_WAY:
            move_locked(request, RequestStage.HELD, by=None, now=now)
    return len(over)


def _write(
    request: TrainingRequest,
    before: RequestStage | None,
    *,
    by: Account | None,
    now: datetime,
    reason: str = "",
    by_team: bool = False,
    is_told: bool = True,
    put_off_id: int | None = None,
) -> None:
    db.session.flush()
    key = f"{emails.about(request)}move-{queries.number_of_moves(request) + 1}"
    sent = emails.stage_reached(request, before, reason=reason, key=key, now=now) if is_told else None
    db.session.add(
        RequestMove(
            request_id=request.id,
            from_stage=before,
            to_stage=request.stage,
            moved_at=now,
            moved_by_id=by.id if by else None,
            by_team=by_team,
            reason=reason,
            message_key=sent.key if sent else None,
            event_id=put_off_id,
        )
    )
    db.session.flush()
    record("training.request_moved", request, by=by, now=now, before=before, to=request.stage)
