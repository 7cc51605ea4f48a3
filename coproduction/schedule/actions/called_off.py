"""Writing down afterwards that an event did not take place, though its time came and it was not cancelled before."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.schedule.actions.changes import note
from coproduction.schedule.models import Change, Event, EventState
from coproduction.schedule.queries.linked import events_following


def call_off_afterwards(event: Event, reason: str, *, by: Account, now: datetime) -> None:
    """Write down that an event that is over did not take place, with all its dates. Nobody is told here.

    The places stay, and count for nothing: it is cancelled. Twice changes nothing. Refused where somebody wrote down
    who came. The caller has locked it and its dates.
    """
    dates = [event, *events_following(event)]
    if any(date.state is EventState.HELD for date in dates):
        raise Refusal("Somebody wrote down who came to it, so it took place.")
    for date in dates:
        if date.state is EventState.CANCELLED:
            continue
        date.state, date.cancelled_because, date.changed_at = EventState.CANCELLED, reason, now
        date.sequence += 1
        note(date, Change.CANCELLED, now=now)
        record("schedule.event_cancelled", date, by=by, now=now)
    db.session.flush()
