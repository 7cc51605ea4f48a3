"""Opening accounts."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from coproduction.accounts import emails, queries, rules
from coproduction.accounts.actions.links import end_links
from coproduction.accounts.models import Account
from coproduction.audit.actions import record
from coproduction.core.audiences import Audience
from coproduction.core.database import db
from coproduction.core.refusals import Refusal
from coproduction.notifications.actions import drop_about


class Opened(NamedTuple):
    """An account, and whether it was made just now."""

    account: Account
    is_new: bool


def open_account(name: str, email: str, *, is_member: bool, now: datetime) -> Account:
    """Return an account for the person, who may sign in by links at once.

    Somebody who signs in already, with the same name and address, and is not a member yet keeps that account: one
    person has one. Anybody else gets an account of their own, even at an address that others use.
    """
    name, email = _tidy_name(name), rules.tidy_email(email)
    known = _known_as(name, email)
    if known and is_member and not known.is_member:
        known.is_member = True
        record("account.became_member", known, by=None, now=now)
        return known
    return _add(Account(name=name, email=email, is_member=is_member), now=now)


def open_for_supporter(name: str, email: str, *, now: datetime) -> Opened:
    """Return an account for somebody who helps a member.

    Somebody who signs in already, with the same name and address, keeps that account and all that it can do. Nothing
    about how it signs in changes, so that nobody gets into an account by naming its owner a supporter.
    """
    name, email = _tidy_name(name), rules.tidy_email(email)
    known = _known_as(name, email)
    if known is None:
        return Opened(_add(Account(name=name, email=email, is_supporter=True), now=now), is_new=True)
    account = queries.lock_account(known.id)
    if not account.is_supporter:
        account.is_supporter = True
        record("account.became_supporter", account, by=None, now=now)
    return Opened(account, is_new=False)


def end_support(account: Account, *, now: datetime) -> None:
    """Take the supporters' pages from an account that supports nobody. One that has no other use is closed."""
    account.is_supporter = False
    if account.audiences == {Audience.PUBLIC, Audience.SIGNED_IN}:
        account.closed_at = now
        account.sign_in_epoch += 1
        end_links(account, now=now)
    record("account.support_ended", account, by=None, now=now, closed=account.closed_at is not None)


def create_staff(name: str, email: str, *, is_administrator: bool, now: datetime) -> Account:
    """Return an account for a coordinator, or for an administrator, who is a coordinator too.

    A member with the same name and address keeps their account. Refuses somebody who is staff already.
    """
    name, email = _tidy_name(name), rules.tidy_email(email)
    if any(rules.is_staff(account) for account in queries.open_accounts_at(email)):
        raise Refusal(f"{email} is already used by a coordinator.", field="email")
    account = _known_as(name, email) or _add(Account(name=name, email=email), now=now)
    account.is_coordinator, account.is_administrator = True, is_administrator
    record("account.became_staff", account, by=None, now=now, is_administrator=is_administrator)
    return account


def change_email(account: Account, email: str, *, by: Account, now: datetime) -> None:
    """Let the account sign in with another address from now on.

    Links sent to the old one stop working and every session ends. Refused for somebody else's staff account, unless
    an administrator does it: whoever chooses the address can sign in there.
    """
    if not rules.may_change_email(account, by=by):
        raise Refusal(
            f"{account.name} is a coordinator. Only they or an administrator can change their email address.",
            field="email",
        )
    account.email = rules.tidy_email(email)
    account.sign_in_epoch += 1
    end_links(account, now=now)
    record("account.email_changed", account, by=by, now=now)


def close_as_member(account: Account, *, by: Account | None, now: datetime) -> None:
    """End the member's sign-in: every session and every link of theirs stops now, and links that wait are not sent.

    Who is staff, or a supporter, keeps that part of their account; anybody else's is closed.
    """
    account.is_member = False
    account.sign_in_epoch += 1
    for link in queries.usable_links_of(account, now=now):
        drop_about(emails.key_of(link), now=now)
    end_links(account, now=now)
    if not rules.has_other_uses(account):
        account.closed_at = now
    record("account.closed_as_member", account, by=by, now=now)


def drop_notices(account: Account, *, now: datetime) -> None:
    """Tell the account's owner nothing that waits to be told: they have died."""
    drop_about(emails.keys_of_notices(account), now=now)


def reopen_as_member(account: Account, *, by: Account, now: datetime) -> None:
    """Let somebody who is a member again sign in again."""
    account.is_member, account.closed_at = True, None
    record("account.reopened_as_member", account, by=by, now=now)


def _tidy_name(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise Refusal("Enter a name", field="name")
    return tidy


def _known_as(name: str, email: str) -> Account | None:
    people = queries.open_accounts_at(email)
    return next((account for account in people if account.name.casefold() == name.casefold()), None)


def _add(account: Account, *, now: datetime) -> Account:
    account.created_at = now
    db.session.add(account)
    db.session.flush()
    record("account.opened", account, by=None, now=now)
    return account
