"""The key in a private calendar address: a random seed with a signature that only this site can write."""

from __future__ import annotations

from coproduction.core.links import absolute_url
from coproduction.core.signed_seeds import key_of_seed, new_seed, seed_of_key
from coproduction.schedule.models import CalendarFeed

SALT = "calendar feed"

__all__ = ["address_of", "key_for", "new_seed", "seed_in"]


def key_for(feed: CalendarFeed) -> str:
    """Return the key that opens this calendar. It is worked out, never stored."""
    return key_of_seed(feed.seed, salt=SALT)


def address_of(feed: CalendarFeed) -> str:
    """Return the whole address of this calendar."""
    return absolute_url("schedule_public.show_calendar", feed_key=key_for(feed))


def seed_in(key: str) -> str | None:
    """Return the seed of a key that this site made; None for any other, which so never reaches the database."""
    return seed_of_key(key, salt=SALT)
