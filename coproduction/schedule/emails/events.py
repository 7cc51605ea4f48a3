"""What everybody with a part in an event is told when it changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from coproduction.notifications.mailing import Hears
from coproduction.schedule.emails.dates import dates_changed
from coproduction.schedule.emails.letters import to_many
from coproduction.schedule.models import Place
from coproduction.schedule.queries.answers import lost_ways
from coproduction.schedule.words import why_asked_again


def changed(places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL) -> None:
    """Tell each member once how their events are now, and ask again for those whose time clashes."""
    by_member = Counter(place.member_id for place in places)
    single = [place for place in places if by_member[place.member_id] == 1]
    event_clashes([place for place in single if place.asked_again_at], now=now, is_for=is_for)
    event_changed([place for place in single if not place.asked_again_at], now=now, is_for=is_for)
    dates_changed([place for place in places if by_member[place.member_id] > 1], now=now, is_for=is_for)


def event_changed(places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL) -> None:
    """Tell everybody with a part in the event its new time or place."""
    to_many("schedule/event_changed", places, now=now, key=_key_of_change, is_for=is_for)


def event_clashes(places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL) -> None:
    """Tell those who cannot be there at its new time, or take part as they said they would, and ask them again."""
    because: dict[str, list[Place]] = defaultdict(list)
    lost = lost_ways(places)
    for place in places:
        because[why_asked_again(lost.get(place.id))].append(place)
    for why, theirs in because.items():
        to_many("schedule/event_clashes", theirs, now=now, key=_key_of_change, is_for=is_for, because=why)


def _key_of_change(place: Place) -> str:
    event = place.role.event
    return f"event-{event.id}-{event.sequence}-schedule/event_changed-{place.member_id}"


def event_cancelled(places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL) -> None:
    """Tell everybody with a part in the event that it will not happen."""
    template = "schedule/event_cancelled"

    def key(place: Place) -> str:
        return f"event-{place.event_id}-cancelled-{template}-{place.member_id}"

    to_many(template, places, now=now, key=key, is_for=is_for)
