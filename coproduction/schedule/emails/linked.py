"""The other dates that a message about one event tells of, because they share its roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from coproduction.schedule import calendars
from coproduction.schedule.models import Event, Place
from coproduction.schedule.queries import linked as queries
from coproduction.schedule.queries.news import changes_of_led
from coproduction.schedule.rules import is_cancelled
from coproduction.schedule.words import changes_in_words


class AlsoOn(NamedTuple):
    """Another date at which somebody with a part in the event has the same part."""

    label: str
    when: str
    where: str

    @property
    def words(self) -> str:
        """Return the date in one piece: 'Pre-meet: Thursday 14 January 2027, 9:30am to 10am. Online.'."""
        return f"{self.label}: {self.when}. {self.where}."


class Others(NamedTuple):
    """By the id of the event, its other dates; by the id of the place, the places that are moved with it."""

    dates: Mapping[int, Sequence[AlsoOn]]
    mirrors: Mapping[int, Sequence[Place]]

    def with_mirrors(self, place: Place) -> list[Place]:
        """Return the place and those that are moved with it."""
        return [place, *self.mirrors.get(place.id, ())]


def others_of(places: Sequence[Place], *, now: datetime) -> Others:
    """Return the dates to come beside those of the places; of events that are cancelled, those cancelled with them."""
    events = {place.event_id: place.role.event for place in places if place.role.event.is_followed}
    if not events:
        return Others({}, {})
    led = queries.all_led_by(list(events), now=now)
    return Others(
        {number: _dates(events[number], some) for number, some in led.items()},
        queries.mirrors_of_places(places, now=now),
    )


def words_of_led(event_ids: Collection[int], *, is_known: bool, now: datetime) -> Mapping[int, list[str]]:
    """Return, by the event, what has just changed in words at the dates that share its roster."""
    words: defaultdict[int, list[str]] = defaultdict(list)
    for lead_id, label, changes in changes_of_led(event_ids, now=now):
        words[lead_id] += [f"{label}: {said}" for said in changes_in_words(changes, is_known=is_known)]
    return words


def _dates(event: Event, led: Sequence[Event]) -> list[AlsoOn]:
    return [
        AlsoOn(date.label, calendars.when_in_words(date), calendars.place_in_words(date))
        for date in led
        if is_cancelled(date) is is_cancelled(event)
    ]
