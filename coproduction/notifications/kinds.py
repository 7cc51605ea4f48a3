"""How staff pass a message on, for each channel, in words; and how long its words are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coproduction.core.dated_settings import number
from coproduction.notifications.models import Channel

MONTHS_KEPT = number(
    "message-months", "How long we keep the words of a message", unit="months", seed=12, lowest=1, highest=84
)


@dataclass(frozen=True, slots=True)
class ByHand:
    """What to do (with the person's name in it), what the address is called, and how to go about it."""

    task: str
    address: str
    how: str


BY_HAND: Mapping[Channel, ByHand] = {
    Channel.PHONE: ByHand(
        "Ring {}", "Phone number", "Read these words out, or say them in your own way. Then mark the call as done."
    ),
    Channel.TEXT: ByHand(
        "Send a text to {}", "Mobile number", "Send these words, or shorter ones, as a text. Then mark it as done."
    ),
    Channel.LETTER: ByHand("Post a letter to {}", "Address", "Print this page and post it. Then mark it as done."),
    Channel.EMAIL: ByHand(
        "Reach {} in another way",
        "Email address that did not work",
        "This email could not be delivered. Tell the person in another way and ask for their right address.",
    ),
}
