"""What coordinators are told while somebody is looked for, and the text to whoever stands by."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask import current_app

from config import Group
from coproduction.core.links import absolute_url
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.notifications.models import Channel, Recipient
from coproduction.rosters.models import StandInSearch
from coproduction.rosters.queries.searches import leaves_one_alone
from coproduction.schedule.models import Place


def to_ring(search: StandInSearch, *, missing: int, now: datetime) -> None:
    """Ask the organiser to ring round, or to see that somebody does: nobody more is asked by itself."""
    event = search.role.event
    group: Group = current_app.config["SETTINGS"].group
    organiser = event.organiser
    send(
        "rosters/to_ring",
        Recipient.by_email(organiser.name, organiser.email if organiser.is_active else group.email),
        key=f"search-{search.id}-to-ring-{now:%Y%m%d%H%M%S}",
        now=now,
        organiser=organiser.name,
        event=event,
        role=search.role,
        missing=missing,
        alone=leaves_one_alone(search.role),
        ring_list=absolute_url("rosters.show_ring_list", role_id=search.role_id),
    )


def text_to_standby(place: Place, *, now: datetime) -> None:
    """Have whoever stands by sent a text too, for what cannot wait until they read their email.

    Nothing to those who have told us no phone number, or who are told by phone, text or letter anyway.
    """
    to = recipient_of(place.member)
    if not to.phone or to.reached_by()[0] is not Channel.EMAIL:
        return
    send(
        "rosters/text_to_standby",
        replace(to, channel=Channel.TEXT),
        key=f"place-{place.id}-{place.moves_made}-text-{place.member_id}",
        now=now,
        private=True,
        name=place.member.known_as,
        event=place.role.event,
    )
