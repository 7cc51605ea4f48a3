"""Events as members see them: the schedule, one month, one event.

The statements that every visit needs are built once, with parameters: to build one takes longer than to run it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import Integer, and_, bindparam, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import AnyRow, AnySelect, UTCDateTime, as_word, db, read_rows
from coproduction.core.dates import uk_moment
from coproduction.members.models import Member
from coproduction.members.queries.members import Reader
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventKind, EventRole, Place
from coproduction.schedule.queries import news

_VIEWER = bindparam("viewer_id", type_=Integer)


def _lines() -> AnySelect:
    """Select the events that a member may know of, each with the state of their own live place and what is new."""
    mine = and_(Place.event_id == Event.id, Place.member_id == _VIEWER, rules.is_live())
    return (
        select(
            Event.id,
            as_word(Event.kind),
            Event.title,
            Event.starts_at,
            Event.ends_at,
            as_word(Event.format),
            Event.venue,
            as_word(Event.state),
            as_word(Place.state).label("my_state"),
            Place.asked_again_at,
            news.news(),
        )
        .outerjoin(Place, mine)
        .where(rules.visible_to_member(_VIEWER))
        .order_by(Event.starts_at, Event.id)
    )


_UPCOMING = (
    _lines()
    .where(rules.has_not_ended())
    .limit(bindparam("limit", type_=Integer))
    .offset(bindparam("offset", type_=Integer))
)
_UPCOMING_OF_KIND = _UPCOMING.where(Event.kind == bindparam("kind", type_=Event.kind.type))
_BETWEEN = _lines().where(
    Event.starts_at >= bindparam("first", type_=UTCDateTime()),
    Event.starts_at < bindparam("last", type_=UTCDateTime()),
)
_BETWEEN_OF_KIND = _BETWEEN.where(Event.kind == bindparam("kind", type_=Event.kind.type))
_EVENT = (
    select(Event)
    .where(Event.id == bindparam("event_id", type_=Integer))
    .options(
        joinedload(Event.organiser),
        joinedload(Event.listed_venue),
        selectinload(Event.roles).joinedload(EventRole.qualification),
        raiseload("*", sql_only=True),
    )
)
_EVENT_FOR_MEMBER = _EVENT.where(rules.visible_to_member(_VIEWER))


def upcoming_events(
    *, viewer: Member | Reader, now: datetime, kind: EventKind | None = None, limit: int = 25, offset: int = 0
) -> Sequence[AnyRow]:
    """Return the events that have not ended, soonest first, with the viewer's own answer in `my_state`."""
    asked = {"viewer_id": viewer.id, **rules.at(now), **news.since(now), "limit": limit, "offset": offset}
    if kind:
        return read_rows(_UPCOMING_OF_KIND, {**asked, "kind": kind})
    return read_rows(_UPCOMING, asked)


def events_between(
    first: date, last: date, *, viewer: Member | Reader, now: datetime, kind: EventKind | None = None
) -> Sequence[AnyRow]:
    """Return the events that start on the UK days from `first` up to, not including, `last`."""
    days = {"first": uk_moment(first, time()), "last": uk_moment(last, time())}
    asked = {"viewer_id": viewer.id, **news.since(now), **days}
    return read_rows(_BETWEEN_OF_KIND, {**asked, "kind": kind}) if kind else read_rows(_BETWEEN, asked)


def find_event(event_id: int, *, viewer: Member | Account) -> Event | None:
    """Return the event with its roles and who to ask, or None if the viewer may not know of it."""
    if isinstance(viewer, Member):
        return db.session.scalar(_EVENT_FOR_MEMBER, {"event_id": event_id, "viewer_id": viewer.id})
    return db.session.scalar(_EVENT.where(rules.visible_to(viewer)), {"event_id": event_id})


def find_role(role_id: int, *, viewer: Member | Account) -> EventRole | None:
    """Return the role with its event and what it requires, or None if the viewer may not know of it."""
    return db.session.scalar(
        select(EventRole)
        .join(EventRole.event)
        .where(EventRole.id == role_id, rules.visible_to(viewer))
        .options(
            joinedload(EventRole.event).joinedload(Event.organiser),
            joinedload(EventRole.qualification),
            raiseload("*", sql_only=True),
        )
    )


def role_named(event: Event, name: str) -> EventRole | None:
    """Return the event's role of that name."""
    return db.session.scalar(select(EventRole).where(EventRole.event_id == event.id, EventRole.name == name))
