"""Reminding people that what they learned runs out, so that they can renew it."""

from __future__ import annotations

from datetime import datetime, timedelta

from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.members import emails
from coproduction.members.queries.qualifications import running_out
from coproduction.members.rules.qualifications import RENEWAL_DAYS
from coproduction.notifications.quiet_hours import when_to_remind


def remind_of_renewals(*, now: datetime) -> int:
    """Remind members of what runs out soon, once for each last day; return how many were reminded.

    For each day's housekeeping. Nobody is told at night.
    """
    today = uk_wall(now).date()
    last, at = today + timedelta(days=value_of(RENEWAL_DAYS, on=today)), when_to_remind(now)
    return sum(emails.renewal_reminder(held, now=now, at=at) for held in running_out(today, last))
