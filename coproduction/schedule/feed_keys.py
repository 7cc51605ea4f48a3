"""The key in a private calendar address: a random seed with a signature that only this site can write."""

from __future__ import annotations

import hashlib
import secrets

from flask import current_app
from itsdangerous import BadSignature, Signer

from coproduction.core.links import absolute_url
from coproduction.schedule.models import CalendarFeed

RANDOM_BYTES = 16


def new_seed() -> str:
    """Return a seed that nobody can guess."""
    return secrets.token_urlsafe(RANDOM_BYTES)


def key_for(feed: CalendarFeed) -> str:
    """Return the key that opens this calendar. It is worked out, never stored."""
    return _signer().sign(feed.seed).decode()


def address_of(feed: CalendarFeed) -> str:
    """Return the whole address of this calendar."""
    return absolute_url("schedule_public.show_calendar", feed_key=key_for(feed))


def seed_in(key: str) -> str | None:
    """Return the seed of a key that this site made; None for any other, which so never reaches the database."""
    try:
        return _signer().unsign(key).decode()
    except BadSignature:
        return None


def _signer() -> Signer:
    return Signer(
        current_app.secret_key or "", salt="calendar feed", key_derivation="hmac", digest_method=hashlib.sha256
    )
