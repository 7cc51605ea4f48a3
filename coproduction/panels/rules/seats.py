"""Who is on a panel: at its interviews, or only at a date that belongs to it and has a roster of its own."""

from __future__ import annotations

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from coproduction.core.database import is_one_of
from coproduction.rosters.models import DeclaredConflict
from coproduction.schedule.models import Event, EventRole, EventState, Part, Place, PlaceState
from coproduction.schedule.rules import SEATED, is_of_set


def sits_on(event_id: SQLColumnExpression[int], member_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition for a member who has a place on the panel, standby or shadow too, and who may be there."""
    place, date = aliased(Place), aliased(Event)
    seat = exists().where(*_at_panel(event_id, place, date=date), is_seat(place, date), place.member_id == member_id)
    return and_(seat.correlate_except(place, date), may_be_there(event_id, member_id))


def somebody_took_part(event_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition for a panel that a member is, or was, in a place of. A standby counts who came."""
    place, role = aliased(Place), aliased(EventRole)
    is_member = or_(role.part == Part.PLACE, and_(role.part == Part.STANDBY, place.state == PlaceState.ATTENDED))
    return _has_part(event_id, place, role, is_member)


def was_at(event_id: SQLColumnExpression[int], member_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition for a member who was at a panel that is over, as `was_there` has it, at any of its dates.

    Nobody was at one that no member took part in, not even to watch.
    """
    place, role = aliased(Place), aliased(EventRole)
    came = _has_part(event_id, place, role, place.member_id == member_id, was_there(place, role))
    return and_(came, somebody_took_part(event_id))


def was_there(place: type[Place] = Place, role: type[EventRole] = EventRole) -> ColumnElement[bool]:
    """Return the condition for a place whose member was there: a standby only where that is written down."""
    return or_(role.part != Part.STANDBY, place.state == PlaceState.ATTENDED)


def scores_on(event_id: SQLColumnExpression[int], member_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition for a member who scores the candidates: in a place of the panel, at any of its dates.

    Whoever stands by or watches does not score, until a place is theirs.
    """
    place, role = aliased(Place), aliased(EventRole)
    return _has_part(event_id, place, role, place.member_id == member_id, role.part == Part.PLACE)


def _has_part(
    event_id: SQLColumnExpression[int], place: type[Place], role: type[EventRole], *such: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Return the condition for a panel with such a place and role, whose member may be there, at any of its dates."""
    date = aliased(Event)
    part = exists().where(
        place.role_id == role.id,
        *_at_panel(event_id, place, date=date),
        is_of_date(place, date),
        may_be_there(event_id, place.member_id),
        *such,
    )
    return part.correlate_except(place, role, date)


def has_its_members(event_id: int | SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition for a panel with somebody in a place, and in each part at least as many as it needs.

    Standbys and shadows do not count, whatever is asked of them, nor who told us that they know a candidate.
    """
    of_panel = (EventRole.event_id == event_id, EventRole.part == Part.PLACE)
    seated = (
        Place.role_id == EventRole.id,
        is_one_of(Place.state, SEATED),
        may_be_there(EventRole.event_id, Place.member_id),
    )
    number = select(func.count()).where(*seated).correlate(EventRole).scalar_subquery()
    anybody, lacks = exists().where(*of_panel, *seated), exists().where(*of_panel, EventRole.minimum > number)
    return and_(anybody.correlate_except(EventRole, Place), ~lacks.correlate_except(EventRole))


def _at_panel(
    event_id: SQLColumnExpression[int], place: type[Place], *, date: type[Event]
) -> tuple[ColumnElement[bool], ...]:
    return (
        place.event_id == date.id,
        is_of_set(event_id, event=date),
        is_one_of(place.state, SEATED),
    )


def is_seat(place: type[Place] = Place, date: type[Event] = Event) -> ColumnElement[bool]:
    """Return the condition for a place, at a date of a panel, by which its member is on the panel.

    That is the one at the interviews that lead; for whoever has none there, those at other dates.
    """
    at_lead = aliased(Place)
    sits = exists().where(_is_of_lead(at_lead, place, date), is_one_of(at_lead.state, SEATED))
    return and_(is_of_date(place, date), or_(date.follows_id.is_(None), ~sits.correlate(place, date)))


def is_of_date(place: type[Place] = Place, date: type[Event] = Event) -> ColumnElement[bool]:
    """Return the condition for a place, at a date of a panel, that makes its member a part of the panel that day.

    Whoever gave up the interviews after a date had begun is not on the panel for having been there.
    """
    at_lead = aliased(Place)
    gave_up = exists().where(
        _is_of_lead(at_lead, place, date), ~is_one_of(at_lead.state, SEATED), at_lead.moved_at >= date.starts_at
    )
    return or_(
        date.follows_id.is_(None),
        and_(date.state != EventState.CANCELLED, ~gave_up.correlate(place, date)),
    )


def _is_of_lead(at_lead: type[Place], place: type[Place], date: type[Event]) -> ColumnElement[bool]:
    return and_(at_lead.event_id == date.follows_id, at_lead.member_id == place.member_id)


def may_be_there(event_id: SQLColumnExpression[int], member_id: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """Return the condition for a member who has not told us that they know somebody.

    Once what they told us is deleted, their place at any date of the panel says so.
    """
    conflict = exists().where(DeclaredConflict.event_id == event_id, DeclaredConflict.member_id == member_id)
    aside, date = aliased(Place), aliased(Event)
    stood_aside = exists().where(
        aside.member_id == member_id, aside.stood_aside, aside.event_id == date.id, is_of_set(event_id, event=date)
    )
    return and_(~conflict.correlate_except(DeclaredConflict), ~stood_aside.correlate_except(aside, date))
