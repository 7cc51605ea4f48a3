"""What the programme says when it says no."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coproduction.core.refusals import Refusal


def refusal_of(action: Callable[..., Any], *given: Any, **named: Any) -> tuple[str, str | None]:
    """Return the words in which the action says no, and the field that they stand beside."""
    with pytest.raises(Refusal) as refused:
        action(*given, **named)
    return refused.value.message, refused.value.field


def words_of_refusal(action: Callable[..., Any], *given: Any, **named: Any) -> str:
    """Return the words in which the action says no."""
    words, _field = refusal_of(action, *given, **named)
    return words
