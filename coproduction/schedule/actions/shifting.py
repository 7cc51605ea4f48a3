"""Moving an event together with dates that follow it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions.events import EventDetails, change_together
from coproduction.schedule.actions.linked import at_another_time
from coproduction.schedule.models import Event
from coproduction.schedule.queries.linked import dates_to_come, lock_set
from coproduction.schedule.rules import title_of
from coproduction.schedule.rules.shifting import Span, changes_side, shifted


def change_with_dates(
    lead: Event, details: EventDetails, *, moved: Collection[int] = (), by: Account, now: datetime
) -> Event:
    """Change an event, and move those of the dates which follow it that are named: by as far as it goes itself.

    Everybody with a part in them is told of all of it in one message. Refused as any change of an event is; and, beside
    `dates`, where a date that came before would come after or the other way round, or would be in the past.
    """
    lock_set(lead)
    changes = [(lead, details)]
    for date in dates_to_come(lead, now=now):
        if goes_to := where_it_goes(date, details, lead=lead, is_moved=date.id in moved, now=now):
            at = at_another_time(date, goes_to.starts_at, ends_at=goes_to.ends_at)
            changes.append((date, replace(at, title=title_of(date.label, details.title))))
    change_together(changes, by=by, now=now)
    return lead


def where_it_goes(date: Event, details: EventDetails, *, lead: Event, is_moved: bool, now: datetime) -> Span | None:
    """Return where a date goes if its lead changes so; None if it stays. Refused, beside `dates`, if it cannot."""
    before, was, to = _span(date), _span(lead), _span(details)
    if was == to:
        return None
    goes_to = shifted(before, lead=was, to=to) if is_moved else before
    if wrong := changes_side(before, lead=was, goes_to=goes_to, to=to):
        raise Refusal(f"{date.label} {wrong} of {lead.title}. Tick it to move it too", field="dates")
    if is_moved and goes_to.starts_at <= now:
        raise Refusal(f"{date.label} would be in the past. Untick it, and change its time by itself", field="dates")
    return None if goes_to == before else goes_to


def _span(of: Event | EventDetails) -> Span:
    return Span(of.starts_at, of.ends_at)
