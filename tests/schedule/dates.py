"""Dates that share a roster, for the tests of what follows from that."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from coproduction.core.database import db
from coproduction.schedule.actions import linked
from coproduction.schedule.models import EventRole, Place


def link(lead, label, *, hours, by, now):
    """Add an hour that starts so many hours after the lead does."""
    starts_at = lead.starts_at + timedelta(hours=hours)
    details = linked.at_another_time(lead, starts_at, ends_at=starts_at + timedelta(hours=1))
    return linked.link_event(lead, label, details=details, by=by, now=now)


def role_of(event):
    """Return the first role of an event."""
    found = select(EventRole).where(EventRole.event_id == event.id).order_by(EventRole.id)
    return db.session.scalars(found).first()


def states(event):
    """Return how the places in the event stand, by member."""
    found = select(Place.member_id, Place.state).where(Place.event_id == event.id)
    return dict(db.session.execute(found).all())
