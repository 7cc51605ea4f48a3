"""The dates of a panel that belong together: the meeting before, the interviews of each day, and the debrief.

The first day of interviews leads: its roster is that of all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.core.database import db
from coproduction.core.dates import uk_moment, uk_wall
from coproduction.panels.kinds import DEBRIEF, MORE_INTERVIEWS, PRE_MEET, SHORTLISTING
from coproduction.panels.models import PanelRequest, RequestedTime, TimePart
from coproduction.panels.queries.dates import dates_beside
from coproduction.panels.rules import requests as rules
from coproduction.panels.rules.panels import is_interviews
from coproduction.schedule.actions.events import cancel_event, change_together
from coproduction.schedule.actions.linked import at_another_time, link_event
from coproduction.schedule.models import Event

NOT_NEEDED = "This date is not needed any more."
Span = tuple[datetime, datetime]


def follow_times(
    lead: Event, times: Sequence[RequestedTime], *, shortlisting: Span | None = None, by: Account, now: datetime
) -> None:
    """Add the dates that belong to the first day of interviews, which leads. What is there already stays."""
    wanted = _beside_first(times, now=now)
    if shortlisting:
        wanted[SHORTLISTING] = shortlisting
    _add(lead, wanted, by=by, now=now)


def move_to_times(
    lead: Event, times: Sequence[RequestedTime], *, shortlisting_on: date | None = None, by: Account, now: datetime
) -> None:
    """Move the panel to these times: dates move, are added, or are called off. Each person is told once of all moves.

    A shortlisting at which members help goes to its new day, at its own time of day. Refused as any change of an event
    is.
    """
    wanted, there = _beside_first(times, now=now), {event.label: event for event in dates_beside(lead)}
    if (shortlisting := there.pop(SHORTLISTING, None)) and shortlisting.starts_at > now:
        there[SHORTLISTING] = shortlisting
        if shortlisting_on:
            wanted[SHORTLISTING] = on_day(shortlisting, shortlisting_on)
    starts_at, ends_at = _interviews(times)[0]
    moved = [(lead, at_another_time(lead, starts_at, ends_at=ends_at))]
    moved += [
        (event, at_another_time(event, wanted[label][0], ends_at=wanted[label][1]))
        for label, event in there.items()
        if label in wanted
    ]
    change_together(moved, by=by, now=now)
    for label, event in there.items():
        if label not in wanted and _is_ours(label):
            cancel_event(event, NOT_NEEDED, by=by, now=now)
    if PRE_MEET not in there and not any(time.part is TimePart.PRE_MEET for time in times):
        del wanted[PRE_MEET]
    _add(lead, wanted, by=by, now=now)


def keep_in_line(request: PanelRequest, lead: Event) -> None:
    """Bring the times that we agreed to, and the place, in line with the panel's dates as they stand now."""
    request.format, request.site = lead.format, lead.venue or request.site
    request.shortlisting_on = shortlisting_day(lead) or request.shortlisting_on
    for part, dates in (
        (TimePart.INTERVIEWS, [lead, *(event for event in dates_beside(lead) if is_interviews(event.label))]),
        (TimePart.PRE_MEET, [event for event in dates_beside(lead) if event.label == PRE_MEET]),
    ):
        agreed = [time for time in request.times if time.part is part and not time.is_proposed]
        in_order = sorted(agreed, key=lambda time: time.starts_at)
        for time, event in zip(in_order, sorted(dates, key=lambda event: event.starts_at), strict=False):
            time.starts_at, time.ends_at = event.starts_at, event.ends_at
    db.session.flush()


def shortlisting_day(lead: Event) -> date | None:
    """Return the UK day on which members help with the shortlisting; None if they do not."""
    return next((uk_wall(event.starts_at).date() for event in dates_beside(lead) if event.label == SHORTLISTING), None)


def on_day(event: Event, day: date) -> Span:
    """Return when an event would be on another UK day, at its own time of day."""
    starts, ends = uk_wall(event.starts_at), uk_wall(event.ends_at)
    return uk_moment(day, starts.time()), uk_moment(day, ends.time())


def _add(lead: Event, wanted: Mapping[str, Span], *, by: Account, now: datetime) -> None:
    for label, (starts_at, ends_at) in wanted.items():
        link_event(lead, label, details=at_another_time(lead, starts_at, ends_at=ends_at), by=by, now=now)


def _beside_first(times: Sequence[RequestedTime], *, now: datetime) -> dict[str, Span]:
    """Return by label what belongs to the first day of interviews. A panel always meets before, if briefly."""
    interviews = _interviews(times)
    over = interviews[-1][1]
    beside = {f"{MORE_INTERVIEWS}{number}": span for number, span in enumerate(interviews[1:], start=2)}
    beside[DEBRIEF] = (over, over + rules.debrief_time(now=now))
    first = interviews[0][0]
    asked = next((time for time in times if time.part is TimePart.PRE_MEET), None)
    beside[PRE_MEET] = (asked.starts_at, asked.ends_at) if asked else (first - rules.pre_meet_time(now=now), first)
    return beside


def _interviews(times: Sequence[RequestedTime]) -> list[Span]:
    return sorted((time.starts_at, time.ends_at) for time in times if time.part is TimePart.INTERVIEWS)


def _is_ours(label: str) -> bool:
    return label in (SHORTLISTING, PRE_MEET, DEBRIEF) or is_interviews(label)
