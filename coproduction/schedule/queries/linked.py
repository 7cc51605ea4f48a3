"""Events that belong together, the roles that mirror another's, and the places that are moved with others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import contains_eager, joinedload

from coproduction.core.database import db
from coproduction.core.dates import uk_wall
from coproduction.schedule import rules
from coproduction.schedule.models import Event, EventRole, EventState, Place, PlaceState
from coproduction.schedule.queries.locks import lock_events

Mirrors = Mapping[tuple[int, int], Place]


def lead_of(event: Event) -> Event:
    """Return the event whose roster this one has: itself, unless it shares another's."""
    return event if rules.leader_id_of(event) == event.id else db.session.get_one(Event, event.follows_id)


def events_led_by(event: Event) -> Sequence[Event]:
    """Return the events that share the event's roster and are not called off, soonest first."""
    if not event.is_followed:
        return []
    return db.session.scalars(
        select(Event)
        .where(rules.is_led_by(event.id), Event.state != EventState.CANCELLED)
        .order_by(Event.starts_at, Event.id)
    ).all()


def set_of(event: Event) -> tuple[Event, Sequence[Event]]:
    """Return the event that leads and all that follow it, also cancelled ones and those with a roster of their own."""
    lead_id = rules.set_id_of(event)
    every = db.session.scalars(select(Event).where(rules.is_of_set(lead_id)).order_by(Event.starts_at, Event.id)).all()
    return next(one for one in every if one.id == lead_id), [one for one in every if one.id != lead_id]


def counted_at(event: Event, *, now: datetime) -> Event:
    """Return the event at which answers for this one are taken: the one whose roster it shares, until that begins."""
    lead = lead_of(event)
    return lead if rules.is_counted_at(lead, now=now) else event


def leader_of_set(event: Event) -> Event:
    """Return the event that leads the dates to which this one belongs, whether or not it shares the roster."""
    return db.session.get_one(Event, rules.set_id_of(event))


def number_offered(event: Event) -> int:
    """Count the offers in an event that nobody has answered yet."""
    offered = select(func.count()).select_from(Place).where(Place.event_id == event.id)
    return db.session.scalars(offered.where(Place.state == PlaceState.OFFERED)).one()


def place_that_counts(place: Place, *, now: datetime) -> Place:
    """Return the place at which its member answers for this one: itself, or the one with which it is moved.

    Once the event that leads has begun, the others are answered by themselves.
    """
    if place.role.follows_role_id is None:
        return place
    lead = db.session.scalar(
        select(Place)
        .join(Event, Event.id == Place.event_id)
        .where(Place.role_id == place.role.follows_role_id, Place.member_id == place.member_id, Event.starts_at > now)
        .options(
            joinedload(Place.role).joinedload(EventRole.event).joinedload(Event.organiser), joinedload(Place.member)
        )
    )
    return lead or place


def events_following(lead: Event) -> Sequence[Event]:
    """Return all events that follow this one, also those with a roster of their own, soonest first."""
    if not lead.is_followed:
        return []
    return db.session.scalars(
        select(Event).where(Event.follows_id == lead.id).order_by(Event.starts_at, Event.id)
    ).all()


def dates_to_come(lead: Event, *, now: datetime) -> list[Event]:
    """Return the events that follow this one and are still to come, those with a roster of their own too."""
    return [date for date in events_following(lead) if date.starts_at > now and rules.can_change(date)]


def lock_led_by(event: Event) -> Sequence[Event]:
    """Return the same events as they are now, and make every other change to them wait. The caller has locked theirs.

    In the order of their ids: whoever locks several takes them in one order.
    """
    if not event.is_followed:
        return []
    return db.session.scalars(
        select(Event)
        .where(rules.is_led_by(event.id), Event.state != EventState.CANCELLED)
        .order_by(Event.id)
        .with_for_update(key_share=True, of=Event)
        .execution_options(populate_existing=True)
    ).all()


def lock_set(event: Event) -> None:
    """Read all dates that belong together as they are now, and make every other change to them wait.

    The one that leads first, then the others in the order of their ids.
    """
    lock_events([rules.set_id_of(event)])


def all_led_by(event_ids: Collection[int], *, now: datetime) -> Mapping[int, Sequence[Event]]:
    """Return the dates to come that share the roster of each of these, cancelled ones too, soonest first, by lead."""
    return _by_lead(event_ids, Event.starts_at > now)


def dates_led_by(event_ids: Collection[int]) -> Mapping[int, Sequence[Event]]:
    """Return the events that share the roster of each of these and are not called off, soonest first, by the lead."""
    if not event_ids:
        return {}
    return _by_lead(event_ids, Event.state != EventState.CANCELLED)


def _by_lead(event_ids: Collection[int], *conditions: ColumnElement[bool]) -> Mapping[int, Sequence[Event]]:
    found: defaultdict[int, list[Event]] = defaultdict(list)
    led = db.session.scalars(
        select(Event)
        .where(Event.follows_id.in_(event_ids), ~Event.has_own_roster, *conditions)
        .order_by(Event.starts_at, Event.id)
    )
    for event in led:
        if event.follows_id is not None:
            found[event.follows_id].append(event)
    return found


def is_alone_on_its_day(event: Event) -> bool:
    """Say whether no other date with the same roster on its UK day leads or comes before it."""
    day = uk_wall(event.starts_at).date()
    lead_id = rules.leader_id_of(event)
    others = db.session.scalars(select(Event).where(rules.is_with(lead_id), Event.id != event.id, rules.is_published()))
    return not any(
        uk_wall(other.starts_at).date() == day
        and (other.id == lead_id or (other.starts_at, other.id) < (event.starts_at, event.id))
        for other in others
    )


def same_date(lead: Event, label: str, *, starts_at: datetime, ends_at: datetime) -> Event | None:
    """Return the event of that label and at that time which follows the lead already, unless it is called off."""
    return db.session.scalar(
        select(Event)
        .where(
            Event.follows_id == lead.id,
            Event.label == label,
            Event.starts_at == starts_at,
            Event.ends_at == ends_at,
            Event.state != EventState.CANCELLED,
        )
        .order_by(Event.id)
        .limit(1)
    )


def roles_mirroring(role_id: int, *, now: datetime) -> Sequence[EventRole]:
    """Return the roles that mirror this one in events that have not begun, with their events, locked for our commit.

    Shared: nobody changes the events or writes down who came meanwhile, and others may answer.
    """
    return db.session.scalars(
        select(EventRole)
        .join(EventRole.event)
        .where(
            EventRole.follows_role_id == role_id,
            Event.starts_at > now,
            Event.state.in_([EventState.DRAFT, EventState.PUBLISHED]),
        )
        .options(contains_eager(EventRole.event))
        .order_by(Event.id)
        .with_for_update(read=True, of=Event)
        .execution_options(populate_existing=True)
    ).all()


def mirror_in(event: Event, role_id: int) -> EventRole:
    """Return the role of an event that mirrors this one."""
    return db.session.scalars(
        select(EventRole).where(EventRole.event_id == event.id, EventRole.follows_role_id == role_id)
    ).one()


def lock_roles(event: Event) -> Sequence[EventRole]:
    """Return the event's roles that mirror others, and make everybody who wants a place in them wait."""
    return db.session.scalars(
        select(EventRole)
        .where(EventRole.event_id == event.id, EventRole.follows_role_id.is_not(None))
        .order_by(EventRole.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def role_mirrored_by(role: EventRole) -> EventRole:
    """Return the role that this one mirrors."""
    return db.session.get_one(EventRole, role.follows_role_id)


def mirrors_of_place(place: Place, *, now: datetime) -> Sequence[Place]:
    """Return the places in dates to come that are moved with this one, the soonest first."""
    return mirrors_of_places([place], now=now).get(place.id, [])


def mirrors_of_places(places: Sequence[Place], *, now: datetime) -> Mapping[int, list[Place]]:
    """Return, by the id of the place, the places in dates to come that are moved with it, the soonest first.

    With their roles and events; also those in dates that are called off.
    """
    found: defaultdict[int, list[Place]] = defaultdict(list)
    places = [place for place in places if place.role.event.is_followed]
    if not places:
        return found
    by_role = {(place.role_id, place.member_id): place.id for place in places}
    rows = db.session.scalars(
        select(Place)
        .join(Place.role)
        .join(EventRole.event)
        .where(
            EventRole.follows_role_id.in_({place.role_id for place in places}),
            Place.member_id.in_({place.member_id for place in places}),
            Event.starts_at > now,
        )
        .options(contains_eager(Place.role).contains_eager(EventRole.event))
        .order_by(Event.starts_at, Event.id, Place.id)
    )
    for mirror in rows:
        if lead := by_role.get((mirror.role.follows_role_id or 0, mirror.member_id)):
            found[lead].append(mirror)
    return found


def mirrors_of(role_id: int) -> Sequence[EventRole]:
    """Return every role that mirrors this one."""
    return db.session.scalars(
        select(EventRole).where(EventRole.follows_role_id == role_id).order_by(EventRole.id)
    ).all()


def lock_places(role_ids: Collection[int], member_ids: Collection[int]) -> Mirrors:
    """Return the places of these members in these roles as they are now, by role and member, locked."""
    found = db.session.scalars(
        select(Place)
        .where(Place.role_id.in_(role_ids), Place.member_id.in_(member_ids))
        .order_by(Place.id)
        .with_for_update(of=Place)
        .execution_options(populate_existing=True)
    )
    return {(place.role_id, place.member_id): place for place in found}


def live_places_in(role_id: int) -> Sequence[Place]:
    """Return the places in the role that still count, as they are now. The caller has locked the event."""
    return db.session.scalars(
        select(Place)
        .where(Place.role_id == role_id, rules.is_live())
        .order_by(Place.id)
        .execution_options(populate_existing=True)
    ).all()
