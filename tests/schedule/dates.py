"""Dates that share a roster, for the tests of what follows from that."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from coproduction.core.database import db
from coproduction.schedule.actions import linked
from coproduction.schedule.models import LIVE_STATES, Event, EventRole, EventState, Place, PlaceMove
from coproduction.schedule.rules import is_mirrored


def link(lead, label, *, hours, by, now):
    """Add an hour that starts so many hours after the lead does."""
    starts_at = lead.starts_at + timedelta(hours=hours)
    details = linked.at_another_time(lead, starts_at, ends_at=starts_at + timedelta(hours=1))
    return linked.link_event(lead, label, details=details, by=by, now=now)


def role_of(event):
    """Return the first role of an event."""
    found = select(EventRole).where(EventRole.event_id == event.id).order_by(EventRole.id)
    return db.session.scalars(found).first()


def disagreements(*, now):
    """Return the places in dates to come whose state is not that of the place with which they are moved."""
    lead, mirror, lead_role, role = aliased(Place), aliased(Place), aliased(EventRole), aliased(EventRole)
    pairs = (
        select(Event.label, lead.member_id, lead.state, mirror.state)
        .select_from(lead)
        .join(lead_role, lead_role.id == lead.role_id)
        .join(role, role.follows_role_id == lead_role.id)
        .join(Event, Event.id == role.event_id)
        .outerjoin(mirror, and_(mirror.role_id == role.id, mirror.member_id == lead.member_id))
        .where(Event.starts_at > now, Event.state.in_([EventState.DRAFT, EventState.PUBLISHED]))
    )
    return [
        row
        for row in db.session.execute(pairs)
        if row[2] is not row[3] and not (row[3] is None and row[2] not in LIVE_STATES)
    ]


def moves_of_mirrors():
    """Count the moves of places that are moved with others: there is none, so that each turn counts once."""
    found = select(func.count()).select_from(PlaceMove).join(Place, Place.id == PlaceMove.place_id)
    return db.session.scalars(found.where(is_mirrored())).one()


def states(event):
    """Return how the places in the event stand, by member."""
    found = select(Place.member_id, Place.state).where(Place.event_id == event.id)
    return dict(db.session.execute(found).all())
