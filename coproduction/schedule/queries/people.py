"""The people of an event: who could be invited, how they are told, and who is held twice."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, func, not_, select
from sqlalchemy.orm import aliased, raiseload

from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.members.models import Interest, Member
from coproduction.members.rules import away_on, holding, interested_in, is_asked_to_things
from coproduction.notifications.models import Channel
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventRole, Place, PlaceState


def members_to_invite(role: EventRole, interest: Interest) -> Sequence[Member]:
    """Return the active members who like such events and could come: free then, and with what the role requires."""
    event = role.event
    first, last = uk_wall(event.starts_at).date(), uk_wall(event.ends_at).date()
    invited = (
        select(Member)
        .where(
            is_asked_to_things(),
            interested_in(interest),
            not_(away_on(first, last)),
            not_(exists().where(Place.member_id == Member.id, rules.held_at_the_time_of(event))),
            not_(exists().where(Place.member_id == Member.id, Place.role_id == role.id)),
        )
        .order_by(Member.name, Member.id)
        .options(raiseload("*", sql_only=True))
    )
    if role.qualification_id:
        invited = invited.where(holding(role.qualification_id, first))
    return db.session.scalars(invited).all()


def number_by_channel(event: Event) -> dict[Channel, int]:
    """Count the people with a part in the event by how they are told."""
    rows = db.session.execute(
        select(Member.channel, func.count().label("number"))
        .join(Place, Place.member_id == Member.id)
        .where(Place.event_id == event.id, rules.is_live())
        .group_by(Member.channel)
        .order_by(Member.channel)
    )
    return {row.channel: row.number for row in rows}


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
