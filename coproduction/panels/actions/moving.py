"""What follows when a coordinator moves a panel, one of its dates, or the place: its score sheets and its manager."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from coproduction.panels.actions.dates import keep_in_line
from coproduction.panels.actions.packs import move_lock
from coproduction.panels.emails import requesters
from coproduction.panels.queries.cases import case_of, dates_of
from coproduction.panels.queries.requests import request_of
from coproduction.panels.rules.stages import FOLLOWS_ITS_EVENT
from coproduction.schedule.models import Event
from coproduction.schedule.queries.linked import leader_of_set
from coproduction.schedule.rules import is_cancelled

TOLD = frozenset({"starts_at", "ends_at", "format", "venue"})


def follow_change(event: Event, before: datetime, *, changed: Collection[str], now: datetime) -> None:
    """Lock score sheets when the new times say, and tell whoever asked for the panel of new times or another place."""
    move_lock(event, before, now=now)
    if not TOLD.isdisjoint(changed):
        tell_manager(leader_of_set(event), now=now)


def tell_manager(lead: Event, *, now: datetime) -> None:
    """Bring the request in line with the panel as it stands, and tell its manager of all its dates: once for a change.

    Not of one that is called off: that has its own message. The caller has locked the event that leads.
    """
    case = case_of(lead.id)
    request = request_of(case.id) if case else None
    if case and request and case.stage in FOLLOWS_ITS_EVENT and not is_cancelled(lead):
        keep_in_line(request, lead)
        requesters.dates_changed(request, lead, dates=dates_of(case), now=now)
