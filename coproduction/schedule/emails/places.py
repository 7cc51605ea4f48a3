"""What members are told about one place of theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast

from coproduction.core.dates import uk_wall
from coproduction.notifications.mailing import Hears
from coproduction.notifications.models import Message
from coproduction.schedule.emails.letters import key_of, to_many, to_member
from coproduction.schedule.facts import who_helped
from coproduction.schedule.models import Place, PlaceState
from coproduction.schedule.queries.waiting import hours_of
from coproduction.schedule.words import hours_in_words

CONFIRMATIONS: Mapping[PlaceState, str] = {
    PlaceState.HELD: "schedule/place_held",
    PlaceState.INTERESTED: "schedule/put_forward",
    PlaceState.WAITING: "schedule/waiting",
    PlaceState.TENTATIVE: "schedule/not_sure",
    PlaceState.DECLINED: "schedule/said_no",
    PlaceState.STEPPED_BACK: "schedule/stepped_back",
    PlaceState.RELEASED: "schedule/stepped_back",
}
OFFER = "schedule/place_offered"
PLACE_FREE = "schedule/place_free"


def key_of_offer() -> ColumnElement[str]:
    """Return the key that `key_of` gives the offer of a place, as a part of a statement about many places."""
    number, moves, member = (cast(column, String) for column in (Place.id, Place.moves_made, Place.member_id))
    return "place-" + number + "-" + moves + f"-{OFFER}-" + member


def answer_confirmed(place: Place, *, now: datetime, answered_by: str = "") -> Message | None:
    """Confirm the member's answer to them, with a calendar file. `answered_by` is the supporter who answered.

    Returns the message.
    """
    return to_member(CONFIRMATIONS[place.state], place, now=now, answered_by=answered_by)


def place_offered(place: Place, *, now: datetime, stood_by: bool = False) -> None:
    """Ask the member to take the place; as somebody who `stood_by` for it, to step in."""
    places_offered([place], now=now, stood_by=stood_by)


def places_offered(places: Sequence[Place], *, now: datetime, stood_by: bool = False) -> None:
    """Ask many members to take the places, all in one event. Who helped to find its date is thanked."""
    helped = who_helped({place.role.event for place in places})
    for has_helped in (True, False):
        alike = [place for place in places if ((place.event_id, place.member_id) in helped) is has_helped]
        to_many(OFFER, alike, now=now, key=lambda place: key_of(place, OFFER), has_helped=has_helped, stood_by=stood_by)


def place_free(place: Place, *, now: datetime) -> None:
    """Offer a free place to the next on the waiting list, for a time."""
    hours = hours_of(place.role, on=uk_wall(now).date())
    to_member(PLACE_FREE, place, now=now, hours=hours_in_words(hours))


def offer_lapsed(place: Place, *, now: datetime) -> None:
    """Tell the member that the time to take the place is over, and that they can join the list again."""
    to_member("schedule/offer_lapsed", place, now=now)


def place_released(place: Place, *, now: datetime, heard: str = "", is_for: Hears = Hears.ALL) -> None:
    """Tell the member, with thanks, that they are not needed this time. `heard` is the time they know, if it is old."""
    template = "schedule/place_released"
    to_many(template, [place], now=now, key=lambda place: key_of(place, template), is_for=is_for, was=heard)


def place_taken(place: Place, *, stands_by: bool, is_for: Hears, now: datetime) -> None:
    """Tell a member, with thanks, that somebody else said yes first; and whether they stand by again."""
    template = "schedule/place_taken"
    to_many(template, [place], now=now, key=lambda place: key_of(place, template), is_for=is_for, stands_by=stands_by)
