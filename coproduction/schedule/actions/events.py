"""Making an event, changing it and cancelling it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.actions import drop_about
from coproduction.schedule import emails, rules, tidings
from coproduction.schedule.actions.arranging import follow_event
from coproduction.schedule.actions.changes import as_it_was, note, note_changes
from coproduction.schedule.actions.details import keep_ways
from coproduction.schedule.actions.telling import tell_of_cancellation, tell_of_changes
from coproduction.schedule.actions.venues import venue_for
from coproduction.schedule.models import Change, Event, EventFormat, EventKind, EventState
from coproduction.schedule.queries import drafts
from coproduction.schedule.queries import management as queries
from coproduction.schedule.queries.linked import events_following, lead_of, leader_of_set, lock_led_by
from coproduction.schedule.queries.locks import lock_events
from coproduction.schedule.rules import LONGEST


@dataclass(frozen=True, slots=True)
class EventDetails:
    """What every event has, whatever its kind. Times are UTC.

    `venue` is where it is in words. Words that no venue in the list has make a new one; without words it is the one
    of `venue_id`.
    """

    title: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    format: EventFormat
    venue: str
    joining_link: str
    joining_phone: str
    venue_id: int | None = None
    who_comes: str = ""
    breaks: str = ""


# A change to one of these is told to everybody with a part in the event.
TOLD = ("starts_at", "ends_at", "format", "venue", "joining_link", "joining_phone")
# And with a change to one of these, what was booked for it is to be booked anew.
MOVING = frozenset({"starts_at", "ends_at", "format", "venue"})

TIMES = frozenset({"starts_at", "ends_at"})
WAYS = frozenset({"format", "joining_phone"})


def create_event(kind: EventKind, details: EventDetails, *, by: Account, now: datetime) -> Event:
    """Make a draft of the event, which only coordinators see. An event in the past is refused.

    The same event sent twice by one person within a minute, as by a double click, is made once: the draft that is
    there is returned. Their account is locked until the commit, so that two at once take turns.
    """
    refuse_impossible(details, now=now)
    drafts.lock_organiser(by)
    details = with_venue(details, by=by, now=now)
    if made := drafts.same_draft(kind, asdict(details), organiser=by, now=now):
        return made
    event = Event(kind=kind, organiser=by, created_at=now, changed_at=now, **asdict(details))
    db.session.add(event)
    db.session.flush()
    record("schedule.event_created", event, by=by, now=now)
    return event


def change_event(event: Event, details: EventDetails, *, by: Account, now: datetime) -> Event:
    """Change the event. If its time or place changes, everybody with a part in it is told, once; answers stay.

    Whoever cannot be there at its new time, because they are elsewhere or away, or cannot take part as they said they
    would, is asked again and keeps their place.
    Refused for an event that is cancelled or over, and for a time in the past.
    """
    change_together([(event, details)], by=by, now=now)
    return event


def change_together(changes: Sequence[tuple[Event, EventDetails]], *, by: Account, now: datetime) -> None:
    """Change the events as `change_event` does, and tell each person in one message what is new in all of theirs."""
    moved: dict[Event, bool] = {}
    began: dict[Event, tuple[datetime, list[str]]] = {}
    lock_events({rules.set_id_of(event) for event, _ in changes})
    for event, details in sorted(changes, key=lambda change: (rules.leader_id_of(change[0]), change[0].id)):
        lead = _lock(event)
        starts_at = event.starts_at
        changed = _change(event, details, lead=lead, by=by, now=now)
        began[event] = starts_at, changed
        if changed and is_told_of(event):
            is_moved = not TIMES.isdisjoint(changed)
            moved[lead] = moved.get(lead, False) or is_moved
            if is_moved:
                drop_about(emails.reminders_about(event), now=now)
    for event, (starts_at, changed) in began.items():
        tidings.tell_times(event, starts_at, changed=changed, now=now)
    tell_of_changes(moved, now=now)
    db.session.flush()


def _change(event: Event, details: EventDetails, *, lead: Event, by: Account, now: datetime) -> list[str]:
    """Write the details down, and return what they change of all that people are told about.

    What happens to an event that shares another's roster is told of that other one, which leads. Both are locked.
    """
    if event.state in (EventState.CANCELLED, EventState.HELD):
        raise Refusal(f"{event.title} is over or cancelled, and can no longer be changed.")
    refuse_impossible(details, now=now)
    details = with_venue(details, by=by, now=now)
    changed, was = what_changes(event, details), as_it_was(event)
    if is_told_of(event) and not WAYS.isdisjoint(changed):
        keep_ways(event, details, now=now)
    for name, value in asdict(details).items():
        setattr(event, name, value)
    event.changed_at = now
    if event.follows_id is None:
        _call_after(event)
    if changed and is_told_of(event):
        event.sequence += 1
        lead.sequence += lead is not event
        note_changes(event, changed, was, now=now)
    db.session.flush()
    follow_event(event, has_moved=not MOVING.isdisjoint(changed), by=by, now=now)
    record("schedule.event_changed", event, by=by, now=now, changed=changed)
    return changed


def cancel_event(event: Event, reason: str, *, is_put_off: bool = False, by: Account | None, now: datetime) -> Event:
    """Cancel the event and tell everybody with a part in it, once. It stays visible as cancelled, unless it never was.

    With it all dates to come that share its roster. One of these alone can be cancelled too, which is told as a change
    of the event that leads. Cancelling twice changes nothing. Refused once what was published has started. The places
    stay. `by` is None when nobody of the group does, but the team that asked for it. What `is_put_off` may come on
    another day, which its members read.
    """
    lead = _lock(event)
    if event.state is EventState.CANCELLED:
        return event
    if not rules.can_cancel(event, now=now):
        raise Refusal(f"{event.title} has already started.")
    told = is_told_of(event)
    for date in (event, *(led for led in lock_led_by(event) if rules.can_cancel(led, now=now))):
        _call_off(date, reason, by=by, now=now)
    if told and lead is not event:
        lead.sequence += 1
        tell_of_changes({lead: False}, now=now)
    elif told:
        tell_of_cancellation(event, is_put_off=is_put_off, now=now)
    return event


def _call_off(event: Event, reason: str, *, by: Account | None, now: datetime) -> None:
    told = is_told_of(event)
    event.never_shown = not told
    event.state, event.cancelled_because, event.changed_at = EventState.CANCELLED, reason, now
    event.sequence += 1
    db.session.flush()
    if told:
        drop_about(emails.reminders_about(event), now=now)
        note(event, Change.CANCELLED, now=now)
    follow_event(event, has_moved=False, by=by, now=now)
    tidings.tell(event, by=by, now=now)
    record("schedule.event_cancelled", event, by=by, now=now)


def _lock(event: Event) -> Event:
    """Lock the event, and before it the one that it follows; return that whose roster it has, or the event itself."""
    if event.follows_id is not None:
        queries.lock_event(leader_of_set(event))
    queries.lock_event(event)
    return lead_of(event)


def _call_after(lead: Event) -> None:
    """Call the events that follow this one after it, as it is called now."""
    for event in events_following(lead):
        event.title = rules.title_of(event.label, lead.title)


def with_venue(details: EventDetails, *, by: Account, now: datetime) -> EventDetails:
    """Return the details with the venue's own words and number; what is online has none."""
    if details.format is EventFormat.ONLINE:
        return replace(details, venue="", venue_id=None)
    venue = venue_for(details.venue_id, details.venue, by=by, now=now)
    return replace(details, venue=venue.words, venue_id=venue.id) if venue else details


def is_told_of(event: Event) -> bool:
    """Say whether those with a part in the event are told what happens to it: it has been published."""
    return event.state is EventState.PUBLISHED


def what_changes(event: Event, details: EventDetails) -> list[str]:
    """Return what the details change of all that people are told about. A venue of the list is known by its number."""
    same_venue = details.venue_id is not None and not details.venue and details.venue_id == event.venue_id
    return [
        name for name in TOLD if getattr(event, name) != getattr(details, name) and not (name == "venue" and same_venue)
    ]


def refuse_impossible(details: EventDetails, *, now: datetime) -> None:
    """Refuse details that no event can have: in the past, without an end, longer than a day, or nowhere."""
    if details.starts_at <= now:
        raise Refusal("The date must be in the future", field="day")
    if details.ends_at <= details.starts_at:
        raise Refusal("The end must be after the start", field="ends")
    if details.ends_at - details.starts_at > LONGEST:
        raise Refusal("An event lasts a day at most. Make one for each day", field="ends")
    if details.format is not EventFormat.ONLINE and not (details.venue or details.venue_id):
        raise Refusal("Enter where it takes place", field="venue")
