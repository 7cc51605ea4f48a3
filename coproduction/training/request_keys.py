"""The key of a team's own page about its request."""

from __future__ import annotations

from coproduction.core.links import absolute_url
from coproduction.core.signed_seeds import key_of_seed, seed_of_key
from coproduction.training.models import TrainingRequest

SALT = "training request"


def key_for(request: TrainingRequest) -> str:
    """Return the key that opens the team's page. It is worked out, never stored."""
    return key_of_seed(request.seed, salt=SALT)


def address_of(request: TrainingRequest) -> str:
    """Return the whole address of the team's page."""
    return absolute_url("training_public.show_progress", tracking_key=key_for(request))


def seed_in(key: str) -> str | None:
    """Return the seed of a key that this site made; None for any other."""
    return seed_of_key(key, salt=SALT)
