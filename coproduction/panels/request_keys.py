"""The key of a recruiting manager's own page about their request."""

from __future__ import annotations

from coproduction.core.links import absolute_url
from coproduction.core.signed_seeds import key_of_seed, seed_of_key
from coproduction.panels.models import PanelRequest

SALT = "panel request"


def key_for(request: PanelRequest) -> str:
    """Return the key that opens the manager's page. It is worked out, never stored."""
    return key_of_seed(request.seed, salt=SALT)


def address_of(request: PanelRequest) -> str:
    """Return the whole address of the manager's page."""
    return absolute_url("panels_public.show_progress", tracking_key=key_for(request))


def address_of_outcome(request: PanelRequest) -> str:
    """Return the whole address of the manager's page about what came of the panel, and what members say of it."""
    return absolute_url("panels_public.tell_outcome", tracking_key=key_for(request))


def seed_in(key: str) -> str | None:
    """Return the seed of a key that this site made; None for any other."""
    return seed_of_key(key, salt=SALT)
