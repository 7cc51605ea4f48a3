"""Making sign-in links, sending them and using them up."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from coproduction.accounts import emails, queries, rules
from coproduction.accounts.kinds import LINK_MINUTES, WELCOME_DAYS
from coproduction.accounts.models import Account, LinkPurpose, SignInLink
from coproduction.core.database import db
from coproduction.core.dated_settings import value_of
from coproduction.core.dates import uk_wall
from coproduction.core.refusals import Refusal

DEAD_LINK = "This link does not work any more"
FORGOTTEN_AFTER = timedelta(days=90)


def make_link(account: Account, purpose: LinkPurpose, *, now: datetime) -> str:
    """Return the token of a new link for the endpoint `accounts.open_link`. The database keeps only its digest."""
    return _new_link(account, purpose, now=now)[1]


def send_links(email: str, *, next_path: str | None, now: datetime) -> None:
    """Send a link to each person who signs in with this address; to nobody, silently, if no one does."""
    for account in queries.open_accounts_at(rules.tidy_email(email)):
        link, token = _new_link(account, LinkPurpose.SIGN_IN, now=now)
        emails.sign_in_link(link, token, next_path=next_path, now=now)


def send_next_link(token: str, *, next_path: str | None, now: datetime) -> None:
    """Send a new link to the person whose old one no longer works. Nothing happens for a token that never was."""
    old = queries.link_with(token)
    if old and old.account.is_active:
        link, new_token = _new_link(old.account, rules.purpose_of_the_next(old), now=now)
        emails.sign_in_link(link, new_token, next_path=next_path, now=now)


def use_link(token: str, *, now: datetime) -> SignInLink:
    """Use the link up and return it, for its account to be signed in. Refuses one that is used, late or unknown."""
    link = queries.link_with(token, lock=True)
    if link is None or not rules.is_usable(link, now=now):
        raise Refusal(DEAD_LINK)
    link.used_at = link.account.signed_in_at = now
    db.session.flush()
    return link


def end_links(account: Account, *, now: datetime) -> None:
    """Make every link that the account has not used useless from now on."""
    db.session.execute(
        update(SignInLink)
        .where(SignInLink.account_id == account.id, SignInLink.used_at.is_(None), SignInLink.expires_at > now)
        .values(expires_at=now)
    )


def purge(*, now: datetime) -> int:
    """Forget the links that ended long ago, used or not, and return how many."""
    ended = delete(SignInLink).where(SignInLink.expires_at < now - FORGOTTEN_AFTER).returning(SignInLink.id)
    return len(db.session.scalars(ended).all())


def _new_link(account: Account, purpose: LinkPurpose, *, now: datetime) -> tuple[SignInLink, str]:
    token = secrets.token_urlsafe(32)
    link = SignInLink(
        account=account,
        purpose=purpose,
        digest=rules.digest_of(token),
        created_at=now,
        expires_at=now + _lifetime(purpose, now=now),
    )
    db.session.add(link)
    db.session.flush()
    return link, token


def _lifetime(purpose: LinkPurpose, *, now: datetime) -> timedelta:
    today = uk_wall(now).date()
    if purpose is LinkPurpose.WELCOME:
        return timedelta(days=value_of(WELCOME_DAYS, on=today))
    return timedelta(minutes=value_of(LINK_MINUTES, on=today))
