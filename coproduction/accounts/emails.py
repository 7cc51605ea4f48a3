"""The emails about signing in. They go to the account's own address alone, never to a supporter."""

from __future__ import annotations

from datetime import datetime

from coproduction.accounts.models import Account, LinkPurpose, SignInLink
from coproduction.core.links import absolute_url
from coproduction.notifications.actions import send
from coproduction.notifications.models import Recipient


def sign_in_link(link: SignInLink, token: str, *, next_path: str | None, now: datetime) -> None:
    """Send the link to the one person it is for. The words are erased once sent: they let the reader in."""
    address = absolute_url("accounts.open_link", token=token, next=next_path)
    send(
        "accounts/welcome_again" if link.purpose is LinkPurpose.WELCOME else "accounts/sign_in_link",
        _recipient(link.account),
        key=f"accounts/sign_in_link/{link.id}",
        now=now,
        secret=True,
        name=link.account.name,
        address=address,
        expires_at=link.expires_at,
    )


def password_changed(account: Account, *, now: datetime) -> None:
    """Tell the person that their password was changed, in case it was not them."""
    send(
        "accounts/password_changed",
        _recipient(account),
        key=f"accounts/password_changed/{account.id}/{account.sign_in_epoch}",
        now=now,
        name=account.name,
        changed_at=now,
        sign_in=absolute_url("accounts.sign_in"),
    )


def _recipient(account: Account) -> Recipient:
    return Recipient(name=account.name, email=account.email)
