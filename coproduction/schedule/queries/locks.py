"""Locks of several rows, and the one order in which everybody takes them, so that no two wait for each other for ever.

1. A venue; a series of meetings.
2. Events, by id. All that follow an event, which have higher ids, together with it.
3. Roles, by id.
4. Questions to many members at once (about dates, polls), by id.
5. Members, by id.
6. What hangs on one event: places, arrangements, a panel’s case, a search, a session’s bookings. Under the locks above,
   or one alone. Members whose messages are taken back may come after these.
7. The account of whoever makes something new.

What a coordinator changes in a proposal is theirs alone, and is locked before all of these.

Whoever has a lock takes none that comes before it. Who acts on several events takes the locks of all of them first. A
room below that locks members has the rooms above lock before: `members.locking`. An answer shares its event with other
answers: under that lock nobody changes the event itself.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, or_, select

from coproduction.core.database import db
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventRole, Place


def lock_events(event_ids: Collection[int]) -> None:
    """Read the events, and all that follow them, as they are now; make every change to them wait."""
    asked = select(Event.id).where(Event.id.in_(event_ids))
    db.session.scalars(_with_their_dates(asked).with_for_update(key_share=True)).all()


def lock_roles(role_ids: Collection[int]) -> dict[int, EventRole]:
    """Return the roles and their events as they are now, by id, and make everybody who wants a place in them wait.

    The events too, shared, and all that follow them: none is cancelled or moved between this and our commit, or we
    would tell nobody of it.
    """
    _share_events(select(EventRole.event_id).where(EventRole.id.in_(role_ids)))
    roles = db.session.scalars(
        select(EventRole)
        .where(EventRole.id.in_(role_ids))
        .order_by(EventRole.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return {role.id: role for role in roles}


def lock_role(role_id: int) -> EventRole:
    """Return the role and its event as they are now, locked as `lock_roles` does."""
    return lock_roles([role_id])[role_id]


def lock_parts_of(member_ids: Collection[int]) -> None:
    """Make everybody who wants a place in a role where these members have a live one wait.

    And whoever changes an event in which they have or had a place, or writes down what they say or do inside it.
    """
    theirs = Place.member_id.in_(member_ids)
    _share_events(select(Place.event_id).where(theirs))
    roles = select(Place.role_id).where(theirs, rules.is_live())
    db.session.execute(
        select(EventRole.id).where(EventRole.id.in_(roles)).order_by(EventRole.id).with_for_update(key_share=True)
    ).all()


def _share_events(event_ids: Select[int]) -> None:
    db.session.scalars(_with_their_dates(event_ids).with_for_update(read=True, of=Event)).all()


def _with_their_dates(event_ids: Select[int]) -> Select[Event]:
    """Return the statement that reads these events, and all that follow them, as they are now, by id."""
    return (
        select(Event)
        .where(or_(Event.id.in_(event_ids), Event.follows_id.in_(event_ids)))
        .order_by(Event.id)
        .execution_options(populate_existing=True)
    )
