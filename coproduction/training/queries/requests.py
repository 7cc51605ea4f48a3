"""Requests for training: as teams see their own, and as coordinators see all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.core.dates import uk_wall
from coproduction.core.paging import Page, page_of_rows
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventRole
from coproduction.training.models import (
    Course,
    RequestedDay,
    RequestMove,
    RequestStage,
    SessionRole,
    TrainingRequest,
    TrainingSession,
)
from coproduction.training.queries.dates import last_end_of
from coproduction.training.rules.request_stages import ENDED, FOLLOWS_ITS_SESSION, NOT_AGREED_YET, UNDER_WAY
from coproduction.training.rules.roles import is_short

_WHOLE = (
    joinedload(TrainingRequest.owner),
    joinedload(TrainingRequest.course),
    joinedload(TrainingRequest.suggested_course),
    joinedload(TrainingRequest.session).joinedload(TrainingSession.event),
    selectinload(TrainingRequest.days),
)


def request_with(seed: str | None) -> TrainingRequest | None:
    """Return the request that a team's own key opens; None once we forgot who sent it."""
    if seed is None:
        return None
    opened = select(TrainingRequest).where(TrainingRequest.seed == seed, TrainingRequest.contact_email != "")
    return db.session.scalar(opened.options(*_WHOLE))


def find_request(request_id: int, *, viewer: Account) -> TrainingRequest | None:
    """Return the request, whatever has become of it. For coordinators."""
    require_staff(viewer)
    return db.session.scalar(select(TrainingRequest).where(TrainingRequest.id == request_id).options(*_WHOLE))


def request_of(event_id: int) -> TrainingRequest | None:
    """Return the request that the session came from, if a team asked for it. For who has found the session."""
    return db.session.scalar(select(TrainingRequest).where(TrainingRequest.event_id == event_id).options(*_WHOLE))


def lock_request(request: TrainingRequest) -> TrainingRequest:
    """Read the request with its days as it is now, and make every other step of it wait.

    The caller has locked its event, if it locks both.
    """
    return db.session.scalars(
        select(TrainingRequest)
        .where(TrainingRequest.id == request.id)
        .options(selectinload(TrainingRequest.days))
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def team_of(event_id: int) -> str:
    """Return who is told why the session is cancelled, in words; empty if no team asked for it."""
    name = db.session.scalar(
        select(TrainingRequest.contact_name).where(
            TrainingRequest.event_id == event_id,
            TrainingRequest.contact_email != "",
            is_one_of(TrainingRequest.stage, FOLLOWS_ITS_SESSION),
        )
    )
    return f"{name}, who asked for the training" if name else ""


def is_asked_by(event_id: int, email: str) -> bool:
    """Say whether whoever has this address asked for the session, be it put off since."""
    put_off = exists().where(RequestMove.request_id == TrainingRequest.id, RequestMove.event_id == event_id)
    asked = exists().where(
        func.lower(TrainingRequest.contact_email) == email.lower(), or_(TrainingRequest.event_id == event_id, put_off)
    )
    return bool(db.session.scalar(select(asked)))


def requests_of_sender(email: str) -> Sequence[TrainingRequest]:
    """Return the requests that were sent from this address and are not over, the newest first."""
    return db.session.scalars(
        select(TrainingRequest)
        .where(func.lower(TrainingRequest.contact_email) == email.lower(), ~is_one_of(TrainingRequest.stage, ENDED))
        .order_by(TrainingRequest.sent_at.desc(), TrainingRequest.id)
        .options(joinedload(TrainingRequest.course))
    ).all()


def requests_with_contact(*, over_before: datetime) -> Sequence[TrainingRequest]:
    """Return the requests that say who sent them, and that were over before that moment.

    So are those whose session was to be before it, and that nobody published or followed up; those that were put off
    before it, and have no new days; and those that we never agreed to, whose last day that suits was before it.
    """
    left = is_one_of(TrainingRequest.stage, (*ENDED, RequestStage.POSTPONED))
    ended = and_(left, TrainingRequest.moved_at < over_before)
    left_lying = and_(is_one_of(TrainingRequest.stage, FOLLOWS_ITS_SESSION), _ended_at() < over_before)
    return db.session.scalars(
        select(TrainingRequest)
        .outerjoin(Event, Event.id == TrainingRequest.event_id)
        .where(TrainingRequest.contact_email != "", or_(ended, _is_past(over_before), left_lying))
        .order_by(TrainingRequest.id)
    ).all()


def _is_past(moment: datetime) -> ColumnElement[bool]:
    """Return the condition for requests not agreed yet whose last day, also a suggested one, was before then."""
    to_come = exists().where(RequestedDay.request_id == TrainingRequest.id, RequestedDay.day >= uk_wall(moment).date())
    return and_(
        is_one_of(TrainingRequest.stage, NOT_AGREED_YET),
        TrainingRequest.sent_at < moment,
        func.coalesce(TrainingRequest.suggested_ends_at, TrainingRequest.sent_at) < moment,
        ~to_come,
    )


def listed_requests(number: int, *, viewer: Account, is_over: bool) -> Page[AnyRow]:
    """Return requests with how far they have come: those that are not over, or those that are, latest move first.

    For coordinators.
    """
    require_staff(viewer)
    over = is_one_of(TrainingRequest.stage, ENDED)
    first_day = select(func.min(RequestedDay.day)).where(RequestedDay.request_id == TrainingRequest.id)
    return page_of_rows(
        select(
            TrainingRequest.id,
            TrainingRequest.stage,
            TrainingRequest.moved_at,
            TrainingRequest.team,
            TrainingRequest.is_short_notice,
            Course.name.label("course"),
            Event.starts_at,
            first_day.correlate(TrainingRequest).scalar_subquery().label("first_day"),
            Account.name.label("owner"),
        )
        .outerjoin(Course, Course.id == TrainingRequest.course_id)
        .outerjoin(Event, Event.id == TrainingRequest.event_id)
        .outerjoin(Account, Account.id == TrainingRequest.owner_id)
        .where(over if is_over else ~over)
        .order_by(TrainingRequest.moved_at.desc(), TrainingRequest.id),
        number,
    )


def moves_of(request: TrainingRequest, *, viewer: Account) -> Sequence[RequestMove]:
    """Return every step of the request, the first first, with who made it. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        select(RequestMove)
        .where(RequestMove.request_id == request.id)
        .order_by(RequestMove.id)
        .options(joinedload(RequestMove.moved_by), raiseload("*", sql_only=True))
    ).all()


def number_of_moves(request: TrainingRequest) -> int:
    """Count the steps of the request so far."""
    return db.session.scalars(select(func.count()).where(RequestMove.request_id == request.id)).one()


def last_words(request: TrainingRequest) -> str:
    """Return what was said with the last step into the stage in which the request stands; empty if nothing was."""
    said = (
        select(RequestMove.reason)
        .where(RequestMove.request_id == request.id, RequestMove.to_stage == request.stage)
        .order_by(RequestMove.id.desc())
        .limit(1)
    )
    return db.session.scalar(said) or ""


def was_ready(request: TrainingRequest) -> bool:
    """Say whether enough members have delivered the session since we said yes to it, now or before."""
    of_request = RequestMove.request_id == request.id
    accepted = RequestMove.to_stage == RequestStage.ACCEPTED
    yes = select(func.max(RequestMove.id)).where(of_request, accepted).scalar_subquery()
    ready = exists().where(
        of_request, RequestMove.to_stage == RequestStage.READY, RequestMove.id > func.coalesce(yes, 0)
    )
    return bool(db.session.scalar(select(ready)))


def has_enough_trainers(event_id: int) -> bool:
    """Say whether every part of the session that delivers it has as many people as it needs."""
    short = exists().where(
        EventRole.event_id == event_id,
        SessionRole.role_id == EventRole.id,
        is_short(),
    )
    return bool(db.session.scalar(select(~short)))


def requests_that_are_over(*, now: datetime) -> Sequence[TrainingRequest]:
    """Return the requests that were on their way, and the time of whose sessions is over."""
    return db.session.scalars(
        select(TrainingRequest)
        .join(Event, Event.id == TrainingRequest.event_id)
        .where(is_one_of(TrainingRequest.stage, UNDER_WAY), _ended_at() <= now)
        .order_by(TrainingRequest.id)
    ).all()


def _ended_at() -> ColumnElement[datetime]:
    """Return, beside TrainingRequest and Event, when the last date ends to which delegates come, as a column."""
    return func.coalesce(last_end_of(Event.id), Event.ends_at)
