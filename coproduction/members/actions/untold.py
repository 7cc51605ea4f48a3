"""Writing down who knows that we hold their details, of those who came in with a group's list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from coproduction.accounts.models import Account
from coproduction.audit.actions import record_all
from coproduction.core.database import db
from coproduction.members.queries.untold import lock_untold


def note_told(member_ids: Collection[int], *, by: Account, now: datetime) -> int:
    """Write down that somebody has told these members that we hold their details, and return how many are new.

    Whoever knew already, or has gone, is left alone: twice is harmless.
    """
    told = lock_untold(member_ids)
    for member in told:
        member.untold_since = None
    record_all("member.told_of_details", told, by=by, now=now)
    db.session.flush()
    return len(told)
