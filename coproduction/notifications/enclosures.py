"""What goes with a message that staff pass on, told by the room that writes the message."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from coproduction.notifications.models import Message


class Enclosure(NamedTuple):
    """A page to print: what it is, in words for staff, and its address."""

    words: str
    address: str


_TOLD: dict[str, Callable[[Message], Enclosure]] = {}


def tell(template: str, enclosure: Callable[[Message], Enclosure]) -> None:
    """Name the function that returns what goes with a message made from this template."""
    _TOLD[template] = enclosure


def enclosure_of(message: Message) -> Enclosure | None:
    """Return what goes with the message; None with most of them."""
    told = _TOLD.get(message.template)
    return told(message) if told else None
