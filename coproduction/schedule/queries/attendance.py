"""Who was asked to an event, for writing down who came, and the code with which they check in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from coproduction.accounts.models import Account
from coproduction.core.database import db, is_one_of
from coproduction.members.models import Member
from coproduction.members.rules import require_staff
from coproduction.schedule.models import CheckInCode, Event, EventRole, Place, PlaceState
from coproduction.schedule.rules import CAME_OR_NOT

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


def came_to_lead(places: Sequence[Place]) -> dict[int, PlaceState]:
    """Return, by place, what is written down of the place with which it is moved: the likely answer for it too."""
    role = aliased(EventRole)
    marked = db.session.execute(
        select(Place.member_id, role.id, Place.state)
        .join(role, role.follows_role_id == Place.role_id)
        .where(role.id.in_({place.role_id for place in places}), is_one_of(Place.state, CAME_OR_NOT))
    )
    by_place = {(role_id, member_id): state for member_id, role_id, state in marked}
    return {
        place.id: by_place[place.role_id, place.member_id]
        for place in places
        if (place.role_id, place.member_id) in by_place
    }


def code_of(event_id: int) -> CheckInCode | None:
    """Return the code of an event, which the caller has found for its viewer; None if none was made."""
    return db.session.get(CheckInCode, event_id)
