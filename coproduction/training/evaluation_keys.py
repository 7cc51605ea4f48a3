"""The private address at which a delegate says what training changed: it opens nothing else of their booking."""

from __future__ import annotations

from coproduction.core.links import absolute_url
from coproduction.core.signed_seeds import key_of_seed
from coproduction.training.models import Delegate

EVALUATION = "evaluation by a delegate"


def evaluation_key_for(delegate: Delegate) -> str:
    """Return the key with which the delegate can answer. It is worked out, never stored."""
    return key_of_seed(delegate.seed, salt=EVALUATION)


def address_to_evaluate(delegate: Delegate) -> str:
    """Return the whole address at which the delegate can answer."""
    return absolute_url("training_public.evaluate", evaluation_key=evaluation_key_for(delegate))
