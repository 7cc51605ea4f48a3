"""What is not kept of an account that is closed: whose it was, and how they signed in."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import update

from coproduction.accounts.models import Account
from coproduction.core.database import db


def forget_sign_ins(account_ids: Collection[int], *, name: str | None = None) -> None:
    """Delete the email address and password of those accounts that are closed, and write `name` instead of theirs.

    Without `name` theirs stays. An account that still signs in for something else keeps everything.
    """
    gone: dict[str, str | None] = {"email": "", "password_hash": None} | ({"name": name} if name else {})
    closed = (Account.id.in_(account_ids), Account.closed_at.is_not(None))
    db.session.execute(update(Account).where(*closed).values(**gone))
