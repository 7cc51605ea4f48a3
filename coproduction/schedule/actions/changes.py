"""Writing down what is new about an event, for members to see what changed since they last looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from coproduction.core.database import db
from coproduction.core.dates import uk_period
from coproduction.members.models import Member
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.models import Change, Event, EventChange, NewsSeen

# Which change of an event's details is which news to members.
NEWS: Mapping[str, Change] = {
    "starts_at": Change.TIME,
    "ends_at": Change.TIME,
    "format": Change.PLACE,
    "venue": Change.PLACE,
    "joining_link": Change.JOINING,
    "joining_phone": Change.JOINING,
}


def as_it_was(event: Event) -> Mapping[Change, str]:
    """Return in words what members knew of the event, before it changes. How to join is nobody else’s business."""
    return {Change.TIME: uk_period(event.starts_at, event.ends_at), Change.PLACE: place_in_words(event)}


def note_changes(event: Event, changed: Sequence[str], was: Mapping[Change, str], *, now: datetime) -> None:
    """Write down what of its details changed, once each, with what it was before."""
    for what in dict.fromkeys(NEWS[name] for name in changed if name in NEWS):
        note(event, what, was=was.get(what, ""), now=now)


def note(event: Event, what: Change, *, now: datetime, was: str = "") -> None:
    """Write down one thing that is new about the event."""
    db.session.add(EventChange(event_id=event.id, what=what, was=was, at=now))


def see_news(member: Member, until: datetime, *, now: datetime) -> None:
    """Keep that the member has seen what was new at that moment. It never goes back, and not into the future."""
    seen = db.session.get(NewsSeen, member.id, with_for_update=True)
    until = min(until, now)
    if seen is None:
        db.session.add(NewsSeen(member_id=member.id, seen_until=until))
    else:
        seen.seen_until = max(seen.seen_until, until)
    db.session.flush()
