"""The cookies that this site can set, for the page that tells people of them. A test looks for others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from coproduction.accounts.current import REMEMBERED

EASY_READ = "version"


class Cookie(NamedTuple):
    """One cookie: its name, what it is for, when it is set and how long a browser keeps it, in words."""

    name: str
    purpose: str
    begins: str
    lasts: str


def cookies_of(config: Mapping[str, Any]) -> tuple[Cookie, ...]:
    """Return every cookie of an application with this configuration."""
    days = config["PERMANENT_SESSION_LIFETIME"] // timedelta(days=1)
    return (
        Cookie(
            config["SESSION_COOKIE_NAME"],
            "Keeps you signed in. Keeps your place in a form. Keeps our forms safe.",
            "We set it when you open a page with a form to send to us. For example, to sign in or to ask for a chat.",
            "Until you close your browser. "
            f"It stays for {days} days if you start the form to join. It stays as long if you ask to stay signed in. "
            f"We keep you signed in for {REMEMBERED.days} of these days.",
        ),
        Cookie(
            EASY_READ,
            "Remembers that you chose Easy Read.",
            "We set it when you choose Easy Read.",
            "Until you close your browser.",
        ),
    )
