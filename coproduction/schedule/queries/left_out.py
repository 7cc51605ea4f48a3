"""Who has not been asked to an event to which everybody was: whoever joined, or came to like such, since then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Integer, and_, exists, func, not_, or_, select, type_coerce
from sqlalchemy.orm import aliased, joinedload, selectinload

from coproduction.accounts.models import Account
from coproduction.core.database import AnySelect, db, is_one_of
from coproduction.core.uk_days import UKDay
from coproduction.members.models import Member
from coproduction.members.rules import away_on, holding, interested_in, is_asked_to_things, require_staff
from coproduction.schedule.kinds import POLICIES
from coproduction.schedule.models import LIVE_STATES, Event, EventKind, EventRole, Place, PlaceState
from coproduction.schedule.rules import is_published

_DAYS = UKDay(Event.starts_at), UKDay(Event.ends_at)


def left_out(*, now: datetime) -> AnySelect:
    """Select, by kind, how many members could be asked now to how many events to come, and the first of these.

    These are the members whom `people.members_to_be_invited` finds for each of the events.
    """
    return (
        select(
            Event.kind,
            func.count(Event.id.distinct()).label("events"),
            func.count(Member.id.distinct()).label("members"),
            func.min(Event.starts_at).label("first_at"),
        )
        .select_from(Event)
        .join(EventRole, EventRole.id == _open_role())
        .join(Member, and_(is_asked_to_things(), _likes_such()))
        .where(_asked_everybody(now), not_(away_on(*_DAYS)), not_(_is_elsewhere()), not_(_had_a_part()))
        .where(
            or_(
                EventRole.qualification_id.is_(None),
                holding(type_coerce(EventRole.qualification_id, Integer), _DAYS[0]),
            )
        )
        .group_by(Event.kind)
        .order_by(Event.kind)
    )


def events_asked_to(kind: EventKind, *, viewer: Account, now: datetime) -> Sequence[Event]:
    """Return the events to come of a kind to which everybody was asked, soonest first. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        select(Event)
        .where(_asked_everybody(now), Event.kind == kind)
        .order_by(Event.starts_at, Event.id)
        .options(selectinload(Event.roles), joinedload(Event.organiser))
    ).all()


def _asked_everybody(now: datetime) -> ColumnElement[bool]:
    return and_(Event.everybody_asked_at.is_not(None), is_published(), Event.starts_at > now)


def _open_role() -> ColumnElement[int]:
    role = aliased(EventRole)
    return select(func.min(role.id)).where(role.event_id == Event.id, role.is_open).correlate(Event).scalar_subquery()


def _likes_such() -> ColumnElement[bool]:
    return or_(
        *(
            and_(Event.kind == kind, interested_in(policy.interest))
            for kind, policy in POLICIES.items()
            if policy.seen_by_all and policy.interest
        )
    )


def _is_elsewhere() -> ColumnElement[bool]:
    other, place = aliased(Event, name="elsewhere"), aliased(Place)
    return exists().where(
        place.member_id == Member.id,
        place.state == PlaceState.HELD,
        other.id == place.event_id,
        other.id != Event.id,
        is_published(other),
        other.starts_at < Event.ends_at,
        other.ends_at > Event.starts_at,
    )


def _had_a_part() -> ColumnElement[bool]:
    place = aliased(Place)
    return exists().where(
        place.member_id == Member.id,
        place.event_id == Event.id,
        or_(place.role_id == EventRole.id, is_one_of(place.state, LIVE_STATES)),
    )
