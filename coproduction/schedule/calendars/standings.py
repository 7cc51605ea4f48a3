"""How an event stands in a member's calendar, by the state of their place: STATUS, PARTSTAT and METHOD."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coproduction.schedule.models import Event, EventState, PlaceState

CANCELLED, TO_ANSWER = "CANCELLED", "NEEDS-ACTION"
PUBLISH = "PUBLISH"  # the METHOD that tells a calendar how things stand


class Standing(NamedTuple):
    """The event's STATUS, the member's own PARTSTAT, and whether it takes up time in their day."""

    status: str
    part: str
    takes_time: bool = False


_COMING = Standing("CONFIRMED", "ACCEPTED", takes_time=True)
_NOT_SURE = Standing("TENTATIVE", "TENTATIVE", takes_time=True)
_WAITING = Standing("TENTATIVE", "TENTATIVE")
_ASKED = Standing("TENTATIVE", TO_ANSWER)
_NOT_COMING = Standing(CANCELLED, "DECLINED")
STANDINGS: Mapping[PlaceState, Standing] = {
    PlaceState.HELD: _COMING,
    PlaceState.ATTENDED: _COMING,
    PlaceState.ABSENT: _COMING,  # it stood in their diary: what became of the day is not told here
    PlaceState.TENTATIVE: _NOT_SURE,
    PlaceState.INTERESTED: _WAITING,
    PlaceState.WAITING: _WAITING,
    PlaceState.OFFERED: _ASKED,
    PlaceState.DECLINED: _NOT_COMING,
    PlaceState.STEPPED_BACK: _NOT_COMING,
    PlaceState.RELEASED: _NOT_COMING,
    PlaceState.LAPSED: _NOT_COMING,
    PlaceState.APOLOGIES: _NOT_COMING,
}


def standing_of(event_state: EventState, state: PlaceState, *, is_asked_again: bool = False) -> Standing:
    """Return how an event stands for somebody whose place is in this state. A cancelled one takes no time.

    Somebody who is asked again, because it moved, has a place all the same, and an answer to give.
    """
    standing = STANDINGS[state]._replace(part=TO_ANSWER) if is_asked_again else STANDINGS[state]
    return Standing(CANCELLED, standing.part) if event_state == EventState.CANCELLED else standing


def status_for(event: Event, state: PlaceState) -> str:
    """Return the iCalendar STATUS of the event for somebody whose place is in this state."""
    return standing_of(event.state, state).status


def method_for(status: str) -> str:
    """Return the iCalendar METHOD that tells a calendar what to do with an event of this STATUS."""
    return "CANCEL" if status == CANCELLED else PUBLISH
