"""One page for a trainer about one session, from the day they have a place until some days after it.

What delegates need is a part of it, without names and ways to reach them.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coproduction.core.dates import uk_period
from coproduction.members.models import Member
from coproduction.schedule.calendars import place_in_words
from coproduction.schedule.facts import OwnPart, ShownToMember
from coproduction.schedule.models import Event
from coproduction.schedule.queries.events import find_event
from coproduction.schedule.queries.linked import leader_of_set
from coproduction.schedule.rules import set_id_of
from coproduction.training.pages.delegates import delegates_part
from coproduction.training.pages.materials import materials_part
from coproduction.training.pages.own_parts import own_part
from coproduction.training.queries.requests import request_of
from coproduction.training.queries.roles import session_of
from coproduction.training.queries.trainers import own_places
from coproduction.training.rules.keeping import kept_after
from coproduction.training.words.requests import for_trainers

# In the order of the page, after the briefing and the joining details.
PARTS: tuple[ShownToMember, ...] = (delegates_part, materials_part, own_part)


class YourSession(NamedTuple):
    """What a trainer keeps of a session until `until`: their parts, when and where, the briefing, and their notes."""

    event: Event
    dates: list[tuple[str, str]]
    where: str
    briefing: str
    facts: list[tuple[str, str]]
    notes: list[str]
    until: datetime
    parts: list[OwnPart]


def your_session(event_id: int, *, viewer: Member, now: datetime) -> YourSession | None:
    """Return the page for who delivers the session or helps with it; None for others, and some days after it."""
    found = find_event(event_id, viewer=viewer)
    event = leader_of_set(found) if found else None
    places = own_places(event.id, viewer=viewer, now=now) if event else []
    session = session_of(event.id) if event else None
    if event is None or session is None or not places:
        return None
    request = request_of(event.id)
    return YourSession(
        event=event,
        dates=[(place.role.name, uk_period(place.role.event.starts_at, place.role.event.ends_at)) for place in places],
        where=place_in_words(event),
        briefing=session.briefing,
        facts=list(for_trainers(request)) if request else [],
        notes=[place.note for place in places if place.note],
        until=max(place.role.event.ends_at for place in places) + kept_after(now),
        parts=[part for make in PARTS if (part := make(event, viewer=viewer, now=now))],
    )


def your_session_part(event: Event, *, viewer: Member, now: datetime) -> OwnPart | None:
    """Return the way from the event's page to the trainer's own page about the session; None for others."""
    leader_id = set_id_of(event)
    if not own_places(leader_id, viewer=viewer, now=now):
        return None
    return OwnPart("training/your_session_part.html", {"event_id": leader_id})
