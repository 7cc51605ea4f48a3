"""Where and when an event is, in words."""

from __future__ import annotations

from typing import Protocol

from coproduction.core.dates import uk_period
from coproduction.schedule.models import Event, EventFormat


class Somewhere(Protocol):
    """What has a venue, or is online: an event, or some columns of one."""

    @property
    def format(self) -> str: ...

    @property
    def venue(self) -> str: ...


def place_in_words(event: Somewhere) -> str:
    """Return where the event is: its venue, 'Online', or both."""
    if event.format == EventFormat.ONLINE:
        return "Online"
    return f"{event.venue}, or online" if event.format == EventFormat.HYBRID else event.venue


def when_in_words(event: Event) -> str:
    """Return from when to when, in UK words and UK time."""
    return uk_period(event.starts_at, event.ends_at)
