"""Moving the places in events that share a roster together with those in the event that leads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.schedule import rules
from coproduction.schedule.actions.arranging import Moved, follow_places
from coproduction.schedule.models import Event, EventRole, Part, Place
from coproduction.schedule.queries import linked as queries


def keep_mirrors(places: Sequence[Place], *, by: Account | None, now: datetime) -> None:
    """Bring what mirrors these places, all of one role, to where they stand now, without a word to anybody.

    A date that has begun stays as it was then, and who came is written down for each date by itself. A mirror has no
    moves of its own: they are its lead's, and count once. The caller has locked the role and the members.
    """
    places = [place for place in places if place.state not in rules.CAME_OR_NOT]
    is_followed = bool(places) and places[0].role.event.is_followed
    roles = queries.roles_mirroring(places[0].role_id, now=now) if is_followed else []
    if not roles:
        return
    there = queries.lock_places([role.id for role in roles], [place.member_id for place in places])
    moved = [[_keep(role, there.get((role.id, place.member_id)), place) for place in places] for role in roles]
    db.session.flush()
    for at_one_date in moved:
        follow_places([each for each in at_one_date if each], by=by, now=now)


def mirror_role(role: EventRole, follower: Event, *, by: Account | None, now: datetime) -> EventRole:
    """Make the role of a following event that mirrors this one, with the places of all who have one.

    It asks for nobody by itself: what is short, open or waited for is so in the event that leads.
    """
    made = EventRole(
        follows_role_id=role.id,
        minimum=0,
        is_open=False,
        part=role.part,
        stands_by_for_id=queries.mirror_in(follower, role.stands_by_for_id).id if role.stands_by_for_id else None,
    )
    liken_role(made, role)
    made.event = follower
    db.session.add(made)
    db.session.flush()
    keep_mirrors(queries.live_places_in(role.id), by=by, now=now)
    return made


def liken_role(mirror: EventRole, role: EventRole) -> None:
    """Give a mirroring role what members see of the one that it mirrors: its name, and what lets them know of it."""
    mirror.name, mirror.qualification_id = role.name, role.qualification_id
    mirror.maximum = None if role.part is Part.PLACE else role.maximum


def unlike_role(mirror: EventRole, role: EventRole) -> None:
    """Let a role mirror another no more, and ask for as many people by itself as that one does."""
    mirror.follows_role_id = None
    mirror.minimum, mirror.maximum = role.minimum, role.maximum
    mirror.is_open, mirror.offer_hours = role.is_open, role.offer_hours


def _keep(role: EventRole, mirror: Place | None, place: Place) -> Moved | None:
    """Bring one mirror to where the place stands, and return it with the state that it had; None if it stays."""
    before = mirror.state if mirror else None
    if before is place.state or before in rules.CAME_OR_NOT:
        return None
    if mirror is None:
        mirror = Place(role=role, event_id=role.event_id, member_id=place.member_id, moves_made=0)
        db.session.add(mirror)
    mirror.state, mirror.moved_at, mirror.moves_made = place.state, place.moved_at, mirror.moves_made + 1
    return mirror, before
