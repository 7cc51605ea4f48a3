"""Who was asked to an event, for writing down who came, and the code with which they check in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.schedule.models import CheckInCode, Event, Place, PlaceState

NOT_ASKED = (PlaceState.INTERESTED, PlaceState.RELEASED, PlaceState.LAPSED)


def asked_to(event: Event, *, viewer: Account) -> Sequence[Place]:
    """Return the places of everybody who was asked to the event, or who came, by name. For coordinators."""
    require_staff(viewer)
    return db.session.scalars(
        select(Place)
        .join(Member, Member.id == Place.member_id)
        .where(Place.event_id == event.id, Place.state.not_in(NOT_ASKED))
        .order_by(Member.name, Place.id)
        .options(joinedload(Place.member), joinedload(Place.role))
        .execution_options(populate_existing=True)
    ).all()


def code_of(event_id: int) -> CheckInCode | None:
    """Return the code of an event, which the caller has found for its viewer; None if none was made."""
    return db.session.get(CheckInCode, event_id)
