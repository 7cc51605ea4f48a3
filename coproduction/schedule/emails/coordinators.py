"""What coordinators are told about their events."""

from __future__ import annotations

from datetime import datetime

from flask import current_app

from config import Group
from coproduction.accounts.models import Account
from coproduction.core.links import absolute_url
from coproduction.notifications.actions import send
from coproduction.notifications.models import Message, Recipient
from coproduction.schedule.models import CallRequest, Event, Place


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
    return _coordinator(event.organiser, group)


def _coordinator(account: Account, group: Group) -> Recipient:
    return Recipient.by_email(account.name, account.email if account.is_active else group.email)


def arrangements_unconfirmed(event: Event, owner: Account, *, number: int, now: datetime) -> Message | None:
    """Warn whoever looks after them how many arrangements are not confirmed. Whose and which they are is not said.

    Once for each time that the event has had; None when they were warned before.
    """
    return send(
        "schedule/arrangements_unconfirmed",
        _coordinator(owner, current_app.config["SETTINGS"].group),
        key=f"event-{event.id}-{event.sequence}-unconfirmed-{owner.id}",
        now=now,
        owner=owner.name,
        event=event,
        number=number,
        page=absolute_url("schedule_staff.show_arrangements", event_id=event.id),
    )
