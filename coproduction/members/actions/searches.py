"""Keeping what a coordinator searches for, for a day."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete

from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.members.models import MemberSearch

KEPT_FOR = timedelta(days=1)


def keep_search(words: str, area: str, *, need: str, by: Account, now: datetime) -> str:
    """Keep what was searched for, and return the random key that stands for it in addresses.

    Words, areas and needs are about people, so none of them may stand in an address, a history or a log.
    """
    search = MemberSearch(
        key=secrets.token_urlsafe(12),
        account_id=by.id,
        searched_at=now,
        asked={"words": words, "area": area, "need": need},
    )
    db.session.add(search)
    db.session.flush()
    return search.key


def note_export(number: int, *, by: Account, now: datetime) -> None:
    """Write down that so many members' details left for a spreadsheet."""
    record("account.exported_members", by, by=by, now=now, number=number)


def purge(*, now: datetime) -> int:
    """Forget the searches of the day before, and return how many."""
    late = delete(MemberSearch).where(MemberSearch.searched_at <= now - KEPT_FOR).returning(MemberSearch.id)
    return len(db.session.scalars(late).all())
