"""Looking up accounts, links and held forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from coproduction.accounts import rules
from coproduction.accounts.models import Account, HeldForm, SignInLink
from coproduction.core.database import db


def open_accounts_at(email: str) -> Sequence[Account]:
    """Return the accounts that may sign in and use this email address, the oldest first."""
    return db.session.scalars(
        select(Account).where(Account.email == email, Account.closed_at.is_(None)).order_by(Account.id)
    ).all()


def open_staff() -> Sequence[Account]:
    """Return the coordinators and administrators who may sign in, by name."""
    return db.session.scalars(
        select(Account)
        .where(or_(Account.is_coordinator, Account.is_administrator), Account.closed_at.is_(None))
        .order_by(Account.name, Account.id)
    ).all()


def safeguarding_leads() -> Sequence[Account]:
    """Return who opens restricted notes, by name."""
    return [account for account in open_staff() if account.is_safeguarding_lead]


def lock_account(account_id: int) -> Account:
    """Return the account as it is now, and make everybody else who wants to change it wait."""
    return db.session.scalars(
        select(Account)
        .where(Account.id == account_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def password_hashes_at(email: str) -> dict[int, str]:
    """Return the password hash of each account that may sign in with this address and has a password."""
    return {account.id: account.password_hash for account in open_accounts_at(email) if account.password_hash}


def link_with(token: str, *, lock: bool = False) -> SignInLink | None:
    """Return the link that this token belongs to, whether or not it still works."""
    with_account = joinedload(SignInLink.account, innerjoin=True)
    kept = select(SignInLink).where(SignInLink.digest == rules.digest_of(token)).options(with_account)
    return db.session.scalar(kept.with_for_update(of=SignInLink) if lock else kept)


def usable_links_of(account: Account, *, now: datetime) -> Sequence[SignInLink]:
    """Return the links that would still sign the account in, the oldest first."""
    return db.session.scalars(
        select(SignInLink)
        .where(SignInLink.account_id == account.id, SignInLink.used_at.is_(None), SignInLink.expires_at > now)
        .order_by(SignInLink.id)
    ).all()


def held_forms_of(account: Account, *, now: datetime) -> Sequence[HeldForm]:
    """Return the forms that are kept for the account, the newest first."""
    return db.session.scalars(
        select(HeldForm)
        .where(HeldForm.account_id == account.id, HeldForm.held_at > now - rules.KEPT_FOR)
        .order_by(HeldForm.held_at.desc(), HeldForm.id.desc())
    ).all()


def held_form_on(page: str, account: Account, *, now: datetime) -> HeldForm | None:
    """Return the form on this page that is kept for the account. Nobody else's is ever returned."""
    return next((held for held in held_forms_of(account, now=now) if held.page == page), None)
