"""What a button that leads to a change of state is called, and where it leads."""

from __future__ import annotations

from typing import NamedTuple


class OfferedMove(NamedTuple):
    """A change of state that a coordinator is offered: the button's words and its page."""

    words: str
    endpoint: str
