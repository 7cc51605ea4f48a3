"""The people of an event: who could be invited, how they are told, and who is held twice."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import exists, not_, or_, select
from sqlalchemy.orm import aliased, raiseload

from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.members.models import Interest, Member
from coproduction.members.rules import away_on, holding, interested_in, is_asked_to_things
from coproduction.schedule import rules
from coproduction.schedule.kinds import policy_of
from coproduction.schedule.models import Event, EventRole, Place, PlaceState


def members_to_invite(role: EventRole, interest: Interest) -> Sequence[Member]:
    """Return the active members who like such events and could come: free then, and with what the role requires."""
    event = role.event
    invited = (
        select(Member)
        .where(
            is_asked_to_things(),
            interested_in(interest),
            not_(rules.away_then(event)),
            not_(exists().where(Place.member_id == Member.id, rules.held_at_the_time_of(event))),
            not_(exists().where(Place.member_id == Member.id, Place.role_id == role.id)),
            not_(exists().where(Place.member_id == Member.id, Place.event_id == role.event_id, rules.is_live())),
        )
        .order_by(Member.name, Member.id)
        .options(raiseload("*", sql_only=True))
    )
    if role.qualification_id:
        invited = invited.where(holding(role.qualification_id, uk_wall(event.starts_at).date()))
    return db.session.scalars(invited).all()


def members_to_be_invited(event: Event) -> Sequence[Member]:
    """Return who is asked when the event is published with an invitation; nobody if it cannot invite."""
    interest = policy_of(event).interest
    if interest is None or not rules.can_invite(event):
        return ()
    return members_to_invite(next(role for role in event.roles if role.is_open), interest)


def members_with_a_part(event: Event) -> Sequence[Member]:
    """Return everybody with a part in the event, by name: those whom a change or a cancellation is told."""
    return db.session.scalars(
        select(Member)
        .join(Place, Place.member_id == Member.id)
        .where(Place.event_id == event.id, rules.is_live())
        .order_by(Member.name, Member.id)
        .options(raiseload("*", sql_only=True))
    ).all()


def members_who_clash(event: Event, start: datetime, *, end: datetime, beside: Collection[int] = ()) -> set[int]:
    """Return the ids of those who come, or think about it, and could not at that time: elsewhere, or away.

    `beside` are the ids of events that move together with this one, which nobody is held at any more.
    """
    own = aliased(Place)
    first, last = uk_wall(start).date(), uk_wall(end).date()
    elsewhere = exists().where(
        Place.member_id == Member.id, rules.held_elsewhere(event, start, end=end), Event.id.not_in(beside)
    )
    return set(
        db.session.scalars(
            select(Member.id)
            .join(own, own.member_id == Member.id)
            .where(own.event_id == event.id, own.state.in_(rules.COMING), or_(elsewhere, away_on(first, last)))
        )
    )


def names_held_twice(event: Event) -> Sequence[str]:
    """Return who holds a place in this event and in another at the same time, by name."""
    elsewhere = aliased(Place)
    return db.session.scalars(
        select(Member.known_as)
        .join(elsewhere, elsewhere.member_id == Member.id)
        .join(Place, Place.member_id == Member.id)
        .join(Event, Event.id == Place.event_id)
        .where(
            elsewhere.event_id == event.id,
            elsewhere.state == PlaceState.HELD,
            rules.held_at_the_time_of(event),
        )
        .distinct()
        .order_by(Member.known_as)
    ).all()
