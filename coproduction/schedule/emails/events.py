"""What everybody with a part in an event is told when it changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from coproduction.notifications.mailing import Hears
from coproduction.schedule.emails.dates import CHANGED, dates_changed
from coproduction.schedule.emails.letters import to_many
from coproduction.schedule.emails.linked import words_of_led
from coproduction.schedule.models import Place
from coproduction.schedule.queries.answers import lost_ways
from coproduction.schedule.queries.arranged import places_uncertain_again
from coproduction.schedule.queries.news import changes_made
from coproduction.schedule.words import changes_in_words, why_asked_again

CHANGES = frozenset({"schedule/event_changed", "schedule/event_clashes", CHANGED})


def changed(places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL, behind: Collection[int] = ()) -> None:
    """Tell each member once what changed in their events, and ask again those who cannot come as it is now.

    `behind` are the places whose members never heard how it was just before: they are not told what it was.
    """
    by_member = Counter(place.member_id for place in places)
    single = [place for place in places if by_member[place.member_id] == 1]
    for is_behind in (False, True):
        some = [place for place in single if (place.id in behind) is is_behind]
        again, told = [one for one in some if one.asked_again_at], [one for one in some if not one.asked_again_at]
        event_clashes(again, now=now, is_for=is_for, is_behind=is_behind)
        event_changed(told, now=now, is_for=is_for, is_behind=is_behind)
    several = [place for place in places if by_member[place.member_id] > 1]
    dates_changed(several, now=now, is_for=is_for, behind=behind)


def event_changed(
    places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL, is_behind: bool = False
) -> None:
    """Tell everybody with a part in the event its new time or place, and what it was unless they never knew."""
    uncertain = places_uncertain_again([place.id for place in places])
    for theirs, new in _by_event(places, is_behind=is_behind, now=now):
        for is_uncertain in (False, True):
            some = [place for place in theirs if (place.id in uncertain) is is_uncertain]
            more = {"new": new, "is_uncertain": is_uncertain}
            to_many("schedule/event_changed", some, now=now, key=_key_of_change, is_for=is_for, **more)


def event_clashes(
    places: Sequence[Place], *, now: datetime, is_for: Hears = Hears.ALL, is_behind: bool = False
) -> None:
    """Tell those who cannot be there at its new time, or take part as they said they would, and ask them again."""
    lost, uncertain = lost_ways(places), places_uncertain_again([place.id for place in places])
    for theirs, new in _by_event(places, is_behind=is_behind, now=now):
        alike: dict[tuple[str, bool], list[Place]] = defaultdict(list)
        for place in theirs:
            alike[why_asked_again(lost.get(place.id)), place.id in uncertain].append(place)
        for (why, is_uncertain), some in alike.items():
            more = {"because": why, "new": new, "is_uncertain": is_uncertain}
            to_many("schedule/event_clashes", some, now=now, key=_key_of_change, is_for=is_for, **more)


def _by_event(places: Sequence[Place], *, is_behind: bool, now: datetime) -> Iterator[tuple[list[Place], list[str]]]:
    """Yield the places of each event, with what changed in it in words."""
    by_event: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        by_event[place.event_id].append(place)
    changes = changes_made(list(by_event), now=now)
    led = words_of_led(list(by_event), is_known=not is_behind, now=now)
    for event_id, theirs in by_event.items():
        yield theirs, [*changes_in_words(changes[event_id], is_known=not is_behind), *led.get(event_id, ())]


def _key_of_change(place: Place) -> str:
    event = place.role.event
    return f"event-{event.id}-{event.sequence}-schedule/event_changed-{place.member_id}"


def event_cancelled(
    places: Sequence[Place],
    *,
    now: datetime,
    heard: Mapping[int, str],
    is_put_off: bool = False,
    is_for: Hears = Hears.ALL,
) -> None:
    """Tell everybody with a part in the event that it will not happen, or that it is put off.

    `heard` is, by place, the time that its member knows, where that is not the last one.
    """
    template = "schedule/event_cancelled"

    def key(place: Place) -> str:
        return f"event-{place.event_id}-cancelled-{template}-{place.member_id}"

    alike: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        alike[heard.get(place.id, "")].append(place)
    for was, some in alike.items():
        to_many(template, some, now=now, key=key, is_for=is_for, was=was, is_put_off=is_put_off)
