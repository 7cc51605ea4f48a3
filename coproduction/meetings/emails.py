"""What members are told about papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from coproduction.core.links import absolute_url
from coproduction.meetings.models import PaperSending
from coproduction.members.rules import recipient_of
from coproduction.notifications.actions import send
from coproduction.schedule.calendars import when_in_words
from coproduction.schedule.models import Place


class PaperWords(NamedTuple):
    """A paper and its formats, in words."""

    title: str
    formats: str


def papers_sent(place: Place, sending: PaperSending, *, papers: Sequence[PaperWords], now: datetime) -> None:
    """Tell somebody with a part in the meeting that papers are there, and in which formats."""
    event = place.role.event
    send(
        "meetings/papers_sent",
        recipient_of(place.member),
        key=f"papers-{sending.id}-{place.member_id}",
        now=now,
        for_copies={"page": absolute_url("schedule.show_supported_place", place_id=place.id)},
        name=place.member.known_as,
        event=event,
        when=when_in_words(event),
        papers=papers,
        page=absolute_url("schedule.show_event", event_id=event.id),
    )
