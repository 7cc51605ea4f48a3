"""What coordinators answer to a team that asks for training: yes, no, a question, something else, not now."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions.events import EventDetails
from coproduction.schedule.models import Event
from coproduction.training.actions.request_stages import lock, move_locked
from coproduction.training.actions.sessions import create_session
from coproduction.training.emails import requests as emails
from coproduction.training.models import RequestStage, TrainingRequest
from coproduction.training.queries.courses import get_course
from coproduction.training.queries.requests import request_of
from coproduction.training.queries.sessions import session_numbered
from coproduction.training.rules.requests import has_suggestion


class Suggestion(NamedTuple):
    """What a coordinator suggests instead of what was asked for: a course and a time, both always. Times are UTC."""

    course_id: int
    starts_at: datetime
    ends_at: datetime


def accept_request(
    request: TrainingRequest,
    details: EventDetails,
    *,
    course_id: int,
    team: str,
    with_staff: bool = False,
    by: Account,
    now: datetime,
) -> Event:
    """Say yes: make a draft of the session with the roles of its course, owned by `by`, and tell the team.

    Refused as any event is, and for a session that another request came to.
    """
    request = lock(request)
    if request.session and request.stage is RequestStage.ACCEPTED:
        return request.session.event
    event = create_session(details, course_id=course_id, team=team, with_staff=with_staff, by=by, now=now)
    if request_of(event.id):
        raise Refusal("You have just accepted a request for the same session. Is this one sent twice? Then decline it.")
    request.session, request.course, request.owner_id = session_numbered(event.id), get_course(course_id), by.id
    move_locked(request, RequestStage.ACCEPTED, by=by, now=now)
    return event


def decline_request(request: TrainingRequest, why: str, alternatives: str, *, by: Account, now: datetime) -> None:
    """Say no, why, and what the team can do instead. Refused once it was answered."""
    _answer(request, RequestStage.DECLINED, f"{why}\n\n{alternatives}", by=by, now=now)


def ask_team(request: TrainingRequest, question: str, *, by: Account, now: datetime) -> None:
    """Ask the team something before we answer."""
    _answer(request, RequestStage.NEEDS_INFORMATION, question, by=by, now=now)


def put_on_list(request: TrainingRequest, why: str, *, by: Account, now: datetime) -> None:
    """Put the request on the waiting list, and tell the team why."""
    _answer(request, RequestStage.WAITING, why, by=by, now=now)


def suggest(request: TrainingRequest, what: Suggestion, why: str, *, by: Account, now: datetime) -> None:
    """Suggest another course or time; the team answers on its own page. Refused for a time that is over, or ends first.

    The same again does nothing.
    """
    if what.starts_at <= now:
        raise Refusal("The date must be in the future", field="day")
    if what.ends_at <= what.starts_at:
        raise Refusal("The end must be after the start", field="ends")
    request = lock(request)
    if has_suggestion(request) and _suggested(request) == what:
        return
    request.owner_id = by.id
    request.suggested_course_id = what.course_id
    request.suggested_starts_at, request.suggested_ends_at = what.starts_at, what.ends_at
    db.session.flush()
    db.session.refresh(request, ["suggested_course"])
    move_locked(request, RequestStage.SUGGESTED, by=by, now=now, reason=why)


def take_over(request: TrainingRequest, *, by: Account, now: datetime) -> None:
    """See to the request from now on."""
    request = lock(request)
    if request.owner_id != by.id:
        request.owner_id = by.id
        db.session.flush()
        record("training.request_taken_over", request, by=by, now=now)


def keep_days(request: TrainingRequest, why: str, *, by: Account, now: datetime) -> None:
    """Keep the day that is agreed, and tell the team why. Refused when no others are asked for."""
    request = lock(request)
    if not any(each.is_proposed for each in request.days):
        raise Refusal("Nobody asks for other days any more.")
    request.days = [each for each in request.days if not each.is_proposed]
    request.owner_id = request.owner_id or by.id
    db.session.flush()
    record("training.days_kept", request, by=by, now=now)
    emails.days_kept(request, why, now=now)


def _suggested(request: TrainingRequest) -> tuple[int | None, datetime | None, datetime | None]:
    return request.suggested_course_id, request.suggested_starts_at, request.suggested_ends_at


def _answer(request: TrainingRequest, stage: RequestStage, words: str, *, by: Account, now: datetime) -> None:
    request = lock(request)
    request.owner_id = by.id
    move_locked(request, stage, by=by, now=now, reason=words)
