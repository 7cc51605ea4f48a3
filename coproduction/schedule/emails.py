"""What members and coordinators are told about places and events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import ColumnElement, String, cast

from config import Group
from coproduction.core.links import absolute_url
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Recipient
from coproduction.schedule import calendars
from coproduction.schedule.answer_links import token_for
from coproduction.schedule.models import CallRequest, Event, Place, PlaceState
from coproduction.schedule.rules import can_answer

CONFIRMATIONS: Mapping[PlaceState, str] = {
    PlaceState.HELD: "schedule/place_held",
    PlaceState.INTERESTED: "schedule/put_forward",
    PlaceState.TENTATIVE: "schedule/not_sure",
    PlaceState.DECLINED: "schedule/said_no",
    PlaceState.STEPPED_BACK: "schedule/stepped_back",
    PlaceState.RELEASED: "schedule/stepped_back",
}
OFFER = "schedule/place_offered"


def key_of(place: Place, template: str) -> str:
    """Return the key of the message about the place as it stands now."""
    return f"place-{place.id}-{place.moves_made}-{template}-{place.member_id}"


def key_of_offer() -> ColumnElement[str]:
    """Return the same key, of the offer of each place, as a part of a statement."""
    number, moves, member = (cast(column, String) for column in (Place.id, Place.moves_made, Place.member_id))
    return "place-" + number + "-" + moves + f"-{OFFER}-" + member


def answer_confirmed(place: Place, *, now: datetime, answered_by: str = "") -> None:
    """Confirm the member's answer to them, with a calendar file. `answered_by` is the supporter who answered."""
    _to_member(CONFIRMATIONS[place.state], place, now=now, answered_by=answered_by)


def place_offered(place: Place, *, now: datetime) -> None:
    """Ask the member to take the place."""
    _to_member(OFFER, place, now=now)


def place_released(place: Place, *, now: datetime) -> None:
    """Tell the member, with thanks, that they are not needed this time."""
    _to_member("schedule/place_released", place, now=now)


def event_changed(place: Place, *, now: datetime) -> None:
    """Tell somebody with a part in the event its new time or place."""
    _to_member("schedule/event_changed", place, now=now, key=f"event-{place.event_id}-{place.role.event.sequence}")


def event_cancelled(place: Place, *, now: datetime) -> None:
    """Tell somebody with a part in the event that it will not happen."""
    _to_member("schedule/event_cancelled", place, now=now, key=f"event-{place.event_id}-cancelled")


def place_given_up(place: Place, *, now: datetime, answered_by: str = "") -> None:
    """Tell the coordinator that a member stepped back, so that the search for somebody else can start.

    `answered_by` is the supporter who said so.
    """
    event = place.role.event
    send(
        "schedule/place_given_up",
        _organiser(event),
        key=f"place-{place.id}-{place.moves_made}-given-up",
        now=now,
        organiser=event.organiser.name,
        event=event,
        role=place.role,
        member=place.member.known_as,
        answered_by=answered_by,
        roster=absolute_url("rosters.show_roster", event_id=event.id),
    )


def call_asked(call: CallRequest, *, now: datetime) -> None:
    """Ask the organiser to ring a member, or to see that somebody does."""
    event = call.place.role.event
    send(
        "schedule/call_asked",
        _organiser(event),
        key=f"call-{call.id}",
        now=now,
        organiser=event.organiser.name,
        event=event,
        member=call.place.member.known_as,
        call=absolute_url("rosters.show_call", call_id=call.id),
    )


def _organiser(event: Event) -> Recipient:
    """Return who looks after the event: its organiser, or the whole group's address when they are no longer here."""
    group: Group = current_app.config["SETTINGS"].group
    organiser = event.organiser
    return Recipient.by_email(organiser.name, organiser.email if organiser.is_active else group.email)


def _to_member(template: str, place: Place, *, now: datetime, key: str = "", answered_by: str = "") -> None:
    """Tell the member. In a copy, links lead to the supporter's own pages: the member's own would answer as them."""
    event = place.role.event
    supporters_page = absolute_url("schedule.show_supported_place", place_id=place.id)
    status, token = calendars.status_for(event, place.state), token_for(place)
    send(
        template,
        recipient_of(place.member),
        key=f"{key}-{template}-{place.member_id}" if key else key_of(place, template),
        now=now,
        calendar=_calendar(place, status, now=now),
        calendar_method=calendars.method_for(status),
        for_copies={
            "answer": supporters_page,
            "answers": {},
            "page": supporters_page,
            "schedule": absolute_url("schedule.list_supported"),
        },
        name=place.member.known_as,
        answered_by=answered_by,
        event=event,
        role=place.role,
        when=calendars.when_in_words(event),
        where=calendars.place_in_words(event),
        can_answer=can_answer(place),
        answer=absolute_url("schedule_public.answer_from_email", token=token),
        answers={
            said: absolute_url("schedule_public.answer_from_email", token=token, answer=said)
            for said in ("yes", "not sure", "no")
        },
        page=absolute_url("schedule.show_event", event_id=event.id),
        schedule=absolute_url("schedule.list_events"),
    )


def _calendar(place: Place, status: str, *, now: datetime) -> str:
    """Return the event for the member's own calendar; each answer raises SEQUENCE, so that the newest counts."""
    event: Event = place.role.event
    url = absolute_url("schedule.show_event", event_id=event.id)
    return calendars.calendar_file(
        event,
        status=status,
        sequence=event.sequence + place.moves_made,
        url=url,
        site=urlsplit(url).hostname or "localhost",
        now=now,
    )
