"""Keeping what somebody typed into a form after their session had ended, until they have signed in again."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import delete

from coproduction.accounts import rules
from coproduction.accounts.models import Account, HeldForm
from coproduction.core.database import db


def hold(account_id: int, answers: dict[str, list[str]], *, path: str, page: str, now: datetime) -> HeldForm | None:
    """Keep the answers that the account sent to `path` from the form on `page`, in place of earlier ones.

    None if there is a password among them, or too much to keep, or the account is gone or closed.
    """
    account = db.session.get(Account, account_id)
    kept = {name: values for name, values in answers.items() if name != "csrf_token"}
    if account is None or not account.is_active or not _may_be_kept(kept):
        return None
    let_go(account, path=path)
    held = HeldForm(account_id=account.id, path=path, page=page, answers=kept, held_at=now)
    db.session.add(held)
    db.session.flush()
    return held


def let_go(account: Account, *, path: str) -> None:
    """Forget what is held for this path: the account has sent the form again."""
    db.session.execute(delete(HeldForm).where(HeldForm.account_id == account.id, HeldForm.path == path))


def purge(*, now: datetime) -> int:
    """Forget every form that nobody came back for within a day, and return how many."""
    late = delete(HeldForm).where(HeldForm.held_at <= now - rules.KEPT_FOR).returning(HeldForm.id)
    return len(db.session.scalars(late).all())


def _may_be_kept(answers: dict[str, list[str]]) -> bool:
    if any("password" in name.casefold() for name in answers):
        return False
    fields = sum(len(values) for values in answers.values())
    return fields <= rules.MOST_HELD_FIELDS and len(json.dumps(answers)) <= rules.MOST_HELD_BYTES
