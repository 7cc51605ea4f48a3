"""What coordinators are warned of in time, each day: what is not confirmed for the people of an event that is near."""

from __future__ import annotations

from datetime import datetime

from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.working_days import working_days_after
from coproduction.schedule import emails
from coproduction.schedule.actions.arranging import compare
from coproduction.schedule.kinds.arrangements import CONFIRMED_DAYS
from coproduction.schedule.queries import arranged, arrangements


def compare_events_to_come(*, now: datetime) -> int:
    """Compare every published event to come with what its people need, and return how many events there are.

    For each day's housekeeping: a lead time that was set anew moves the days by which things must be booked.
    """
    event_ids = arrangements.events_to_come(now=now)
    for event_id in event_ids:
        compare(arrangements.lock_event(event_id), by=None, now=now)
    return len(event_ids)


def warn_of_unconfirmed(*, now: datetime) -> int:
    """Tell whoever looks after them how many arrangements of an event that is near are not confirmed.

    Once for each event, person and time of the event; what is needed, and by whom, is never in the message. Returns how
    many messages were written. For each day's housekeeping.
    """
    today = uk_wall(now).date()
    last = working_days_after(today, value_of(CONFIRMED_DAYS, on=today))
    found = arranged.unconfirmed_until(last, now=now)
    sent = [emails.arrangements_unconfirmed(event, owner, number=number, now=now) for event, owner, number in found]
    return sum(message is not None for message in sent)
