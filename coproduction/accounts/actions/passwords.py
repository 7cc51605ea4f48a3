"""Signing in with a password, and choosing one."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts import emails
from coproduction.accounts.actions.links import end_links
from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.database import db
from coproduction.core.refusals import Refusal


def sign_in(account_id: int, *, now: datetime) -> Account:
    """Note that the account, whose password was right, signs in. Refuses one that was closed meanwhile."""
    account = db.session.get(Account, account_id)
    if account is None or not account.is_active:
        raise Refusal("This account is closed")
    account.signed_in_at = now
    db.session.flush()
    return account


def set_password(account: Account, password_hash: str, *, now: datetime) -> None:
    """Keep the new password's hash, end every session and every unused link of the account, and tell the person.

    The hash is made before the transaction begins (`passwords.hash_of`), from words that `rules.check_password`
    let pass.
    """
    account.password_hash = password_hash
    account.sign_in_epoch += 1
    end_links(account, now=now)
    record("account.password_changed", account, by=account, now=now)
    emails.password_changed(account, now=now)
