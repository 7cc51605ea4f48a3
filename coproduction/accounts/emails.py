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
        key=key_of(link),
        now=now,
        secret=True,
        name=link.account.name,
        address=address,
        expires_at=link.expires_at,
    )


def key_of(link: SignInLink) -> str:
    """Return the key of the message that carries the link."""
    return f"accounts/sign_in_link/{link.id}/"


def keys_of_notices(account: Account) -> str:
    """Return how the keys of the messages begin that tell the account's owner of a new password."""
    return f"accounts/password_changed/{account.id}/"


def password_changed(account: Account, *, now: datetime) -> None:
    """Tell the person that their password was changed, in case it was not them."""
    send(
        "accounts/password_changed",
        _recipient(account),
        key=f"{keys_of_notices(account)}{account.sign_in_epoch}",
        now=now,
        name=account.name,
        changed_at=now,
        sign_in=absolute_url("accounts.sign_in"),
    )


def _recipient(account: Account) -> Recipient:
    return Recipient(name=account.name, email=account.email)
