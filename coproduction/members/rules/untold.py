"""Who must be told that we hold their details: whoever did not give them to us themselves."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists

from coproduction.accounts.models import Account
from coproduction.core.dated_settings import number
from coproduction.members.models import Member
from coproduction.members.rules.conditions import belongs
from coproduction.members.rules.merging import stands_alone

# The law gives a month (UK GDPR, Article 14).
DAYS_TO_TELL = number(
    "days-to-tell",
    "When the to-do list asks whether people from a group’s list know that we hold their details",
    unit="days",
    seed=14,
    highest=28,
)


def is_untold() -> ColumnElement[bool]:
    """Return the condition for members whose details came from a list, and who may not know that we hold them.

    Whoever has signed in knows: the privacy notice stands on every page.
    """
    has_signed_in = exists().where(Account.id == Member.account_id, Account.signed_in_at.is_not(None))
    return and_(Member.untold_since.is_not(None), belongs(), stands_alone(), ~has_signed_in)
