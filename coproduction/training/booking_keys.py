"""The private addresses about bookings: a delegate's own page, and those of the host and of the host's team."""

from __future__ import annotations

from coproduction.core.links import absolute_url
from coproduction.core.signed_seeds import key_of_seed, seed_of_key
from coproduction.training.models import Delegate, SessionBookings

DELEGATE, HOST, TEAM = "booking of a delegate", "host of a session", "team of a session's host"


def key_for(delegate: Delegate) -> str:
    """Return the key that opens the delegate's own page. It is worked out, never stored."""
    return key_of_seed(delegate.seed, salt=DELEGATE)


def key_for_team(bookings: SessionBookings) -> str:
    """Return the key with which the host's team books: made of what never changes of the session."""
    return key_of_seed(bookings.code, salt=TEAM)


def address_of(delegate: Delegate) -> str:
    """Return the whole address of the delegate's own page."""
    return absolute_url("training_public.show_booking", booking_key=key_for(delegate))


def address_of_host(bookings: SessionBookings) -> str:
    """Return the whole address of the page of who hosts the session."""
    return absolute_url("training_public.show_hosted", host_key=key_of_seed(bookings.host_seed, salt=HOST))


def address_of_team(bookings: SessionBookings) -> str:
    """Return the whole address at which the host's team books. It stays the same when somebody else hosts."""
    return absolute_url("training_public.book_for_team", team_key=key_for_team(bookings))


def address_to_book(bookings: SessionBookings) -> str:
    """Return the whole address at which everybody books."""
    return absolute_url("training_public.book_session", code=bookings.code)


def seed_in(key: str, *, salt: str) -> str | None:
    """Return the seed of a key that this site made for this; None for any other."""
    return seed_of_key(key, salt=salt)
