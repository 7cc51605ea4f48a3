"""Waiting lists: who is next, whose offer is over, and how full a role is.

The order is that of the database: by when somebody joined the list, and then by the number of their place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from coproduction.core.database import db, is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.members.models import Member
from coproduction.members.rules import is_asked_to_things
from coproduction.notifications.models import Message
from coproduction.schedule import rules
from coproduction.schedule.kinds import OFFER_HOURS
from coproduction.schedule.models import Event, EventRole, Place, PlaceState


def number_taken(role: EventRole, *, but: Place | None = None) -> int:
    """Count the places of the role that nobody else can have: those held, and those kept for somebody for a time.

    `but` is a place that is not counted.
    """
    taken = select(func.count()).select_from(Place).where(Place.role_id == role.id, rules.is_taken(role))
    if but is not None:
        taken = taken.where(Place.id != but.id)
    return db.session.scalars(taken).one()


def next_waiting(role: EventRole) -> Place | None:
    """Return the place, locked, of whoever has waited longest, passing over members who rest or have gone."""
    return db.session.scalar(
        select(Place)
        .join(Member, Member.id == Place.member_id)
        .where(Place.role_id == role.id, is_one_of(Place.state, [PlaceState.WAITING]), is_asked_to_things())
        .order_by(Place.moved_at, Place.id)
        .limit(1)
        .options(joinedload(Place.member), joinedload(Place.role))
        .with_for_update(of=Place)
        .execution_options(populate_existing=True)
    )


def overdue_offers(role: EventRole, *, now: datetime) -> Sequence[Place]:
    """Return the places, locked, whose members were asked to answer by now and did not, the longest over first."""
    return db.session.scalars(
        select(Place)
        .where(Place.role_id == role.id, Place.state == PlaceState.OFFERED, Place.offer_ends_at <= now)
        .order_by(Place.offer_ends_at, Place.id)
        .options(joinedload(Place.member), joinedload(Place.role))
        .with_for_update(of=Place)
        .execution_options(populate_existing=True)
    ).all()


def members_to_tell(role_ids: Collection[int], *, now: datetime) -> Sequence[int]:
    """Return the members whom keeping the lists of these roles may tell something: their offer is over, or they wait.

    The caller has locked the roles.
    """
    is_over = and_(is_one_of(Place.state, [PlaceState.OFFERED]), Place.offer_ends_at <= now)
    hears = or_(is_over, is_one_of(Place.state, [PlaceState.WAITING]))
    found = select(Place.member_id).where(Place.role_id.in_(role_ids), hears).distinct()
    return db.session.scalars(found.order_by(Place.member_id)).all()


def position_of(place: Place) -> int:
    """Return how many have waited as long as this place or longer, itself included: 1 is the next."""
    before = or_(Place.moved_at < place.moved_at, and_(Place.moved_at == place.moved_at, Place.id <= place.id))
    return db.session.scalars(
        select(func.count())
        .select_from(Place)
        .where(Place.role_id == place.role_id, is_one_of(Place.state, [PlaceState.WAITING]), before)
    ).one()


def end_of_list(role: EventRole, *, now: datetime) -> datetime:
    """Return the moment that puts somebody at the end of the list: now, or just after whoever stands last.

    The caller has locked the role. Whoever got in later may have read the clock earlier.
    """
    last = db.session.scalar(
        select(func.max(Place.moved_at)).where(Place.role_id == role.id, is_one_of(Place.state, [PlaceState.WAITING]))
    )
    return now if last is None else max(now, last + timedelta(microseconds=1))


def hours_of(role: EventRole, *, on: date) -> int:
    """Return how long a free place is kept for whoever is next: as the role says, or as the setting does."""
    return role.offer_hours or value_of(OFFER_HOURS, on=on)


def message_of(key: str) -> Message | None:
    """Return the message with this key."""
    return db.session.scalar(select(Message).where(Message.key == key))


def roles_to_look_at(*, now: datetime) -> Sequence[int]:
    """Return the roles of events to come where somebody waits, or where an offer is over."""
    waiting, offer = aliased(Place), aliased(Place)
    return db.session.scalars(
        select(EventRole.id)
        .join(Event, Event.id == EventRole.event_id)
        .where(
            rules.is_published(),
            Event.starts_at > now,
            or_(
                exists().where(waiting.role_id == EventRole.id, is_one_of(waiting.state, [PlaceState.WAITING])),
                exists().where(
                    offer.role_id == EventRole.id, offer.state == PlaceState.OFFERED, offer.offer_ends_at <= now
                ),
            ),
        )
        .order_by(EventRole.id)
    ).all()
