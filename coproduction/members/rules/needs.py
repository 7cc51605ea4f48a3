"""The rules of the needs passport: when each line is looked at again."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement

from coproduction.core import dated_settings
from coproduction.members.models import Need

NEED_REVIEW_MONTHS = dated_settings.number(
    "need-review-months", "How often members are asked if what they need is still right", unit="months", seed=12
)


def review_after(today: date) -> date:
    """Return the day from which a need that is right today is asked about again."""
    months = dated_settings.value_of(NEED_REVIEW_MONTHS, on=today)
    return today + relativedelta(months=months)


def to_be_checked(today: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition for needs that nobody has said are right for so long that we ask."""
    return Need.review_on <= today


def is_to_be_checked(first_review: date | None, *, today: date) -> bool:
    """Say whether something has come to the day on which we ask if it is still right."""
    return first_review is not None and first_review <= today
