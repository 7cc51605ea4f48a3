"""Publishing events, one or several together, and asking everybody to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule import emails, rules, tidings
from coproduction.schedule.actions.arranging import follow_event
from coproduction.schedule.actions.changes import note
from coproduction.schedule.actions.moves import Hand, start_offers
from coproduction.schedule.models import Change, Event, EventState, Place
from coproduction.schedule.queries import management as queries
from coproduction.schedule.queries import people
from coproduction.schedule.queries.linked import lock_led_by
from coproduction.schedule.queries.locks import lock_events
from coproduction.schedule.rules import can_invite, refuse_unless_open


def publish_event(event: Event, *, invite: bool, by: Account, now: datetime) -> Sequence[Place]:
    """Let members see the event. With `invite`, offer its open role to every active member who likes its kind
    and could come.

    Refused for an event without roles or in the past. Publishing twice changes nothing. Returns the offers made.
    """
    if not _publish(event, by=by, now=now) or not invite:
        return []
    places = _offer_to_all(event, by=by, now=now)
    emails.places_offered(places, now=now)
    return places


def publish_together(events: Sequence[Event], *, invite: bool, by: Account, now: datetime) -> int:
    """Let members see the events, and return how many members are asked: each in one message with all their dates.

    Refused as `publish_event` is, and then nothing is published. What is published already is passed over.
    """
    places: list[Place] = []
    lock_events([event.id for event in events])
    for event in sorted(events, key=lambda event: event.id):
        if _publish(event, by=by, now=now) and invite:
            places += _offer_to_all(event, by=by, now=now)
    return emails.dates_offered(places, now=now)


def ask_everybody(events: Sequence[Event], *, by: Account, now: datetime) -> int:
    """Ask to the published events every active member who likes such, could come and has not been asked yet.

    Each in one message, for several events with all their dates; returns how many members are asked. A second time
    asks nobody. Refused, for all of them, if one takes no answers or has no role that everybody can take.
    """
    places: list[Place] = []
    lock_events([event.id for event in events])
    for event in sorted(events, key=lambda event: event.id):
        refuse_unless_open(event, now=now)
        places += _offer_to_all(event, by=by, now=now)
    if len(events) > 1:
        return emails.dates_offered(places, now=now)
    emails.places_offered(places, now=now)
    return len(places)


def _publish(event: Event, *, by: Account, now: datetime) -> bool:
    """Publish a draft, and all that share its roster; False if it is published already."""
    queries.lock_event(event)
    if rules.shares_roster(event):
        raise Refusal("This date belongs to another event, and is published with it.")
    if event.state is EventState.PUBLISHED:
        return False
    if event.state is not EventState.DRAFT:
        raise Refusal(f"{event.title} is over or cancelled, and cannot be published.")
    if not event.roles:
        raise Refusal("Add a role first, so that members know how they can take part.")
    tidings.refuse_unready(event, now=now)
    dates = [event, *lock_led_by(event)]
    for date in dates:
        _refuse_past(date, now=now)
    for date in dates:
        date.state, date.changed_at = EventState.PUBLISHED, now
        note(date, Change.PUBLISHED, now=now)
        db.session.flush()
        follow_event(date, has_moved=False, by=by, now=now)
        record("schedule.event_published", date, by=by, now=now)
    tidings.tell(event, by=by, now=now)
    return True


def _refuse_past(event: Event, *, now: datetime) -> None:
    if event.starts_at <= now:
        which = event.label if rules.shares_roster(event) else "The event"
        raise Refusal(f"{which} is in the past. Change its date first.")


def _offer_to_all(event: Event, *, by: Account, now: datetime) -> list[Place]:
    if not can_invite(event):
        raise Refusal("There is no role that everybody can be asked to take.")
    role = next(role for role in event.roles if role.is_open)
    members = people.members_to_be_invited(event)
    event.everybody_asked_at = event.everybody_asked_at or now
    places = start_offers(role, members, hand=Hand(account=by), now=now)
    record("schedule.members_invited", event, by=by, now=now, number=len(places))
    return places
