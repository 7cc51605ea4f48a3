"""What an event's page says of its changes."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coproduction.core.dates import uk_date
from coproduction.members.models import Member
from coproduction.schedule.queries.news import changes_of
from coproduction.schedule.words import CHANGED


class ChangeLine(NamedTuple):
    """One thing that changed since the event was published; `was` says what it was before."""

    day: str
    words: str
    was: str
    is_new: bool


def change_lines(event_id: int, *, viewer: Member, now: datetime) -> list[ChangeLine]:
    """Return what changed about an event that was found for the viewer, the newest first."""
    rows = changes_of(event_id, viewer=viewer, now=now)
    return [ChangeLine(uk_date(row.at), CHANGED[row.what], row.was, bool(row.is_new)) for row in rows]
