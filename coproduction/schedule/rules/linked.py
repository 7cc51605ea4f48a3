"""Events that belong together: which share a roster, and which of them leads."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, or_
from sqlalchemy.orm import aliased

from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.core.uk_days import UKDay
from coproduction.members.models import AwayDate, Member
from coproduction.members.rules import away_on
from coproduction.schedule.models import Event, EventRole, EventState, Place


def shares_roster(event: Event) -> bool:
    """Say whether the event has the roster of the one that it follows, whose answers count for it too."""
    return event.follows_id is not None and not event.has_own_roster


def leader_id_of(event: Event) -> int:
    """Return the id of the event whose roster this one has: its own, unless it shares another's."""
    return event.follows_id if event.follows_id is not None and not event.has_own_roster else event.id


def set_id_of(event: Event) -> int:
    """Return the id of the event that leads the dates to which this one belongs, whoever comes to each of them."""
    return event.follows_id or event.id


def is_of_set(event_id: int | SQLColumnExpression[int], *, event: type[Event] = Event) -> ColumnElement[bool]:
    """Return the condition for an event that leads and for all that follow it, those with their own roster too."""
    return or_(event.id == event_id, event.follows_id == event_id)


def is_led_by(event_id: int, *, event: type[Event] = Event) -> ColumnElement[bool]:
    """Return the condition for the events that share this one's roster, itself not among them."""
    return and_(event.follows_id == event_id, ~event.has_own_roster)


def is_with(event_id: int, *, event: type[Event] = Event) -> ColumnElement[bool]:
    """Return the condition for an event that leads and for those that share its roster."""
    return or_(event.id == event_id, is_led_by(event_id, event=event))


def is_apart_from(event_id: int) -> ColumnElement[bool]:
    """Return the condition for all other events. Most follow none, and NULL is neither equal nor unequal."""
    led_by_another = or_(Event.follows_id.is_(None), Event.follows_id != event_id, Event.has_own_roster)
    return and_(Event.id != event_id, led_by_another)


def is_mirrored() -> ColumnElement[bool]:
    """Return the condition, on Place, for places that are moved with another one, where the answer counts."""
    return exists().where(EventRole.id == Place.role_id, EventRole.follows_role_id.is_not(None)).correlate(Place)


def away_then(event: Event) -> ColumnElement[bool]:
    """Return the condition for members who are away on a day of the event, or of a date that shares its roster."""
    led = aliased(Event)
    on_another_day = exists().where(
        is_led_by(event.id, event=led),
        led.state != EventState.CANCELLED,
        AwayDate.member_id == Member.id,
        AwayDate.starts_on <= UKDay(led.ends_at),
        AwayDate.ends_on >= UKDay(led.starts_at),
    )
    own = away_on(uk_wall(event.starts_at).date(), uk_wall(event.ends_at).date())
    return or_(own, on_another_day.correlate(Member))


def is_mirror(role: EventRole) -> bool:
    """Say whether the places in a role are moved with those in another, and not by themselves."""
    return role.follows_role_id is not None


def is_counted_at(lead: Event | None, *, now: datetime) -> bool:
    """Say whether answers are taken at the event that leads, if there is one: until it begins."""
    return lead is not None and (lead.starts_at > now or lead.state is EventState.DRAFT)


def title_of(label: str, lead: str) -> str:
    """Return what an event is called that follows another: "Pre-meet: Interview panel: PHB Lead Nurse, Band 7"."""
    return f"{label}: {lead}"


def refuse_mirror(role: EventRole, *, lead: Event, now: datetime) -> None:
    """Refuse to move a place by itself that is moved with another, as long as that can still be moved."""
    if is_mirror(role) and is_counted_at(lead, now=now):
        raise Refusal(f"This date has the same people as {lead.title}. Answers there count here too.")
