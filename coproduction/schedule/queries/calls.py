"""Calls that members asked for."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.rules import require_staff
from coproduction.schedule.models import CallRequest, EventRole, Place


def open_call(place_id: int) -> CallRequest | None:
    """Return the call about this place, which the caller has found for its viewer, that nobody has made yet."""
    return db.session.scalar(select(CallRequest).where(CallRequest.place_id == place_id, CallRequest.done_at.is_(None)))


def find_call(call_id: int, *, viewer: Account) -> CallRequest | None:
    """Return a call, made or not, with whom to ring about which event. For coordinators."""
    require_staff(viewer)
    return db.session.scalar(
        select(CallRequest)
        .where(CallRequest.id == call_id)
        .options(
            joinedload(CallRequest.place).joinedload(Place.member),
            joinedload(CallRequest.place).joinedload(Place.role).joinedload(EventRole.event),
        )
    )
