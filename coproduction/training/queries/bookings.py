"""How sessions take bookings, and who booked them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import db, is_one_of
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.schedule.models import Event, EventState, Place
from coproduction.schedule.queries.locks import lock_events
from coproduction.schedule.rules import SEATED
from coproduction.training.models import Delegate, Duty, SessionBookings, SessionRole, TrainingSession
from coproduction.training.queries.dates import last_end_of
from coproduction.training.rules.bookings import IN_LINE, LIVE
from coproduction.training.rules.certificates import read_code
from coproduction.training.rules.materials import prepares


def lock_bookings(event_ids: Collection[int]) -> Sequence[SessionBookings]:
    """Return how the sessions take bookings as it is now, by id, and make everybody wait who wants a place in them.

    Their events are locked before: none is cancelled or moved between this and our commit, or we would tell nobody.
    """
    lock_events(event_ids)
    return db.session.scalars(
        _with_events()
        .where(SessionBookings.event_id.in_(event_ids))
        .order_by(SessionBookings.event_id)
        .with_for_update(of=SessionBookings)
        .execution_options(populate_existing=True)
    ).all()


def lock_session(event_id: int) -> None:
    """Make everybody wait who changes the session, before it takes bookings."""
    lock_events([event_id])


def delegates_of(event_id: int) -> list[Delegate]:
    """Return all who booked the session as they are now, in the order in which they came. For whoever has locked it."""
    return list(
        db.session.scalars(
            select(Delegate)
            .where(Delegate.event_id == event_id)
            .order_by(Delegate.turn)
            .execution_options(populate_existing=True)
        )
    )


def bookings_with(code: str) -> SessionBookings | None:
    """Return how the session of that public address takes bookings, or None. For everybody."""
    return db.session.scalar(_with_events().where(SessionBookings.code == code, _is_seen()))


def bookings_of_host(seed: str | None) -> SessionBookings | None:
    """Return what the host's seed opens, be it published or not; without a seed nothing is looked for."""
    if seed is None:
        return None
    return db.session.scalar(_with_events().where(SessionBookings.host_seed == seed))


def bookings_of_team(seed: str | None) -> SessionBookings | None:
    """Return what the seed in a team's link opens, be it published or not; without a seed nothing is looked for.

    Links that were sent first had the host's seed in them.
    """
    if seed is None:
        return None
    opens = or_(SessionBookings.code == seed, SessionBookings.host_seed == seed)
    return db.session.scalar(_with_events().where(opens))


def bookings_of(event_id: int) -> SessionBookings | None:
    """Return how the session takes bookings, or None if it takes none. For whoever has found the session."""
    return db.session.scalar(_with_events().where(SessionBookings.event_id == event_id))


def delegate_with(seed: str | None) -> Delegate | None:
    """Return whom the seed belongs to; without a seed nobody is looked for."""
    if seed is None:
        return None
    session = joinedload(Delegate.bookings).joinedload(SessionBookings.session)
    return db.session.scalar(
        select(Delegate)
        .where(Delegate.seed == seed)
        .options(
            session.joinedload(TrainingSession.event).joinedload(Event.listed_venue),
            session.joinedload(TrainingSession.course),
        )
    )


def certified_by(typed: str, *, now: datetime) -> Delegate | None:
    """Return who has the certificate with this code, however it was typed; for everybody.

    One statement, whatever was typed: nobody learns from the time that it takes how near they are.
    """
    session = joinedload(Delegate.bookings).joinedload(SessionBookings.session)
    return db.session.scalar(
        select(Delegate)
        .where(Delegate.certificate == read_code(typed), Delegate.came.is_(True), last_end_of(Delegate.event_id) <= now)
        .options(session.joinedload(TrainingSession.event))
    )


def get_delegate(delegate_id: int) -> Delegate | None:
    """Return the delegate as they are now, or None once they are deleted. For whoever has locked the session."""
    return db.session.get(Delegate, delegate_id, populate_existing=True)


def delegate_called(event_id: int, email: str) -> Delegate | None:
    """Return who booked the session with that address."""
    return db.session.scalar(select(Delegate).where(Delegate.event_id == event_id, Delegate.email == email))


def last_turn(event_id: int) -> int:
    """Return the turn of whoever came last. The caller has locked the session."""
    return db.session.scalar(select(func.max(Delegate.turn)).where(Delegate.event_id == event_id)) or 0


def sessions_to_look_at(*, now: datetime) -> Sequence[int]:
    """Return the sessions to come in which somebody is in line, and all in which somebody should have answered."""
    in_line = exists().where(Delegate.event_id == SessionBookings.event_id, is_one_of(Delegate.state, IN_LINE))
    overdue = exists().where(Delegate.event_id == SessionBookings.event_id, Delegate.answer_by <= now)
    return db.session.scalars(
        select(SessionBookings.event_id)
        .join(Event, Event.id == SessionBookings.event_id)
        .where(or_(and_(Event.state == EventState.PUBLISHED, Event.starts_at > now, in_line), overdue))
        .order_by(SessionBookings.event_id)
    ).all()


def sessions_with_unconfirmed(limit: datetime) -> Sequence[int]:
    """Return the sessions in which a booking ended before the moment that nobody had ever confirmed."""
    return db.session.scalars(
        select(Delegate.event_id).where(*_ended_unconfirmed(limit)).distinct().order_by(Delegate.event_id)
    ).all()


def unconfirmed_until(limit: datetime, event_ids: Collection[int]) -> Sequence[Delegate]:
    """Return whose bookings of these sessions ended before the moment unconfirmed. For whoever has locked them."""
    return db.session.scalars(
        select(Delegate).where(Delegate.event_id.in_(event_ids), *_ended_unconfirmed(limit)).order_by(Delegate.id)
    ).all()


def sessions_to_forget(limit: datetime) -> Sequence[int]:
    """Return the sessions that ended before the moment, of which it is still known who booked or hosted them."""
    known = or_(exists().where(Delegate.event_id == SessionBookings.event_id), SessionBookings.host_email != "")
    ended_at = func.coalesce(last_end_of(SessionBookings.event_id), Event.ends_at)
    return db.session.scalars(
        select(SessionBookings.event_id)
        .join(Event, Event.id == SessionBookings.event_id)
        .where(
            ended_at < limit,
            or_(known, SessionBookings.host_name != ""),
        )
        .order_by(SessionBookings.event_id)
    ).all()


def listed_for(course_id: int, *, now: datetime) -> Sequence[SessionBookings]:
    """Return the sessions of a course that everybody can book, soonest first. For everybody."""
    return db.session.scalars(
        _with_events()
        .join(TrainingSession, TrainingSession.event_id == SessionBookings.event_id)
        .join(Event, Event.id == SessionBookings.event_id)
        .where(
            TrainingSession.course_id == course_id,
            SessionBookings.is_listed,
            SessionBookings.is_open,
            Event.state == EventState.PUBLISHED,
            Event.starts_at > now,
        )
        .order_by(Event.starts_at, Event.id)
    ).all()


def works_on(event_id: int, *, viewer: Member, now: datetime) -> bool:
    """Say whether the viewer works on the session, or did less than a week ago."""
    mine = select(TrainingSession.event_id).where(TrainingSession.event_id == event_id)
    return db.session.scalar(mine.where(prepares(literal(viewer.id), now))) is not None


def leads(event_id: int, *, viewer: Member, now: datetime) -> bool:
    """Say whether the viewer leads the session, or did less than a week ago."""
    place = (
        select(Place.id)
        .join(SessionRole, SessionRole.role_id == Place.role_id)
        .where(Place.event_id == event_id, Place.member_id == viewer.id)
        .where(is_one_of(Place.state, SEATED), SessionRole.does == Duty.LEADS)
    )
    return db.session.scalar(place) is not None and works_on(event_id, viewer=viewer, now=now)


def delegates_for_staff(event_id: int, *, viewer: Account) -> list[Delegate]:
    """Return all who booked the session, in the order in which they came. For coordinators."""
    require_staff(viewer)
    return delegates_of(event_id)


def _ended_unconfirmed(limit: datetime) -> tuple[ColumnElement[bool], ...]:
    return (~is_one_of(Delegate.state, LIVE), Delegate.confirmed_at.is_(None), Delegate.moved_at < limit)


def _is_seen() -> ColumnElement[bool]:
    """Return the condition that everybody may know of the session: it was published, and not called off before."""
    seen = exists().where(
        Event.id == SessionBookings.event_id, Event.state != EventState.DRAFT, Event.never_shown.is_(False)
    )
    return seen.correlate_except(Event)


def _with_events() -> Select[SessionBookings]:
    session = joinedload(SessionBookings.session)
    return select(SessionBookings).options(
        session.joinedload(TrainingSession.event).joinedload(Event.listed_venue),
        session.joinedload(TrainingSession.course),
    )
