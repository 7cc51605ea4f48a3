"""Events that belong together: a pre-meet, more days or a debrief, with the roster of the event that they follow."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule import emails, rules, tidings
from coproduction.schedule.actions.arranging import follow_event
from coproduction.schedule.actions.changes import note
from coproduction.schedule.actions.events import (
    TIMES,
    EventDetails,
    change_event,
    is_told_of,
    refuse_impossible,
    with_venue,
)
from coproduction.schedule.actions.mirrors import mirror_role, unlike_role
from coproduction.schedule.actions.telling import tell_of_changes
from coproduction.schedule.models import Change, Event, PlaceState
from coproduction.schedule.queries import linked as queries
from coproduction.schedule.queries.management import live_places, lock_event


def at_another_time(lead: Event, starts_at: datetime, *, ends_at: datetime) -> EventDetails:
    """Return details for an event that follows this one: at another time, in the same place."""
    known = EventDetails(**{field.name: getattr(lead, field.name) for field in fields(EventDetails)})
    return replace(known, starts_at=starts_at, ends_at=ends_at, venue="" if lead.venue_id else lead.venue)


def link_event(
    lead: Event, label: str, *, details: EventDetails, is_members_only: bool = False, by: Account, now: datetime
) -> Event:
    """Add an event that belongs to this one, such as its "Pre-meet", and shares its roster; return it.

    Whoever has a part in the one that leads has the same in this, without another answer, and is told of the new date
    if they know of the event already; who cannot come then is asked again. It is published with the one that leads,
    and called after it. Added twice it is there once. Refused if that follows another itself, is over or cancelled,
    without a label, and for a time that no event can have. To one that `is_members_only` no delegates come.
    """
    lock_event(lead)
    _refuse_leading(lead)
    label = _label(label)
    refuse_impossible(details, now=now)
    if there := queries.same_date(lead, label, starts_at=details.starts_at, ends_at=details.ends_at):
        return there
    event = _make(lead, label, details=details, by=by, now=now)
    event.is_members_only = is_members_only
    for role in sorted(lead.roles, key=lambda role: role.id):
        mirror_role(role, event, by=by, now=now)
    record("schedule.event_linked", event, by=by, now=now)
    if is_told_of(lead):
        note(event, Change.PUBLISHED, now=now)
        follow_event(event, has_moved=False, by=by, now=now)
        lead.sequence += 1
        tidings.tell_times(event, event.starts_at, changed=TIMES, now=now)
        tell_of_changes({lead: True}, now=now)
    db.session.flush()
    return event


def change_date(
    event: Event, label: str, *, details: EventDetails, is_members_only: bool | None = None, by: Account, now: datetime
) -> Event:
    """Change an event that follows another, and what it is called. Refused, and told, as any change of an event is.

    If other people come to it than before, because it `is_members_only` now or no more, its room is told of that.
    """
    queries.lock_set(event)
    lead, was = queries.leader_of_set(event), event.is_members_only
    to = was if is_members_only is None else is_members_only
    label = _label(label)
    event.is_members_only = was or to  # nobody from outside hears twice
    change_event(event, replace(details, title=rules.title_of(label, lead.title)), by=by, now=now)
    event.label, event.is_members_only = label, to
    if was is not to and is_told_of(event):
        lead.sequence += 1
        tidings.tell_times(event, event.starts_at, changed=["is_members_only"], now=now)
    db.session.flush()
    return event


def give_own_roster(event: Event, *, by: Account, now: datetime) -> Event:
    """Give an event that follows another a roster of its own. Everybody keeps the place that they have in it.

    Its roles ask for as many people as those of the one that leads. Whoever has not answered yet is asked about it by
    itself. Twice changes nothing. Refused for an event that is over or cancelled.
    """
    lead = queries.leader_of_set(event)
    lock_event(lead)
    lock_event(event)
    if not rules.shares_roster(event):
        return event
    if not rules.can_change(event):
        raise Refusal(f"{event.title} is over or cancelled, and can no longer be changed.")
    event.has_own_roster, event.changed_at = True, now
    for role in queries.lock_roles(event):
        unlike_role(role, queries.role_mirrored_by(role))
    db.session.flush()
    offered = [place for place in live_places(event) if place.state is PlaceState.OFFERED]
    for place in offered:
        place.moves_made += 1
    emails.places_offered(offered, now=now)
    record("schedule.roster_separated", event, by=by, now=now)
    db.session.flush()
    return event


def _label(label: str) -> str:
    if label := label.strip():
        return label
    raise Refusal("Enter what it is, for example a pre-meet", field="label")


def _refuse_leading(lead: Event) -> None:
    if lead.follows_id is not None:
        raise Refusal("This date belongs to another event. Add dates there.")
    if not rules.can_change(lead):
        raise Refusal(f"{lead.title} is over or cancelled, and can no longer be changed.")


def _make(lead: Event, label: str, *, details: EventDetails, by: Account, now: datetime) -> Event:
    details = replace(with_venue(details, by=by, now=now), title=rules.title_of(label, lead.title))
    event = Event(
        kind=lead.kind,
        follows_id=lead.id,
        label=label,
        state=lead.state,
        organiser_id=lead.organiser_id,
        created_at=now,
        changed_at=now,
        **asdict(details),
    )
    lead.is_followed = True
    db.session.add(event)
    db.session.flush()
    return event
