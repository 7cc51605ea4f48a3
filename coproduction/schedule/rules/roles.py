"""The room in a role of an event."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, select
from sqlalchemy.orm import aliased

from coproduction.core.database import is_one_of
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.schedule.kinds import POLICIES, policy_of
from coproduction.schedule.models import AnswerDetail, EventKind, EventRole, Part, Place, PlaceState


def has_waiting_list(role: EventRole) -> bool:
    """Say whether members who come too late can wait: they take places themselves, and there is a maximum."""
    return role.is_open and role.maximum is not None


def has_room(role: EventRole, taken: int) -> bool:
    """Say whether there is room for one more when so many places are taken."""
    return role.maximum is None or taken < role.maximum


def can_have_standbys(role: EventRole) -> bool:
    """Say whether people can stand by for the role: they take part in it, and a coordinator chooses them."""
    return role.part is Part.PLACE and not role.is_open


def usual_standbys(kind: EventKind, *, now: datetime) -> int | None:
    """Return how many stand by for a role in such an event, unless a coordinator says otherwise; None if none do."""
    asked = POLICIES[kind].standbys
    return value_of(asked, on=uk_wall(now).date()) if asked else None


def goes_on_alone(event_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition for an event that goes on with one member alone, by agreement, though more were wanted.

    Such events are few, so they are found once for a statement, by an index that has no others.
    """
    place = aliased(Place)
    agreed = select(AnswerDetail.place_id).where(AnswerDetail.goes_on_alone)
    alone = select(place.event_id).where(place.id.in_(agreed), is_one_of(place.state, (PlaceState.HELD,)))
    return event_id.in_(alone)


def is_settled() -> ColumnElement[bool]:
    """Return the condition on EventRole for one that needs nobody more: its event goes on with one member alone."""
    return and_(is_one_of(EventRole.part, (Part.PLACE,)), goes_on_alone(EventRole.event_id))


def is_shadow(role: EventRole) -> bool:
    """Say whether people in the role watch and learn."""
    return role.part is Part.SHADOW


def is_for_those_who_know_it(role: EventRole) -> bool:
    """Say whether somebody watches such an event before they take this role: not the role of those who watch."""
    return policy_of(role.event).is_shadowed_first and not is_shadow(role)


def is_alone_in(role: EventRole) -> bool:
    """Say whether whoever has a place in the role is the only member at the event, and has to agree to that."""
    return role.event.is_for_one and role.part is Part.PLACE


def is_standby(role: EventRole) -> bool:
    """Say whether people in the role stand by for another."""
    return role.part is Part.STANDBY
