"""England's bank holidays, as GOV.UK published them with the library: nothing is asked of the network."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays


@cache
def bank_holidays() -> Mapping[date, str]:
    """Return the name of each bank holiday by its day. Beyond `known_until` there may be more."""
    known = BankHolidays(use_cached_holidays=True)
    return {day["date"]: day["title"] for day in known.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)}


def known_until() -> date:
    """Return the last day of the last year whose bank holidays are known."""
    return date(max(bank_holidays()).year, 12, 31)
