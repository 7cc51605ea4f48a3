"""What a trainer sees on the page of a session once it is over."""

from __future__ import annotations

from datetime import datetime

from coproduction.members.models import Member
from coproduction.schedule.facts import OwnPart
from coproduction.schedule.models import Event
from coproduction.schedule.queries.events import find_event
from coproduction.schedule.rules import set_id_of
from coproduction.training.queries.afterwards import was_trainer
from coproduction.training.queries.dates import last_end


def session_trained(event_id: int, *, viewer: Member, now: datetime) -> Event | None:
    """Return the session that is over and at which the viewer trained; None for whoever did not, and before."""
    event = find_event(event_id, viewer=viewer)
    return event if event and _is_theirs(event.id, viewer=viewer, now=now) else None


def afterwards_part(event: Event, *, viewer: Member, now: datetime) -> OwnPart | None:
    """Return the links to what a trainer says and reads of a session that is over."""
    event_id = set_id_of(event)
    is_theirs = event.ends_at <= now and _is_theirs(event_id, viewer=viewer, now=now)
    return OwnPart("training/afterwards_part.html", {"event_id": event_id}) if is_theirs else None


def _is_theirs(event_id: int, *, viewer: Member, now: datetime) -> bool:
    ends_at = last_end(event_id)
    return ends_at is not None and ends_at <= now and was_trainer(event_id, viewer=viewer)
