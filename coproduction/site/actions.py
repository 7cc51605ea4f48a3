"""What administrators change about the practice, and what strangers ask for."""

from __future__ import annotations

from datetime import date, datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core import dated_settings
from coproduction.core.dated_settings import DatedSetting, Number
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal
from coproduction.notifications.models import Channel
from coproduction.site import emails
from coproduction.site.kinds import FormatRequest


def set_number(number: Number, value: int, *, from_day: date, by: Account, now: datetime) -> DatedSetting:
    """Set the number from a day on and write down who did so.

    A day that has passed is refused, because what was decided then would change; so is a value that is not sensible.
    """
    if from_day < uk_wall(now).date():
        raise Refusal("The day must be today or a day to come", field="from_day")
    setting = dated_settings.set_number(number, value, from_day=from_day, account_id=by.id, now=now)
    record("number.set", setting, by=by, now=now, number=number.name, value=value, from_day=from_day)
    return setting


def ask_for_format(asked: FormatRequest, *, now: datetime) -> None:
    """Give the request to the coordinators: a call or a letter to do, or an email in their inbox and one in return.

    A second press on the same day changes nothing.
    """
    emails.format_asked(asked, now=now)
    if asked.channel is Channel.EMAIL:
        emails.format_wanted(asked, now=now)
