"""The words that people read for the states of events and places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.schedule.models import EventFormat, EventState, PlaceState


class Tag(NamedTuple):
    """A state in words, with its NHS tag colour ('' for the plain one)."""

    words: str
    colour: str


TO_MEMBERS: Mapping[PlaceState, Tag] = {
    PlaceState.INTERESTED: Tag("You put yourself forward", "aqua-green"),
    PlaceState.OFFERED: Tag("Waiting for your answer", "yellow"),
    PlaceState.TENTATIVE: Tag("You are not sure yet", "orange"),
    PlaceState.WAITING: Tag("You are on the waiting list", "grey"),
    PlaceState.HELD: Tag("You are going", "green"),
    PlaceState.DECLINED: Tag("You cannot make it", "grey"),
    PlaceState.LAPSED: Tag("The time to answer has passed", "grey"),
    PlaceState.STEPPED_BACK: Tag("You cannot make it", "grey"),
    PlaceState.RELEASED: Tag("Not this time", "grey"),
    PlaceState.ATTENDED: Tag("You came", "green"),
    PlaceState.APOLOGIES: Tag("You sent apologies", "grey"),
    PlaceState.ABSENT: Tag("You did not come", "grey"),
}
TO_STAFF: Mapping[PlaceState, Tag] = {
    PlaceState.INTERESTED: Tag("Put themselves forward", "aqua-green"),
    PlaceState.OFFERED: Tag("Waiting for an answer", "yellow"),
    PlaceState.TENTATIVE: Tag("Not sure yet", "orange"),
    PlaceState.WAITING: Tag("On the waiting list", "grey"),
    PlaceState.HELD: Tag("Has the place", "green"),
    PlaceState.DECLINED: Tag("Said no", "grey"),
    PlaceState.LAPSED: Tag("Did not answer in time", "grey"),
    PlaceState.STEPPED_BACK: Tag("Stepped back", "grey"),
    PlaceState.RELEASED: Tag("Not this time", "grey"),
    PlaceState.ATTENDED: Tag("Came", "green"),
    PlaceState.APOLOGIES: Tag("Sent apologies", "grey"),
    PlaceState.ABSENT: Tag("Did not come", "grey"),
}
OF_EVENTS: Mapping[EventState, Tag] = {
    EventState.DRAFT: Tag("Draft", "grey"),
    EventState.PUBLISHED: Tag("Published", "blue"),
    EventState.CANCELLED: Tag("Cancelled", "red"),
    EventState.HELD: Tag("Held", "grey"),
}
WHERE: Mapping[EventFormat, str] = {
    EventFormat.IN_PERSON: "In person",
    EventFormat.ONLINE: "Online",
    EventFormat.HYBRID: "In person or online",
}
