"""Who delivers a session, and how many are missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, raiseload

from coproduction.core.database import AnyRow, db, is_one_of
from coproduction.members.models import Member
from coproduction.schedule.models import GOES_AHEAD, Event, EventRole, Place
from coproduction.schedule.rules import SEATED, is_of_set
from coproduction.schedule.rules.places import is_live
from coproduction.training.kinds import WORKS_ON
from coproduction.training.models import SessionRole
from coproduction.training.rules.keeping import kept_after
from coproduction.training.rules.roles import held_in, is_short


def number_with_places(event_id: int) -> int:
    """Count the members who are told if the session is called off: all with a part in it, at whichever of its dates."""
    count = select(func.count(Place.member_id.distinct())).join(Event, Event.id == Place.event_id)
    return db.session.scalars(count.where(is_of_set(event_id), is_live())).one()


def trainers_missing(event_id: int) -> list[str]:
    """Return the parts that deliver the session and have too few people, in words: 'Co-trainer: 1 of 2 found'."""
    rows: Sequence[AnyRow] = db.session.execute(
        select(EventRole.name, EventRole.minimum, held_in().label("held"))
        .join(SessionRole, SessionRole.role_id == EventRole.id)
        .where(EventRole.event_id == event_id, is_short())
        .order_by(EventRole.id)
    ).all()
    return [f"{row.name}: {row.held} of {row.minimum} found" for row in rows]


def own_places(event_id: int, *, viewer: Member, now: datetime) -> Sequence[Place]:
    """Return the viewer's places in which they work on the session, or did not long ago; empty for others.

    The first date comes first, and the dates that belong to the session are among them.
    """
    return db.session.scalars(
        select(Place)
        .join(Place.role)
        .join(EventRole.event)
        .join(SessionRole, SessionRole.role_id == func.coalesce(EventRole.stands_by_for_id, EventRole.id))
        .where(
            is_of_set(event_id),
            Place.member_id == viewer.id,
            is_one_of(Place.state, SEATED),
            is_one_of(SessionRole.does, WORKS_ON),
            is_one_of(Event.state, GOES_AHEAD),
            Event.ends_at > now - kept_after(now),
        )
        .order_by(Event.starts_at, Place.id)
        .options(contains_eager(Place.role).contains_eager(EventRole.event), raiseload("*", sql_only=True))
    ).all()
