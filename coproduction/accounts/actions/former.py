"""What is not kept of an account that is closed: whose it was, and how they signed in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update

from coproduction.accounts import emails
from coproduction.accounts.models import Account, SignInLink
from coproduction.core.database import db
from coproduction.notifications.forgetting import forget_about


def forget_notices(account_ids: Collection[int], *, now: datetime) -> None:
    """Delete the words of what the owners of these accounts were told about signing in, and drop what waits."""
    for account in db.session.scalars(select(Account).where(Account.id.in_(account_ids))).all():
        forget_about(emails.keys_of_notices(account), now=now)
    for link in db.session.scalars(select(SignInLink).where(SignInLink.account_id.in_(account_ids))).all():
        forget_about(emails.key_of(link), now=now)


def forget_sign_ins(account_ids: Collection[int], *, name: str | None = None) -> None:
    """Delete the email address and password of those accounts that are closed, and write `name` instead of theirs.

    Without `name` theirs stays. An account that still signs in for something else keeps everything.
    """
    gone: dict[str, str | None] = {"email": "", "password_hash": None} | ({"name": name} if name else {})
    closed = (Account.id.in_(account_ids), Account.closed_at.is_not(None))
    db.session.execute(update(Account).where(*closed).values(**gone))
